"""Small guidelines made for a test, and what a review found."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import yaml

from analysis.model import Review
from analysis.review import Reviewer

ROOT = Path(__file__).resolve().parent.parent
GUIDELINES = ROOT / "guidelines"


def rule(**changes: Any) -> dict[str, Any]:
    """A valid rule as plain data, changed as told; None takes a key away."""
    data = {
        "id": "tone.proeve", "title": "En prøve", "category": "tone", "kind": "consider", "severity": "warn",
        "why": "Fordi.", "advice": "Prøv igen.", "sources": ["l557"],
        "detect": {"any": [{"phrases": ["løgn"]}]}, "tests": {"flag": ["løgn"], "pass": ["sandhed"]},
    }  # fmt: skip
    return {key: value for key, value in {**data, **changes}.items() if value is not None}


def reviewer_of(*rules: dict[str, Any], **pack: Any) -> Reviewer:
    """A reviewer with one pack of the given rules, and no model."""
    with tempfile.TemporaryDirectory() as directory:
        write_pack(Path(directory) / "proeve.yaml", *rules, **pack)
        return Reviewer.load(directory, model=None)


def write_pack(path: Path, *rules: dict[str, Any], **pack: Any) -> Path:
    content = {"pack": path.stem, "title": "Prøve", **pack, "rules": list(rules)}
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def alarms(review: Review) -> list[str]:
    """The words that raised an alarm."""
    return [finding.quote for finding in review.alarms]
