"""The page "Balance", run by Streamlit's own test runner: files in, how they were read, figures that hold, corrections, files out."""

from __future__ import annotations

import html
import io
import json
import re
import time
import zipfile
from collections.abc import Callable

import pandas as pd
import pytest
from pyarrow import ipc
from streamlit.testing.v1 import AppTest

from analysis.past import words
from tests.app.pages import shown
from tests.helpers import ROOT

PAGE = str(ROOT / "views" / "balance.py")
SHARP = "Direktøren lyver, så det driver."
LINES = [
    *(f"{day:02d}-03-2026 10:00;LinkedIn;{day};Forvaltningen har nedbragt sagsbehandlingstiden på byggesager med {day} dage, og byrådet vedtog budgettet." for day in range(1, 13)),
    *(f"{day:02d}-04-2026 21:00;Facebook;{9 * day};Min mor fyldte {60 + day} år, og jeg græd lidt i bilen hjem fra festen. Hvad savner I?" for day in range(1, 13)),
    f"13-04-2026 23:00;Facebook;5;{SHARP}",
]  # fmt: skip
TABLE = ("dato;kanal;likes;tekst\n" + "\n".join(LINES)).encode()


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(PAGE, default_timeout=120).run()


def uploaded(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    page.file_uploader(key="past_files").set_value([(name, data, "application/octet-stream") for name, data in files]).run()
    assert not page.exception
    return page


def reviewed(page: AppTest) -> AppTest:
    """Begin, and look again until it is done, as the page does by itself."""
    page.button(key="past_begin").click().run()
    end = time.monotonic() + 60
    while page.session_state["past"].job is not None and time.monotonic() < end:
        time.sleep(0.1)
        page.run()
    assert not page.exception and page.session_state["past"].gathered is not None
    return page


@pytest.fixture(scope="module")
def done() -> Callable[[], AppTest]:
    """A page with the table reviewed; each test takes it as the last one left it, and puts back what it changes."""
    page = reviewed(uploaded(AppTest.from_file(PAGE, default_timeout=120).run(), ("mine opslag.csv", TABLE)))
    return lambda: page


def text(page: AppTest) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", shown(page))).replace("\u00a0", " ")


def tables(page: AppTest) -> dict[str, list[list[str]]]:
    """Every table the page shows, by its label: rows of cells, the headings first."""
    found = re.findall(r'aria-label="([^"]*)" tabindex="0"><table[^>]*>(.*?)</table>', shown(page), re.DOTALL)
    return {html.unescape(label): [[html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in re.findall(r"<tr>(.*?)</tr>", body)] for label, body in found}  # fmt: skip


def frame(page: AppTest) -> pd.DataFrame:
    return page.session_state["past"].in_force[1]


def headings(page: AppTest) -> list[str]:
    return [one.value for one in page.header]


def test_an_empty_page_asks_for_files_and_claims_nothing(page):
    assert not page.exception and headings(page) == []
    assert page.file_uploader(key="past_files").label == "Dine opslag: filer eller hele zip-filen"


def test_how_a_file_was_read_stands_before_anything_is_computed(page):
    uploaded(page, ("mine opslag.csv", TABLE))
    said = text(page)
    for piece in ("mine opslag.csv", "25 opslag", "UTF-8", "dag-måned-år", "teksten: »tekst«", "datoen: »dato«", "likes: »likes«"):
        assert piece in said
    assert page.button(key="past_begin").label == "Gennemgå 25 opslag"
    assert page.session_state["past"].gathered is None


def test_the_user_can_say_which_column_holds_the_texts_and_is_remembered(page):
    table = "emne;nok;dato\n" + "\n".join(f"Kort emne {day};Vi mødtes i dag om budgettet, gang {day}.;0{day}-03-2026" for day in range(1, 6))
    uploaded(page, ("b.csv", table.encode()))
    page.selectbox(key="past_column_text_0").select("emne")
    page.selectbox(key="past_order_0").select("mdy")
    next(button for button in page.button if button.label == "Læs filen igen").click().run()
    read = page.session_state["past"].archive
    assert read.posts[1].text == "Kort emne 2" and read.posts[1].published.month == 2
    uploaded(page, ("b.csv", table.encode()))
    assert page.session_state["past"].archive.posts[0].text == "Kort emne 1"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("tom.csv", b"", "filen er tom"),
        ("billede.jpg", b"\xff\xd8\xff\xe0" + b"0" * 50, "filen er et billede, ikke en eksport af opslag"),
        ("halv.zip", b"PK\x03\x04" + b"0" * 40, "zip-filen er beskadiget"),
    ],
)
def test_a_broken_file_is_told_in_a_line_and_costs_only_itself(page, name, data, said):
    uploaded(page, (name, data))
    assert said in text(page) and "Der er ingen opslag at gennemgå" in text(page)
    uploaded(page, (name, data), ("mine opslag.csv", TABLE))
    assert said in text(page) and "Resten er læst" in text(page)
    assert page.button(key="past_begin").label == "Gennemgå 25 opslag"


