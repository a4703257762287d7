"""`review`: one post from a file or standard input."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ..model import SEVERITIES, Setting
from ..review import Reviewer
from ..serialise import review_json, review_text


def run(options: argparse.Namespace) -> int:
    raw = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    text = raw.decode("utf-8-sig")
    reviewer = Reviewer.load(options.guidelines)
    for problem in reviewer.problems:
        print(problem, file=sys.stderr)
    review = reviewer.review(text, Setting(options.role, options.platform, options.audience, organisation=options.organisation))
    if options.format == "json":
        identifier = None if options.file == "-" else Path(options.file).name
        print(json.dumps(review_json(review, identifier), ensure_ascii=False, indent=1))
    else:
        print(review_text(review))
    if options.fail_on == "never" or not review.findings:
        return 0
    return int(SEVERITIES.index(review.findings[0].severity) >= SEVERITIES.index(options.fail_on))
