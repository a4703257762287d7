"""Texts that a rule catches and perhaps should not: offered to whoever writes the rule, as tests under `pass`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from .. import guideline_tests
from ..guidelines import Guidelines
from ..language import Document
from ..lexicon import Lexicon
from ..posts.post import Post
from ..review import Reviewer
from ..rules import Rule
from .firing import fire, reviewer_of

_VARIANTS = (
    ("nægtet", "Det passer ikke, at {lower}"),
    ("citeret", "Der stod »{text}« på et skilt."),
    ("gengivet", "Naboen sagde, at {lower}"),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to consider as a test, why it is offered, and whether the rule catches it as it stands."""

    text: str
    reason: str
    is_caught: bool
    post: Post | None = None


def corpus(directory: Path) -> Iterator[tuple[Post, str]]:
    """The posts of the open corpus with what each was written as: `violation`, `near-miss` or `clean`."""
    for file in sorted(directory.glob("*.jsonl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            item = json.loads(line)
            yield Post(item["text"], number, item["id"], item["role"], item["platform"], item["audience"]), item["kind"]


def suggest(rule: Rule, guidelines: Guidelines, posts: Iterable[tuple[Post, str]] = (), most: int = 10) -> tuple[Suggestion, ...]:
    """Posts written as fine that the rule fires on, then its own tests negated, quoted and retold."""
    reviewer = reviewer_of([rule], guidelines.shelf)
    known = {test.text for test in rule.tests}
    found = islice((one for one in _from_posts(reviewer, posts) if one.text not in known), most)
    return (*found, *(one for one in _variants(reviewer, rule, guidelines) if one.text not in known))


def _from_posts(reviewer: Reviewer, posts: Iterable[tuple[Post, str]]) -> Iterator[Suggestion]:
    fine = (post for post, kind in posts if kind != "violation")
    for post, found in fire(reviewer, fine):
        yield Suggestion(_sentence(post.text, found[0].start, found[0].end), "skrevet som et opslag, der er i orden", True, post)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentences that a finding touches."""
    document = Document(text, Lexicon.build(()))
    if document.text != text:
        return text
    return text[document.sentence(start)[0] : max(document.sentence(max(end - 1, start))[1], end)].strip()


def _variants(reviewer: Reviewer, rule: Rule, guidelines: Guidelines) -> Iterator[Suggestion]:
    for test in rule.tests:
        if test.expect == "flag" and "\n" not in test.text:
            setting = guideline_tests.setting_of(guidelines, rule, test)
            for reason, form in _VARIANTS:
                text = form.format(text=test.text.rstrip("."), lower=test.text[:1].lower() + test.text[1:])
                caught = any(finding.rule == rule.id for finding in reviewer.findings(text, _plain(setting)))
                yield Suggestion(text, f"jeres egen prøve, {reason}", caught)


def _plain(setting):
    """The setting without the organisation, which the rule alone knows nothing of."""
    return type(setting)(setting.role, setting.platform, setting.audience, setting.date)
