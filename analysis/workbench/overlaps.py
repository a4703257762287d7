"""Where a rule meets others: the same words in two rules, two rules at one place, a permission over a prohibition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import guideline_tests
from ..checks import indexed
from ..conditions import Phrases
from ..model import Finding, Setting
from ..posts.post import Post
from ..review import Reviewer
from ..rules import Rule
from .firing import fire, reviewer_of, setting_of

SAME_WORDS, SAME_PLACE, COVERED = "same-words", "same-place", "permission-covers"
_MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Overlap:
    """One other rule that this one meets. `examples` are the words or places, `count` how many there are."""

    kind: str
    other: str
    message: str
    count: int
    examples: tuple[str, ...]


def overlaps(reviewer: Reviewer, rule: Rule, posts: Iterable[Post] = ()) -> tuple[Overlap, ...]:
    """What a rule of the reviewer's guidelines meets, on its own tests and on the posts in which it fires.

    A reviewer without the model is enough, and quick; then `understood` rules are not seen.
    """
    met: dict[tuple[str, str], dict[str, None]] = {}
    texts = [(test.text, guideline_tests.setting_of(reviewer.guidelines, rule, test)) for test in rule.tests if test.expect == "flag"]
    alone = reviewer_of([rule], reviewer.guidelines.shelf)
    texts += [(post.text, setting_of(post)) for post, _ in fire(alone, posts)]
    for text, setting in texts:
        for kind, other, quote in _at_one_place(reviewer, rule, text, setting):
            met.setdefault((kind, other), {})[quote] = None
    titles = {one.id: one.title for one in reviewer.guidelines.all_rules()}
    found = [*_same_words(reviewer, rule), *((kind, other, list(quotes)) for (kind, other), quotes in met.items())]
    return tuple(
        Overlap(kind, other, _message(kind, titles.get(other, other)), len(quotes), tuple(quotes[:_MOST_EXAMPLES]))
        for kind, other, quotes in sorted(found, key=lambda item: (item[0] != COVERED, -len(item[2])))
    )


def _message(kind: str, title: str) -> str:
    return {
        SAME_WORDS: f"»{title}« leder efter nogle af de samme ord.",
        SAME_PLACE: f"»{title}« siger til samme sted.",
        COVERED: f"Her siges både »det må du gerne« og »pas på« om det samme sted: se »{title}«.",
    }[kind]


def _same_words(reviewer: Reviewer, rule: Rule) -> Iterator[tuple[str, str, list[str]]]:
    own = set(_phrases(rule))
    seen = {rule.id}
    for other in reviewer.guidelines.all_rules() if own else ():
        shared = [entry for entry in _phrases(other) if entry in own]
        if shared and other.id not in seen:
            seen.add(other.id)
            yield SAME_WORDS, other.id, list(dict.fromkeys(shared))


def _phrases(rule: Rule) -> Iterator[str]:
    """The phrases a rule looks for; not its exceptions, and not the word classes it shares with others."""
    for condition in rule.any:
        for part in indexed(condition):
            if isinstance(part, Phrases) and part.word_class is None:
                yield from (entry.lower() for entry in part.entries)


def _at_one_place(reviewer: Reviewer, rule: Rule, text: str, setting: Setting) -> Iterator[tuple[str, str, str]]:
    found = reviewer.findings(text, setting)
    own = [finding for finding in found if finding.rule == rule.id]
    for other in found:
        near = next((one for one in own if other.rule != rule.id and one.start < other.end and other.start < one.end), None)
        if near:
            yield (COVERED if _contradict(near, other) else SAME_PLACE), other.rule, other.quote


def _contradict(one: Finding, other: Finding) -> bool:
    """Whether one says `may` where the other raises an alarm."""
    return (one.severity == "may" and other.is_alarm) or (other.severity == "may" and one.is_alarm)
