"""`bench`: speed as ratios, everything in one run on the same posts."""

from __future__ import annotations

import argparse

from .. import benchmark, pack_benchmark


def run(options: argparse.Namespace) -> int:
    lines = pack_benchmark.report(options.guidelines) if options.packs else benchmark.report(options.guidelines, options.posts)
    for line in lines:
        print(line)
    return 0
