"""Decks are what their outline says: every kind of slide, every number, the same bytes."""

from __future__ import annotations

import json
import math
import zipfile
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from deck_reading import C, P
from kernel_agent_helper.report import limits
from report_trial import ReportTrial, bullets, chart, table

FRAME = pd.DataFrame(
    {"region": ["North", "South", "East"], "revenue": [0.1 + 0.2, 1234.5, 1e-17], "units": [3, 2**53 - 1, 0]}
)


def every_kind() -> list[dict[str, Any]]:
    return [
        {"kind": "title", "title": "Sales {year}", "subtitle": "All regions"},
        {"kind": "section", "title": "Numbers"},
        {"kind": "metrics", "title": "Cards", "metrics": [{"label": "Total", "value": "{total:,.2f} USD"}]},
        bullets("Total is {total:.1f}", {"text": "in {year}", "level": 2}),
        table("frame", formats={"revenue": ".3f"}),
        *(chart(kind, "frame", x="units" if kind == "scatter" else "region", y="revenue") for kind in
          ("bar", "line", "pie", "scatter")),
    ]  # fmt: skip


@pytest.fixture
def filled(trial: ReportTrial) -> ReportTrial:
    trial.variables.update(frame=FRAME, total=1234.8, year=2024, pd=pd)
    return trial


@pytest.mark.parametrize("aspect", ["16:9", "4:3"])
def test_R36_every_kind_of_slide_is_built(filled: ReportTrial, aspect: str) -> None:
    deck = filled.build(*every_kind(), aspect=aspect)
    assert filled.result["slides"] == 9 and filled.result["charts"] == 4
    size = deck.trees["ppt/presentation.xml"].find(".//{*}sldSz")
    assert size is not None
    ratio = int(size.attrib["cx"]) / int(size.attrib["cy"])
    assert math.isclose(ratio, 16 / 9 if aspect == "16:9" else 4 / 3, rel_tol=1e-4)
    texts = [deck.text(slide) for slide in deck.slides()]
    assert "Sales 2024" in texts[0] and "All regions" in texts[0]
    assert "1,234.80 USD" in texts[2] and "Total is 1234.8" in texts[3] and "in 2024" in texts[3]
    assert deck.tables(deck.slides()[4]) == [
        [["region", "revenue", "units"], ["North", "0.300", "3"],
         ["South", "1234.500", "9,007,199,254,740,991"],
         ["East", "0.000", "0"]]
    ]  # fmt: skip


def test_R36_charts_and_their_workbooks_have_the_frames_numbers_to_the_digit(filled: ReportTrial) -> None:
    deck = filled.build(*every_kind())
    wanted = {"North": "0.30000000000000004", "South": "1234.5", "East": "1e-17"}
    for slide in deck.slides()[5:8]:
        [name] = deck.charts(slide)
        assert deck.series(name) == {"revenue": wanted}
        cells = deck.sheet(name)
        assert {cells[f"A{row}"]: cells[f"B{row}"] for row in (2, 3, 4)} == wanted
    [name] = deck.charts(deck.slides()[8])
    assert list(deck.series(name)["revenue"]) == ["3", "9007199254740991", "0"]


def test_R36_every_number_in_the_deck_can_be_read_back(filled: ReportTrial) -> None:
    deck = filled.build(*every_kind())
    numbers = filled.result["numbers"]
    assert filled.result["more_numbers"] == 0
    found = {(each["slide"], each["where"]): each for each in numbers}
    assert found[3, "metric Total"]["text"] == "1,234.80"
    assert found[3, "metric Total"]["expression"] == "total"
    assert found[1, "title"]["text"] == "2024"
    assert found[5, "table North / revenue"]["text"] == "0.30000000000000004"
    assert found[6, "chart South / revenue"] == {
        "slide": 6, "where": "chart South / revenue", "expression": "frame", "text": "1234.5",
    }  # fmt: skip
    for each in numbers:
        slide = deck.slides()[each["slide"] - 1]
        if each["where"].startswith("chart"):
            [name] = deck.charts(slide)
            assert each["text"] in deck.series(name)["revenue"].values()
        elif not each["where"].startswith("table"):
            assert each["text"] in deck.text(slide)
    json.dumps(filled.result, allow_nan=False)


def test_R36_random_frames_come_back_whole(trial: ReportTrial) -> None:
    rng = np.random.default_rng(7)
    frame = pd.DataFrame(
        {f"s{i}": rng.normal(scale=10.0**i, size=40) for i in range(-4, 5)},
        index=pd.Index([f"row {i}" for i in range(40)], name="row"),
    )
    frame.iloc[3, 2] = np.nan
    trial.variables["frame"] = frame
    deck = trial.build(chart("line", "frame"), chart("bar", "frame"), chart("scatter", "frame", x="s0"))
    for slide in deck.slides()[:2]:
        [name] = deck.charts(slide)
        for column, values in deck.series(name).items():
            assert values == {row: repr(float(v)) for row, v in frame[column].dropna().items()}
    [name] = deck.charts(deck.slides()[2])
    pairs = frame[["s0", "s3"]].dropna()
    assert deck.series(name)["s3"] == {
        repr(float(x)): repr(float(y)) for x, y in pairs.itertuples(index=False)
    }