def test_a_zip_bomb_is_refused(page):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("opslag.csv", b"tekst\n" + b"0" * 60_000_000)
    uploaded(page, ("bombe.zip", packed.getvalue()))
    assert "ligner en zip-bombe" in text(page)


def test_a_platform_s_zip_is_taken_whole(page):
    packed = io.BytesIO()
    folder = ROOT / "sample_posts" / "archives" / "teamleder"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    uploaded(page, ("linkedin.zip", packed.getvalue()))
    assert page.button(key="past_begin").label == "Gennemgå 98 opslag"
    assert "6 delinger uden egne ord er ikke taget med" in text(page)


def test_an_example_is_one_click_and_sets_the_role(page):
    page.button(key="past_teamleder").click().run()
    assert page.selectbox(key="past_role").value == "municipal-manager"
    assert page.button(key="past_begin").label == "Gennemgå 98 opslag"


def test_a_review_can_be_stopped_and_shows_what_was_reached(page):
    lines = "\n".join(f"Vi mødtes i dag om budgettet for skolerne gang nummer {number}." for number in range(4000))
    uploaded(page, ("mange.csv", f"tekst\n{lines}".encode()))
    page.button(key="past_begin").click().run()
    assert page.session_state["past"].job is not None
    page.button(key="past_stop").click().run()
    end = time.monotonic() + 30
    while page.session_state["past"].job is not None and time.monotonic() < end:
        time.sleep(0.05)
        page.run()
    found = page.session_state["past"].gathered
    assert 0 < found.done < found.total == 4000 and len(found.frame) == found.done
    assert f"Du stoppede undervejs: {words.decimal(found.done, 0)} af 4.000 opslag er med herunder." in text(page)


def test_the_page_is_a_memo_with_the_figure_first(done):
    page = done()
    assert headings(page)[:3] == ["Sådan læste vi filen", "Det ser vi", "Over tid"]
    body = shown(page)
    assert body.index("k-headline") < body.index("k-insight")


def test_the_headline_is_what_pandas_says(done):
    page = done()
    told = frame(page).query("own_words and dominant != 'unsure'")
    public = (told["professional"] + told["political"]).mean()
    assert f"{words.percent(public)} fagligt og politisk" in re.sub(r"\s+", " ", text(page))


def test_a_chart_its_table_and_plain_pandas_agree(done):
    page = done()
    told = frame(page).query("own_words and dominant != 'unsure'")
    plain = told.groupby(told["published"].dt.strftime("%Y-%m"))[["professional", "political", "personal", "private"]].mean()
    table = next(rows for label, rows in tables(page).items() if label.startswith("Tallene bag: Fagligt, politisk"))
    assert [row[1:5] for row in table[1:]] == [[words.percent(share) for share in row] for row in plain.to_numpy()]
    drawn = charted(page, 0)
    assert sorted(round(float(value), 6) for value in drawn["share"]) == sorted(round(float(value), 6) for value in plain.to_numpy().ravel())


def charted(page: AppTest, number: int) -> pd.DataFrame:
    """The data a chart was sent."""
    proto = page.get("vega_lite_chart")[number].proto
    sets = [one.data.data for one in proto.datasets] or [proto.data.data]
    return pd.concat([ipc.open_stream(one).read_pandas() for one in sets])


