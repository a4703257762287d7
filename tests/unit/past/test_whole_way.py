"""From a file a leader has, to what the leader takes home."""

from __future__ import annotations

from datetime import date

from analysis import posts
from analysis.model import Setting
from analysis.past import corrections, shares
from analysis.past.columns import ALL
from analysis.past.gathering import gather, rule_titles
from analysis.past.insights import insights
from analysis.past.out import page, pdf, tables
from analysis.past.out.report import report
from analysis.review import Reviewer

LINES = [
    f"{day:02d}-03-2026 10:00;LinkedIn;{day};Forvaltningen har nedbragt sagsbehandlingstiden på byggesager med {day} dage, og byrådet vedtog budgettet."
    for day in range(1, 11)
]


def test_from_a_spreadsheet_to_a_report(reviewer: Reviewer, tmp_path):
    (tmp_path / "mine opslag.csv").write_text("dato;kanal;likes;tekst\n" + "\n".join(LINES), "utf-8")
    read = posts.read([tmp_path / "mine opslag.csv"])
    found = gather(read.posts, reviewer, Setting("municipal-manager"))
    assert found.complete and set(found.frame["platform"]) == {"linkedin"} and found.frame["likes"].tolist() == list(range(1, 11))
    assert shares.headline(found.frame).set_index("platform").loc[ALL, "public"] > 0.8
    told = insights(found.frame, titles=rule_titles(reviewer))
    assert told[0].key == "streak_without_person" and told[0].figures["posts"] == 10
    fixed = corrections.apply(found.frame, [corrections.correct(read.posts[0].text, "private", date(2026, 4, 1))])
    assert set(fixed["dominant"]) == {"private"} and fixed["correction"].str.contains("som du har rettet").all()
    made = report(fixed, date(2026, 4, 1))
    assert "sagsbehandlingstiden" not in page.to_html(made)
    assert pdf.to_pdf(made).startswith(b"%PDF") and tables.to_xlsx(fixed) and tables.to_csv(fixed)
