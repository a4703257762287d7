"""`guidelines check|test|list|schema|diff|coverage`: the packs themselves. 0 fine, 1 something to mend (or to see), 2 unusable."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from .. import guideline_coverage, guideline_diff, guideline_reports, guideline_tests, validity
from .. import guidelines as packs
from ..model import ROLES
from ..review import Reviewer
from ..schema_published import published


def run(options: argparse.Namespace) -> int:
    if options.action == "schema":
        return _tell(published())
    missing = next((path for path in options.paths if not path.exists()), None)
    if missing:
        raise FileNotFoundError(2, "findes ikke", str(missing))
    if options.action == "diff":
        return _diff(options)
    guidelines = packs.load(options.paths)
    if options.format == "text":
        for problem in guidelines.problems:
            print(problem, file=sys.stderr)
    return {"check": _check, "test": _test, "list": _list, "coverage": _coverage}[options.action](guidelines, options)


def _tell(data: Any) -> int:
    print(json.dumps(data, ensure_ascii=False, indent=1))
    return 0


def _check(guidelines: packs.Guidelines, options: argparse.Namespace) -> int:
    if options.format == "json":
        _tell(guideline_reports.check_json(guidelines))
    else:
        print(f"{len(guidelines.all_rules())} regler i {len(guidelines.packs)} pakker, {len(guidelines.problems)} fejl.")
    return int(bool(guidelines.problems))


def _test(guidelines: packs.Guidelines, options: argparse.Namespace) -> int:
    if unknown := next((name for name in options.pack if name not in guidelines.packs), None):
        raise ValueError(f"Pakken »{unknown}« findes ikke. Vælg mellem {', '.join(guidelines.packs)}.")
    results = list(guideline_tests.run(Reviewer(guidelines), tuple(options.pack)))
    failures = [failure for failure in results if failure]
    if options.format == "json":
        _tell(guideline_reports.test_json(results, guidelines))
    else:
        for failure in failures:
            print(failure)
        told = f"{len(results) - len(failures)} prøver holder, {len(failures)} gør ikke."
        print(told if results else "Ingen prøver er kørt." + (" Ret fejlen ovenfor først." if guidelines.problems else ""))
    return int(bool(failures or guidelines.problems))


def _list(guidelines: packs.Guidelines, options: argparse.Namespace) -> int:
    if options.format == "json":
        return _tell(list(_effective(guidelines, options)))
    roles = _roles(guidelines, options)
    rules = {rule.id: rule for role in roles for rule in guidelines.rules(role, options.organisation).values()}
    for rule in sorted(rules.values(), key=lambda rule: (rule.category, rule.id)):
        severities = " ".join(f"{role}={rule.severity(role)}" for role in roles)
        when = f"\t{validity.told(rule.when, options.date)}" if options.date else ""
        print(f"{rule.id}\t{rule.category}\t{rule.title}\t{severities}{when}")
    return 0


def _coverage(guidelines: packs.Guidelines, options: argparse.Namespace) -> int:
    for line in guideline_coverage.table(guidelines):
        print(line)
    return 0


def _effective(guidelines: packs.Guidelines, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for role in _roles(guidelines, options):
        for rule in guidelines.effective(role, options.organisation):
            yield guideline_reports.effective_json(rule, role, options.date)


def _roles(guidelines: packs.Guidelines, options: argparse.Namespace) -> list[str]:
    """The roles asked for, those only in which the organisation can be chosen."""
    chosen = options.organisation
    roles = [options.role] if options.role else [r for r in ROLES if chosen is None or guidelines.holds_for(chosen, r)]
    return roles or list(ROLES[:1])


def _diff(options: argparse.Namespace) -> int:
    if len(options.paths) != 2:
        raise ValueError("diff skal have to mapper eller to filer: guidelines diff FØR EFTER")
    before, after = map(packs.load, options.paths)
    changes = guideline_diff.compare(before, after, (options.role,) if options.role else ROLES)
    if options.format == "json":
        _tell([guideline_diff.change_json(change) for change in changes])
    else:
        print("\n".join(map(str, changes)) or "Ingen forskelle.")
    return int(bool(changes))
