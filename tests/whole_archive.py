"""A whole archive against `audit` alone: `python -m tests.whole_archive [POSTS]`.

Posts of the open corpus, numbered so that none is a repeat, in one CSV file. Each way runs in a process of its own:
`audit` from the file to JSONL, and from the file through review, frame, every summary and every chart. CPU time and peak
memory of both, and their ratio.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from tests.helpers import GUIDELINES, ROOT

_START = datetime(2016, 1, 1, 8)


def write(file: Path, count: int) -> None:
    """A spreadsheet of so many posts, one every 50 minutes."""
    corpus = sorted((ROOT / "sample_posts" / "corpus").glob("*.jsonl"))
    texts = [json.loads(line)["text"] for each in corpus for line in each.read_text("utf-8").splitlines()]
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, delimiter=";")
        rows.writerow(("dato", "platform", "likes", "tekst"))
        for number in range(count):
            moment = (_START + timedelta(minutes=50 * number)).strftime("%d-%m-%Y %H:%M")
            rows.writerow((moment, ("facebook", "linkedin")[number % 2], number % 90, f"{texts[number % len(texts)]} ({number})"))


def audit(file: Path) -> int:
    """How many reviews `audit` writes; the file is read, and the reviewer loaded, as on the command line."""
    from analysis.__main__ import main

    out = file.with_suffix(".jsonl")
    sys.argv = ["kasket", "audit", str(file), "--out", str(out), "--guidelines", str(GUIDELINES)]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise
    with out.open("rb") as lines:
        return sum(1 for _ in lines)


def whole(file: Path) -> int:
    """How many posts are in the charts."""
    from analysis import Reviewer, Setting, posts
    from analysis.past import dialogue, edge, engagement, insights, shares, themes
    from analysis.past.gathering import gather, rule_titles
    from views.shared import charts

    reviewer = Reviewer.load(GUIDELINES)
    frame = gather(posts.read([file]).posts, reviewer, Setting()).frame
    drawn = [
        charts.shares_over_time(shares.shares_over_time(frame, "month")),
        charts.headline_over_time(shares.headline_over_time(frame, "month")),
        charts.platforms(shares.mean_shares(frame)),
        charts.rhythm(shares.rhythm(frame)),
        charts.edge_over_time(edge.edge_over_time(frame, "month")),
        charts.findings(edge.findings_by_category(frame)),
        charts.dialogue_over_time(dialogue.dialogue_over_time(frame, "month")),
        charts.themes(themes.theme_shares(frame, themes.theme_posts(frame, {"løn": ["løn*"]}))),
        charts.engagement(engagement.engagement_by(frame, "dominant")),
    ]
    insights.insights(frame, titles=rule_titles(reviewer))
    assert all(chart.to_dict() for chart in drawn)
    return len(frame)


def measured(way: str, file: Path) -> tuple[int, float, float]:
    """Posts, CPU seconds and peak memory (GB) of one way, in its own process."""
    command = [sys.executable, "-m", "tests.whole_archive", way, str(file)]
    posts, seconds, peak = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout.split()[-3:]
    return int(posts), float(seconds), float(peak)


def main() -> None:
    if len(sys.argv) == 3:
        way, file = sys.argv[1], Path(sys.argv[2])
        count = {"audit": audit, "whole": whole}[way](file)
        print(count, time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "opslag.csv"
        write(file, count)
        alone, all_of_it = measured("audit", file), measured("whole", file)
    for name, (posts, seconds, peak) in (("audit", alone), ("hele vejen", all_of_it)):
        print(f"{name:<12} {posts:>8} opslag  {seconds:8.1f} s  {peak:5.2f} GB")
    print(f"hele vejen mod audit alene: {all_of_it[1] / alone[1]:.2f}")


if __name__ == "__main__":
    main()