def test_R36_the_same_outline_and_data_make_the_same_bytes(filled: ReportTrial) -> None:
    filled.build(*every_kind(), path="one.pptx")
    filled.build(*every_kind(), path="two.pptx")
    one, two = (filled.folder / name for name in ("one.pptx", "two.pptx"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "created" not in core and "modified" not in core and "<dc:title>Sales 2024" in core


def test_R36_a_deck_that_did_not_change_is_not_written(filled: ReportTrial) -> None:
    filled.build(*every_kind())
    path = filled.folder / "deck.pptx"
    before = path.stat().st_mtime_ns, path.stat().st_ino
    filled.build(*every_kind())
    assert filled.result["unchanged"] is True and filled.result["kept"] is None
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert [each.name for each in filled.folder.iterdir()] == ["deck.pptx"]


def test_R36_a_version_that_is_kept_already_is_not_kept_again(filled: ReportTrial) -> None:
    one, two = bullets("one"), bullets("two")
    (filled.folder / "deck.v1.pptx").write_bytes(b"somebody else's")
    for _ in range(3):
        filled.build(one)
        filled.build(two)
    kept = sorted(path.name for path in filled.folder.glob("deck.v*.pptx"))
    assert filled.result["kept"] == "deck.v2.pptx"
    assert kept == ["deck.v1.pptx", "deck.v2.pptx", "deck.v3.pptx"]
    assert (filled.folder / "deck.v1.pptx").read_bytes() == b"somebody else's"


def test_R36_an_earlier_deck_is_kept_under_the_next_free_name(filled: ReportTrial) -> None:
    contents = []
    for year in (2021, 2022, 2023):
        filled.variables["year"] = year
        filled.build(*every_kind())
        contents.append((filled.folder / "deck.pptx").read_bytes())
    assert filled.result["kept"] == "deck.v2.pptx" and filled.result["unchanged"] is False
    assert (filled.folder / "deck.v1.pptx").read_bytes() == contents[0]
    assert (filled.folder / "deck.v2.pptx").read_bytes() == contents[1]


def test_R36_overwrite_keeps_nothing(filled: ReportTrial) -> None:
    filled.build(*every_kind())
    filled.variables["year"] = 1999
    filled.build(*every_kind(), overwrite=True)
    assert filled.result["kept"] is None
    assert [each.name for each in filled.folder.iterdir()] == ["deck.pptx"]


def test_R36_a_deck_may_be_in_a_subfolder(filled: ReportTrial) -> None:
    (filled.folder / "out").mkdir()
    filled.build(bullets("one"), path="out/deck.pptx")
    filled.build(bullets("two"), path="out/deck.pptx")
    assert filled.result["path"] == "out/deck.pptx" and filled.result["kept"] == "out/deck.v1.pptx"


def test_R36_long_tables_go_on_with_their_header_and_page_numbers(trial: ReportTrial) -> None:
    trial.variables["frame"] = pd.DataFrame({"name": [f"n{i}" for i in range(70)], "value": range(70)})
    deck = trial.build(table("frame"))
    pages = [deck.tables(slide)[0] for slide in deck.slides()]
    assert len(pages) > 2
    assert all(page[0] == ["name", "value"] for page in pages)
    assert [row for page in pages for row in page[1:]] == [[f"n{i}", str(i)] for i in range(70)]
    for place, slide in enumerate(deck.slides(), 1):
        assert f"A table ({place}/{len(pages)})" in deck.text(slide)
    sizes = [len(page) for page in pages]
    assert max(sizes[:-1]) - min(sizes[:-1]) == 0 and sizes[-1] > 2


def test_R36_rows_that_are_left_out_are_said(trial: ReportTrial) -> None:
    trial.variables["frame"] = pd.DataFrame({"value": range(1000)})
    deck = trial.build(table("frame", max_rows=4))
    assert "4 of 1,000 rows" in deck.text(deck.slides()[0])
    assert trial.result["notes"] == ["Slide 1: 4 of 1,000 rows of the table are shown."]
    trial.build(table("frame"))
    assert f"{limits.MAX_TABLE_ROWS} of 1,000 rows" in trial.result["notes"][0]


def test_R36_notes_say_where_numbers_come_from(filled: ReportTrial) -> None:
    sources = [
        {"turn": 2, "cell": None,
         "code": "%matplotlib inline\nimport pandas as pd\nraw = pd.read_csv('data/sales.csv')"},
        {"turn": 3, "cell": "In [5]", "code": "raw['x'] = 1\nframe = raw.groupby('region').sum()"},
        {"turn": 9, "cell": None, "code": "frame = ("},
        {"turn": 4, "cell": None, "code": "total = float(frame.revenue.sum())\nother = 1"},
    ]  # fmt: skip
    files = [
        {"path": "data/sales.csv", "sha256": "0123456789abcdef" * 4},
        {"path": "data/unused.csv", "sha256": "f" * 64},
    ]
    metric = {"kind": "metrics", "title": "Cards", "notes": "Said by {year}.",
              "metrics": [{"label": "Total", "value": "{total:,.2f} {pd.NA}"}]}  # fmt: skip
    deck = filled.build(metric, bullets("nothing evaluated"), sources=sources, files=files)
    notes = deck.notes(deck.slides()[0])
    assert notes.startswith("Said by 2024.")
    assert "metric Total: `total`" in notes
    assert "total from turn 4" in notes and "frame from turn 3 (cell In [5])" in notes
    assert "raw from turn 3 (cell In [5])" in notes
    assert "data/sales.csv (sha256 0123456789ab)" in notes and "unused" not in notes
    assert "pd from" not in notes and "year from the notebook" in notes
    assert deck.notes(deck.slides()[1]) == ""


def test_R36_legends_are_only_where_there_are_several_series(filled: ReportTrial) -> None:
    deck = filled.build(
        chart("bar", "frame", x="region", y="revenue"),
        chart("bar", "frame", x="region", y=["revenue", "units"]),
        chart("pie", "frame", x="region", y="units"),
    )
    shown = [
        deck.trees[deck.charts(slide)[0]].find(f"{C}chart/{C}legend") is not None for slide in deck.slides()
    ]
    assert shown == [False, True, True]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [(",.0f", "#,##0"), (".1%", "0.0%"),
     ("+,.2f", "+#,##0.00;-#,##0.00;#,##0.00"), ('#,##0.0 "kg"', '#,##0.0 "kg"'),
     (".2e", "0.00E+00"), ("d", "0")],
)  # fmt: skip
def test_R36_formats_of_numbers_are_those_of_excel(filled: ReportTrial, given: str, wanted: str) -> None:
    deck = filled.build(chart("bar", "frame", x="region", y="revenue", format=given))
    [name] = deck.charts(deck.slides()[0])
    codes = {each.attrib["formatCode"] for each in deck.trees[name].iter(f"{C}numFmt")}
    assert wanted in codes


def test_R36_a_deck_with_figures(trial: ReportTrial, monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 3))
    axes = figure.subplots()
    axes.plot([1, 2, 3])
    axes.set_title("Growth")
    figure.savefig(trial.folder / "saved.png")
    figure.savefig(trial.folder / "saved.svg")
    trial.variables.update(figure=figure, axes=axes)
    slides: list[dict[str, Any]] = [
        {"kind": "figure", "title": "One", "figure": {"figure": "figure"}},
        {"kind": "figure", "title": "Two", "figure": {"figure": "axes"}, "bullets": ["beside"]},
        {"kind": "figure", "title": "Three", "figure": {"path": "saved.png"}, "alt_text": "A {1 + 1}"},
    ]
    deck = trial.build(*slides)
    first = trial.result["sha256"]
    described = [next(deck.trees[each].iter(f"{P}pic")) for each in deck.slides()]
    texts = [next(each.iter(f"{P}cNvPr")).attrib["descr"] for each in described]
    assert texts == ["Figure: Growth", "Figure: Growth", "A 2"]
    trial.build(*slides)
    assert trial.result["unchanged"] is True and trial.result["sha256"] == first
    svg = {"kind": "figure", "title": "SVG", "figure": {"path": "saved.svg"}}
    assert trial.refusal(svg) == (
        "Slide 1: saved.svg is SVG, which cannot be put into a slide here: save it as PNG and name that."
    )


def test_R36_numbers_beyond_the_cap_are_counted(trial: ReportTrial) -> None:
    trial.variables["frame"] = pd.DataFrame({f"c{i}": range(500) for i in range(5)}, index=list("ab") * 250)
    trial.build(table("frame"))
    assert len(trial.result["numbers"]) == limits.MAX_NUMBERS
    assert trial.result["more_numbers"] == 2500 - limits.MAX_NUMBERS


def test_R36_a_broken_package_is_not_written(filled: ReportTrial, monkeypatch: pytest.MonkeyPatch) -> None:
    from kernel_agent_helper.report import chart_part

    filled.build(bullets("an earlier deck"))
    wrong = chart_part.workbook_bytes

    def off_by_one(values: Any) -> bytes:
        moved = [replace(each, values=[number + 1 for number in each.values]) for each in values.series]
        return wrong(replace(values, series=moved))

    monkeypatch.setattr(chart_part, "workbook_bytes", off_by_one)
    sentence = filled.refusal(*every_kind())
    assert "did not pass its check" in sentence and "workbook" in sentence
