"""Reviews as JSON (the contract of the command line) and as Danish text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .model import BALANCE_CLASSES, Finding, Review, Setting

SEVERITY_WORDS = {
    "stop": "Stop op", "warn": "Over kanten", "consider": "På kanten", "note": "Hint", "may": "Det må du gerne",
    "fine": "Klar",
}  # fmt: skip


def review_json(review: Review, identifier: str | None = None) -> dict[str, Any]:
    """A review in the form of the contract; offsets are indices into the original text, end exclusive."""
    edge = review.knife_edge
    return {
        "id": identifier,
        "setting": setting_json(review.setting),
        "verdict": review.verdict,
        "findings": [finding_json(finding) for finding in review.findings],
        "permissions": [finding_json(finding) for finding in review.permissions],
        "knife_edge": {
            "score": edge.score,
            "drivers": [{"rule": driver.rule, "points": driver.points} for driver in edge.drivers],
            "best_change": edge.best_change
            and {"rule": edge.best_change.rule, "score_after": edge.best_change.score_after},
        },
        "balance": _balance_json(review),
        "measures": {name: getattr(review.measures, name) for name in ("characters", "words", "sentences", "lix")},
        "notices": list(review.notices),
    }


def setting_json(setting: Setting) -> dict[str, Any]:
    date = setting.date and setting.date.isoformat()
    chosen = {"organisation": setting.organisation} if setting.organisation else {}
    return {"role": setting.role, "platform": setting.platform, "audience": setting.audience, "date": date, **chosen}


def finding_json(finding: Finding) -> dict[str, Any]:
    names = ("rule", "category", "severity", "start", "end", "quote", "title", "why", "advice", "replacement",
             "confidence", "evidence")  # fmt: skip
    return {
        **{name: getattr(finding, name) for name in names},
        "because": finding.because,
        "resembles": list(finding.resembles),
        "sources": [{"title": source.title, "url": source.url} for source in finding.sources],
        "also": [finding_json(weaker) for weaker in finding.also],
    }


def _balance_json(review: Review) -> dict[str, Any]:
    balance = review.balance
    return {
        **{label: getattr(balance, label) for label in BALANCE_CLASSES},
        "uncertain": balance.uncertain,
        "sentences": [
            {"start": part.start, "end": part.end, "class": part.label, "confidence": part.confidence}
            for part in balance.sentences
        ],
    }


def review_text(review: Review) -> str:
    """A review for a reader at a terminal."""
    return "\n".join(_lines(review))


def _lines(review: Review) -> Iterator[str]:
    yield from (f"Bemærk: {notice}" for notice in review.notices)
    yield f"{verdict_sentence(review)} Knivsæg: {review.knife_edge.score} af 100."
    for finding in review.permissions:
        yield f"\nDet må du gerne: {finding.title} (»{_short(finding.quote)}«)"
    for finding in review.findings:
        yield from _finding_lines(finding)
    if change := review.knife_edge.best_change:
        title = next(finding.title for finding in review.findings if finding.rule == change.rule)
        yield f"\nDen ene ændring, der flytter mest: »{title}« (til {change.score_after})."


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield f"\n{SEVERITY_WORDS[finding.severity]}: {finding.title} [{finding.rule}]"
    yield f"  »{_short(finding.quote)}« (tegn {finding.start}-{finding.end})"
    yield f"  Hvorfor: {' '.join(filter(None, (finding.why, finding.because)))}"
    if finding.resembles:
        yield f"  Minder om: {', '.join(f'»{_short(example)}«' for example in finding.resembles)}"
    yield f"  Prøv: {finding.advice}"
    if finding.replacement is not None:
        yield f"  Erstat med: {finding.replacement or '(slet)'}"
    for source in finding.sources:
        yield f"  Kilde: {source.title}{f' <{source.url}>' if source.url else ''}"
    if finding.also_told:
        yield f"  Samme sted: {', '.join(weaker.title for weaker in finding.also_told)}"


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= 120 else f"{flat[:117]}…"


def verdict_sentence(review: Review) -> str:
    """One warm, exact sentence on what was found."""
    counts = {level: sum(finding.severity == level for finding in review.findings) for level in SEVERITY_WORDS}
    if counts["stop"]:
        rest = counts["warn"] + counts["consider"]
        more = f", og {_places(rest)} er værd at tænke over" if rest else ""
        return f"{_places(counts['stop']).capitalize()} bør ikke ud, som det står{more}."
    if counts["warn"]:
        more = f", og {_places(counts['consider'])} er værd at tænke over" if counts["consider"] else ""
        return f"{_places(counts['warn']).capitalize()} går formentlig over grænsen{more}."
    if counts["consider"]:
        return f"{_places(counts['consider']).capitalize()} balancerer på kanten; det kan sagtens være rigtigt at dele."
    return "Kasket finder ikke noget, der går over en grænse."


def _places(number: int) -> str:
    numbers = ("nul", "ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
    return f"{numbers[number] if number < len(numbers) else number} sted{'' if number == 1 else 'er'}"
