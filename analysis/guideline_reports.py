"""What `guidelines check|test|list` found, as the JSON shapes of guidelines/README.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from . import validity
from .guideline_tests import Failure
from .guidelines import Guidelines
from .layers import EffectiveRule, Origin
from .located_yaml import Problem


def check_json(guidelines: Guidelines) -> dict[str, Any]:
    """`problems` is empty where everything is right."""
    return {
        "rules": len(guidelines.all_rules()),
        "packs": len(guidelines.packs),
        "problems": [problem_json(problem) for problem in guidelines.problems],
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    return {"file": problem.file, "line": problem.line, "rule": problem.rule or None, "message": problem.message}


def test_json(results: Iterable[Failure | None], guidelines: Guidelines) -> dict[str, Any]:
    """How many tests hold, and each that does not."""
    results = list(results)
    failures = [failure for failure in results if failure]
    return {
        "passed": len(results) - len(failures),
        "failures": [failure_json(failure) for failure in failures],
        "problems": [problem_json(problem) for problem in guidelines.problems],
    }


def failure_json(failure: Failure) -> dict[str, Any]:
    return {
        "rule": failure.rule, "text": failure.text, "expected": failure.expected, "got": failure.got,
        "file": failure.file, "line": failure.line, "message": failure.message,
    }  # fmt: skip


def effective_json(effective: EffectiveRule, role: str, day: date | None) -> dict[str, Any]:
    """One rule for one role: what it says, whether it holds, and which layer set each key."""
    rule, when = effective.rule, effective.rule.when
    return {
        "rule": rule.id,
        "role": role,
        "category": rule.category,
        "title": rule.title,
        "severity": effective.severity,
        "pack": rule.pack,
        "from": when.start and when.start.isoformat(),
        "until": when.until and when.until.isoformat(),
        "state": day and validity.state(when, day),
        "off": effective.off and origin_json(effective.off),
        "origins": {key: origin_json(origin) for key, origin in effective.origins.items()},
    }


def origin_json(origin: Origin) -> dict[str, Any]:
    since = origin.since and origin.since.isoformat()
    return {"pack": origin.pack, "file": origin.file, "line": origin.line, "reason": origin.reason or None, "since": since}