def test_every_chart_has_a_title_a_text_and_figures_behind(done):
    page = done()
    charts = page.get("vega_lite_chart")
    assert len(charts) >= 7
    assert all(len(one.proto.alt) > 20 for one in charts)
    assert len([one for one in tables(page) if one.startswith("Tallene bag: ")]) == len(charts)


def test_filters_stand_in_the_address_and_hold(done):
    page = done()
    page.selectbox(key="sted").select("LinkedIn").run()
    assert "LinkedIn, 12 opslag" in text(page)
    assert not any("Forvaltningen" in value for value in map(str, page.query_params.values()))
    page.selectbox(key="sted").select("alle platforme").run()


def test_a_target_is_told_and_its_file_comes_back(done):
    page = done()
    page.slider(key="past_aim_band").set_value((80, 100))
    page.button(key="past_aim_set").click().run()
    assert "Dit mål er 80-100 % (rammen)." in text(page)
    aims = page.session_state["past"].targets
    page.button(key="past_aim_drop_all").click().run()
    assert "Dit mål" not in text(page)
    page.file_uploader(key="past_aim_file").set_value([("maal.json", json.dumps([{"platform": "all", "low": 0.8, "high": 1.0}]).encode(), "application/json")]).run()
    assert page.session_state["past"].targets == aims
    page.button(key="past_aim_drop_all").click().run()


def test_a_post_is_explained_and_a_correction_holds_at_once_also_for_those_like_it(done):
    page = done()
    page.selectbox(key="past_kind").select("").run()
    before = text(page)
    opened = next(button for button in page.button if button.label == "Åbn opslaget fra 12. april 2026")
    opened.click().run()
    assert "k-sentences" in shown(page)
    index = opened.key.rsplit("_", 1)[1]
    page.selectbox(key=f"past_value_{index}").select("political").run()
    page.button(key=f"past_correct_{index}").click().run()
    assert "Rettet: som du har rettet til »politisk«" in text(page)
    assert "ligner opslaget fra 12. april 2026, som du har rettet til »politisk«" in text(page)
    assert (frame(page)["correction"] != "").sum() > 6
    page.button(key=f"past_undo_{index}").click().run()
    page.button(key=f"past_open_{index}").click().run()
    assert text(page) == before


def test_what_a_post_says_is_never_html(page):
    bad = "tekst\n" + "\n".join(f"<script>alert({n})</script> Vi mødtes om budgettet." for n in range(3))
    reviewed(uploaded(page, ("<b>fil</b>.csv", bad.encode())))
    assert "<script" not in shown(page) and "<b>fil" not in shown(page)
    assert "&lt;script&gt;" in shown(page)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("tekst\nGodmorgen.", "Filerne"),
        ("tekst\nVi vedtog budgettet for skolerne i byrådet i aftes.", "for få opslag"),
        ("dato;tekst\n01-02-2026;Vi vedtog budgettet for skolerne i byrådet i aftes.", "klokken"),
    ],
    ids=["only unsure", "one without a date", "one without a time"],
)
def test_dark_corners_give_a_page_and_not_a_fault(page, table, said):
    reviewed(uploaded(page, ("lille.csv", table.encode())))
    assert said in text(page)
    assert "Opslag" in headings(page) and "Tag det med hjem" in headings(page)


def test_several_leaders_are_told_of_only_with_five_yeses(done):
    page = done()
    for number in range(5):
        page.text_input(key="past_leader").set_value(f"Leder <{number}>")
        page.checkbox(key="past_yes").set_value(number != 2)
        page.button(key="past_join").click().run()
        if number == 2:
            assert "Der mangler et ja" in text(page)
            page.checkbox(key="past_yes").check()
            page.button(key="past_join").click().run()
        if number == 3:
            assert "skjult, fordi der er for få ledere" in text(page)
    rows = tables(page)["Flere ledere sammen"]
    assert rows[1][:3] == ["Alle sammen", "", "5"]
    assert all("text" not in part.frame for part in page.session_state["past"].contributions)
    while page.session_state["past"].contributions:
        page.button(key="past_leave_1").click().run()
    assert "Flere ledere sammen" not in tables(page)
