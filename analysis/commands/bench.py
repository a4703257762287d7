"""`bench`: speed as ratios, everything in one run on the same posts."""

from __future__ import annotations

import argparse

from .. import benchmark


def run(options: argparse.Namespace) -> int:
    for line in benchmark.report(options.guidelines, options.posts):
        print(line)
    return 0
