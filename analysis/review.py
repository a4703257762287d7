"""Runs the rules on a post, settles overlaps, and gathers the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import guidelines as packs
from . import scopes, understanding
from .balance import balance, balance_classes
from .checks import find, indexed
from .checks.regular_expression import TookTooLong
from .conditions import Condition, Scope, Unless
from .danish import other_language
from .explanation import because, resembles
from .guidelines import Guidelines
from .knife_edge import knife_edge
from .language import Document
from .lexicon import Lexicon
from .measures import summary
from .model import ALARMS, SEVERITIES, Finding, Review, Setting, Span
from .plan import Plan, conditions_of
from .rewrite import replacement
from .rules import Rule
from .understanding import MODEL, Understanding
from .weights import UnusableModel

MAX_CHARACTERS = 100_000
"""More than any platform takes (Facebook: 63,206)."""
_MOST_PLACES = 100
"""Places of one rule that are told; more of the same helps nobody."""


class UnusableText(ValueError):
    """A text that cannot be reviewed; the message is one Danish line for the user."""


class Reviewer:
    """Reviews posts by a set of guidelines. Never changes after it is made; safe between threads."""

    def __init__(self, guidelines: Guidelines, model: Path | None = MODEL) -> None:
        self.guidelines = guidelines
        self.understanding, off = _understanding(guidelines, model)
        self.problems = (*map(str, guidelines.problems), *off)
        rules = guidelines.all_rules()
        conditions = [part for rule in rules for top in conditions_of(rule) for part in indexed(top)]
        classes = self.understanding.classes.values() if self.understanding else ()
        self._balance = balance_classes(guidelines.shelf.classes)
        self._lexicon = Lexicon.build(dict.fromkeys([*conditions, *self._balance.values(), *classes]))
        self._plans = {key: Plan.of(guidelines.rules(*key).values()) for key in guidelines.settings()}

    @classmethod
    def load(cls, path: Path | str = "guidelines", model: Path | None = MODEL) -> Reviewer:
        """Load the guidelines of a directory and the model (None: rules alone). What is wrong is in `problems`."""
        return cls(packs.load(path), model)

    def review(self, text: str, setting: Setting | None = None) -> Review:
        """Review one post. Raises UnusableText for an empty, binary or far too long text.

        Raises ValueError, in Danish, for an organisation that is not there or does not hold for the role.
        """
        setting = setting or Setting()
        document = self._document(text, setting)
        found, slow = self._found(document)
        notices = [*_notices(document), *map(_skipped, slow)]
        findings = settle(finding for finding in found if finding.severity != "may")
        return Review(
            text=text,
            setting=setting,
            findings=findings,
            permissions=tuple(sorted((f for f in found if f.severity == "may"), key=_by_place)),
            knife_edge=knife_edge(findings, _stopped_at(document)),
            balance=balance(document, self._balance),
            measures=summary(document),
            notices=tuple(notices),
        )

    def findings(self, text: str, setting: Setting | None = None) -> list[Finding]:
        """Every finding and permission, unsettled and unscored: what rules say, without the rest of a review."""
        return self._found(self._document(text, setting or Setting()))[0]

    def _document(self, text: str, setting: Setting) -> Document:
        _require_usable(text)
        return Document(text, self._lexicon, setting, self.understanding)

    def _found(self, document: Document) -> tuple[list[Finding], list[Rule]]:
        """The findings, and the rules that took too long and were skipped."""
        setting, found, slow = document.setting, [], []
        for rule, conditions in self._plan(setting).rules(document).items():
            if rule.when.holds(setting):
                try:
                    found += _findings(document, rule, conditions, setting.role)
                except TookTooLong:
                    slow.append(rule)
        return found, slow

    def _plan(self, setting: Setting) -> Plan:
        plan = self._plans.get((setting.role, setting.organisation))
        if plan is None:
            self.guidelines.rules(setting.role, setting.organisation)  # says what one can choose
            raise ValueError(f"»{setting.organisation}« kan ikke vælges.")
        return plan


def _skipped(rule: Rule) -> str:
    return f"Reglen »{rule.title}« blev sprunget over: dens udtryk tog for lang tid."


def _understanding(guidelines: Guidelines, model: Path | None) -> tuple[Understanding | None, tuple[str, ...]]:
    """The model, or a line that says why there is none."""
    if model is None:
        return None, ()
    try:
        return understanding.load(guidelines.shelf.classes, model), ()
    except UnusableModel as fault:
        return None, (str(fault),)


def _stopped_at(document: Document) -> float:
    """How likely the model finds it that an adviser would stop at the post."""
    return document.judgement.probability["any"] if document.judgement else 0.0


def _require_usable(text: str) -> None:
    if "\x00" in text:
        raise UnusableText("Det her er ikke en tekst (den indeholder nultegn). Kopiér selve opslaget ind.")
    if len(text) > MAX_CHARACTERS:
        length, most = (f"{number:,}".replace(",", ".") for number in (len(text), MAX_CHARACTERS))
        raise UnusableText(f"Teksten er på {length} tegn. Kasket læser opslag på højst {most} tegn.")
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise UnusableText("Kladden er tom. Skriv eller indsæt dit opslag først.")


def _notices(document: Document) -> Iterator[str]:
    language = other_language(document.words)
    if language == "ukendt":
        yield "Teksten ligner ikke dansk. Reglerne er skrevet til dansk, så der kan være noget, de ikke ser."
    elif language:
        yield f"Teksten ligner {language}. Reglerne er skrevet til dansk, så der kan være noget, de ikke ser."
    if document.has_hidden_characters:
        yield "Der står usynlige tegn i teksten. De er læst igennem, men slet dem gerne, før du deler."


def _findings(document: Document, rule: Rule, conditions: list[Condition], role: str) -> Iterator[Finding]:
    spans = [span for condition in conditions for span in find(document, condition)]
    for span in _longest(spans) if spans else ():
        if not any(_excused(document, span, exception) for exception in rule.unless):
            yield _finding(document, rule, role, span)


def _longest(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; of those that overlap, the longest. At most `_MOST_PLACES`."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return kept[:_MOST_PLACES]


def _excused(document: Document, span: Span, exception: Unless) -> bool:
    condition = exception.condition
    if isinstance(condition, Scope):
        return any(_in_scope(document, span, scope) for scope in condition.scopes)
    if exception.within == "post":
        return next(iter(find(document, condition)), None) is not None
    start, end = document.sentence(span.start)[0], document.sentence(max(span.end - 1, span.start))[1]
    return any(start <= other.start < end for other in find(document, condition))


def _in_scope(document: Document, span: Span, scope: str) -> bool:
    if scope == "quoted":
        return any(start < span.end and span.start < end for start, end in document.quotations)
    first, last = document.word_range((span.start, span.end))
    sentence_first, sentence_last = document.word_range(document.sentence(span.start))
    words = document.words[sentence_first : max(sentence_last, last) + 1]
    place = first - sentence_first, last - sentence_first
    if scope == "negated":
        return scopes.negated(words, *place, inside=not span.spells_negation)
    return {"reported": scopes.reported, "self": scopes.about_oneself}[scope](words, *place)


def _finding(document: Document, rule: Rule, role: str, span: Span) -> Finding:
    start, end = document.original(span.start, span.end)
    text = document.original_text
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=rule.severity(role),
        start=start,
        end=end,
        quote=text[start:end],
        title=rule.title,
        why=rule.why,
        advice=rule.advice,
        replacement=replacement(rule.rewrite, text[start:end], text[:start]),
        confidence=round(rule.confidence if span.confidence is None else span.confidence, 2),
        evidence=span.evidence,
        sources=rule.sources,
        rule_version=rule.version,
        role_note=rule.role_note,
        **_carried(document, rule, role, span),
    )


def _carried(document: Document, rule: Rule, role: str, span: Span) -> dict[str, Any]:
    """What carried an alarm of the model; hints are not worth the time."""
    if span.evidence != "understood" or rule.severity(role) not in ALARMS:
        return {}
    return {
        "because": because(document, span.start, rule.category),
        "resembles": resembles(document, span.start, rule.category),
    }


def settle(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Where findings of one category overlap, the strongest explains and keeps the others under it."""
    heads: list[Finding] = []
    for finding in sorted(findings, key=_by_strength):
        number = next((n for n, head in enumerate(heads) if _same_concern(head, finding)), None)
        if number is None:
            heads.append(finding)
        else:
            heads[number] = replace(heads[number], also=(*heads[number].also, finding))
    return tuple(heads)


def _same_concern(head: Finding, finding: Finding) -> bool:
    overlap = head.start < finding.end and finding.start < head.end
    return overlap and head.category == finding.category


def _by_strength(finding: Finding) -> tuple[float, ...]:
    return (-SEVERITIES.index(finding.severity), finding.start, -finding.confidence, finding.start - finding.end)


def _by_place(finding: Finding) -> tuple[int, int]:
    return finding.start, finding.end
