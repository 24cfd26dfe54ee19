"""Texts of every length and script have room on their slides; nothing overlaps."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd
import pytest
from deck_geometry import FONTS, check_geometry
from deck_reading import A
from kernel_agent_helper.reply import HelperError
from report_trial import ReportTrial, bullets, chart, table

pytestmark = pytest.mark.skipif(not FONTS.exists(), reason="the measuring font is not installed")

TEXTS = {
    "short": "Growth",
    "long": "Revenue grew in every region but one, and costs fell " * 4,
    "endless": "The quick brown fox jumps over the lazy dog. " * 120,
    "one word": "x" * 5000,
    "german": "Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 12,
    "japanese": "四半期の売上はすべての地域で前年を上回りました。" * 14,
    "arabic": "ارتفعت الإيرادات في جميع المناطق خلال الربع الأول " * 8,
    "emoji": "👩‍👩‍👧 Growth 🚀🚀🎉 " * 20,
    "control": "a\x00b\x08c\ud800d\ufffee\tf\x0bg\rh\u2028i",
    "markup": "<a:t>&amp; \"quoted\" 'single' ]]> <script>",
    "combining": "e\u0301" * 400,
    "escape": "_x0041_ and _x000D_",
    "lines": "one\ntwo\n\nthree",
}


@pytest.mark.parametrize(
    ("name", "aspect"),
    [*((name, "16:9") for name in TEXTS), *((name, "4:3") for name in ("long", "one word", "japanese"))],
)
def test_R36_texts_of_every_kind_have_room(trial: ReportTrial, name: str, aspect: str) -> None:
    text = TEXTS[name].replace("{", "{{").replace("}", "}}")
    trial.variables["frame"] = pd.DataFrame({text[:70]: [text, "b"], "n": [1, 2]})
    deck = trial.build(
        {"kind": "title", "title": text, "subtitle": text},
        {"kind": "section", "title": text, "subtitle": text},
        bullets(text, {"text": text, "level": 1}, "after", title=text),
        {"kind": "metrics", "title": text, "metrics": [{"label": text, "value": text, "note": text}] * 3},
        {**table("frame"), "title": text, "subtitle": text},
        {**chart("bar", "frame"), "title": text, "bullets": [text[:300], "after"], "alt_text": text},
        aspect=aspect,
    )
    check_geometry(trial.folder / "deck.pptx")
    assert trial.result["charts"] == 1 and len(deck.slides()) >= 6


def test_R36_a_title_of_5000_characters_is_cut_and_kept_in_the_speaker_notes(trial: ReportTrial) -> None:
    title = "Long words make long titles " * 180
    deck = trial.build(bullets("A point", title=title))
    [slide] = deck.slides()
    assert "…" in deck.text(slide)
    assert " ".join(title.split()) in deck.notes(slide)
    assert "its title is too long for a slide and was cut" in trial.result["notes"][0]


def test_R36_all_of_a_long_text_is_on_its_slides(trial: ReportTrial) -> None:
    words = [f"word{i}" for i in range(1500)]
    deck = trial.build(bullets(" ".join(words), "last"))
    assert len(deck.slides()) > 2
    shown = " ".join(deck.text(slide) for slide in deck.slides()).split()
    assert [each for each in shown if each.startswith("word")] == words
    assert all("Points (continued)" in deck.text(slide) for slide in deck.slides()[1:])
    check_geometry(trial.folder / "deck.pptx")


def test_R36_text_from_right_to_left_runs_so(trial: ReportTrial) -> None:
    deck = trial.build(bullets("الإيرادات", "Revenue", title="تقرير"))
    [slide] = deck.slides()
    turned = {
        "".join(text.text or "" for text in each.iter(f"{A}t")): each.find(f"{A}pPr[@rtl='1']") is not None
        for each in deck.trees[slide].iter(f"{A}p")
    }
    assert turned["تقرير"] and turned["الإيرادات"] and not turned["Revenue"]


def test_R36_what_xml_cannot_hold_is_left_out(trial: ReportTrial) -> None:
    trial.variables["frame"] = pd.DataFrame({"k": [TEXTS["control"], TEXTS["escape"]], "v": [1, 2]})
    deck = trial.build(bullets(TEXTS["control"]), chart("bar", "frame"))
    assert "abc" in deck.text(deck.slides()[0]) and "\ufffd" in deck.text(deck.slides()[0])
    [name] = deck.charts(deck.slides()[1])
    assert deck.sheet(name)["A3"] == TEXTS["escape"]
    assert list(deck.series(name)["v"])[1] == TEXTS["escape"]


def random_slide(rng: random.Random) -> dict[str, Any]:
    def text(most: int = 3) -> str:
        return " ".join(
            rng.choice(list(TEXTS.values()))[: rng.choice((5, 40, 200, 900))]
            for _ in range(rng.randint(1, most))
        )

    kind = rng.choice(["title", "section", "bullets", "metrics", "table", "chart", "chart", "table"])
    slide: dict[str, Any] = {"kind": kind, "title": text()}
    if rng.random() < 0.4:
        slide["subtitle"] = text()
    if kind in ("title", "section"):
        return slide
    if kind == "bullets" or rng.random() < 0.3:
        slide["bullets"] = [{"text": text(), "level": rng.randint(0, 4)} for _ in range(rng.randint(1, 9))]
    if kind == "metrics" or rng.random() < 0.2:
        slide["metrics"] = [
            {
                "label": text(1),
                "value": rng.choice([text(1), "{total:,.2f} USD", "{total}"]),
                "note": rng.choice(["", text(1)]),
            }
            for _ in range(rng.randint(1, 14))
        ]
    data = rng.choice(["plain", "wide", "empty", "nulls", "odd", "dates", "missing", "series", "many"])
    if kind == "table":
        slide["table"] = {"data": data}
        if rng.random() < 0.3:
            slide["table"]["max_rows"] = rng.randint(1, 30)
    if kind == "chart":
        slide["chart"] = {
            "type": rng.choice(["bar", "line", "pie", "scatter"]),
            "data": data,
            "stacked": rng.random() < 0.3,
            **({"horizontal": rng.random() < 0.5} if rng.random() < 0.5 else {}),
        }
    return slide


@pytest.mark.parametrize("seed", range(10))
def test_R36_random_outlines_are_built_whole_or_refused_in_a_sentence(trial: ReportTrial, seed: int) -> None:
    rng = random.Random(seed)
    texts = list(TEXTS.values())
    trial.variables.update(
        total=rng.uniform(-1e9, 1e9),
        plain=pd.DataFrame({"k": texts[:5], "v": [rng.random() for _ in range(5)]}),
        wide=pd.DataFrame({f"{rng.choice(texts)[:30]} {i}": range(30) for i in range(20)}),
        empty=pd.DataFrame({"a": []}),
        nulls=pd.DataFrame({"a": [None, None]}),
        odd=pd.DataFrame({"k": texts, "v": [rng.choice([None, 1, float("inf"), 2.5]) for _ in texts]}),
        dates=pd.Series(range(90), index=pd.date_range("2024-01-01", periods=90), name="day"),
        series=pd.Series([rng.uniform(-5, 5) for _ in range(rng.randint(1, 60))]),
        many=pd.DataFrame({"x": range(150), "y": [rng.gauss(0, 1) for _ in range(150)]}),
    )
    slides = [random_slide(rng) for _ in range(4)]
    aspect = rng.choice(["16:9", "4:3"])
    built = 0
    for slide in slides:
        try:
            trial.build(slide, aspect=aspect, overwrite=True)
        except HelperError as error:
            assert str(error).startswith("Slide 1: ") and str(error).endswith("."), error
            assert "could not be drawn" not in str(error), error
            continue
        built += 1
        check_geometry(trial.folder / "deck.pptx")
    assert built
