"""`guidelines check|test|list|schema`: the packs themselves."""

from __future__ import annotations

import argparse
import json
import sys

from .. import guideline_tests
from .. import guidelines as packs
from ..model import ROLES
from ..review import Reviewer
from ..schema import published


def run(options: argparse.Namespace) -> int:
    if options.action == "schema":
        print(json.dumps(published(), ensure_ascii=False, indent=1))
        return 0
    missing = next((path for path in options.paths if not path.exists()), None)
    if missing:
        raise FileNotFoundError(2, "findes ikke", str(missing))
    guidelines = packs.load(options.paths)
    for problem in guidelines.problems:
        print(problem, file=sys.stderr)
    return {"check": _check, "test": _test, "list": _list}[options.action](guidelines, options)


def _check(guidelines: packs.Guidelines, options: argparse.Namespace) -> int:
    rules = guidelines.all_rules()
    print(f"{len(rules)} regler i {len(guidelines.packs)} pakker, {len(guidelines.problems)} fejl.")
    return int(bool(guidelines.problems))


def _test(guidelines: packs.Guidelines, options: argparse.Namespace) -> int:
    results = list(guideline_tests.run(Reviewer(guidelines)))
    failures = [failure for failure in results if failure]
    for failure in failures:
        print(failure)
    print(f"{len(results) - len(failures)} prøver holder, {len(failures)} gør ikke.")
    return int(bool(failures or guidelines.problems))


def _list(guidelines: packs.Guidelines, options: argparse.Namespace) -> int:
    roles = [options.role] if options.role else ROLES
    rules = {rule.id: rule for role in roles for rule in guidelines.rules(role).values()}
    for rule in sorted(rules.values(), key=lambda rule: (rule.category, rule.id)):
        severities = " ".join(f"{role}={rule.severity(role)}" for role in roles)
        print(f"{rule.id}\t{rule.category}\t{rule.title}\t{severities}")
    return 0
