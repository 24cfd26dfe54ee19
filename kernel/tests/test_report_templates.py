"""A template's layouts, fonts and colours are taken; nothing else of it is in the deck."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from deck_geometry import check_geometry
from deck_reading import A, Deck, P
from pptx import Presentation
from pptx.util import Emu, Inches
from report_trial import ReportTrial, bullets, chart, table

MORE = [
    {"kind": "title", "title": "Title", "subtitle": "Subtitle"},
    {"kind": "section", "title": "Section"},
    bullets("One", {"text": "Two", "level": 1}),
    {"kind": "metrics", "title": "Cards", "metrics": [{"label": "L", "value": "V", "note": "N"}] * 5},
    table("frame"),
    {**chart("bar", "frame"), "bullets": ["beside"], "subtitle": "A line"},
    {**table("frame"), "bullets": ["one"], "subtitle": "A line"},
]


@pytest.fixture
def filled(trial: ReportTrial) -> ReportTrial:
    trial.variables["frame"] = pd.DataFrame({"k": ["x", "y"], "v": [1, 2]})
    return trial


def office(path: Path, width: int = 9_144_000, keep: set[str] | None = None) -> Any:
    """PowerPoint's plain template with slides, notes, a section list and a link from a layout."""
    presentation = Presentation()
    presentation.slide_width = Emu(width)
    for number in range(3):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = f"OLD SLIDE {number}"
        slide.notes_slide.notes_text_frame.text = f"OLD NOTES {number}"
    layout = presentation.slide_layouts[5]
    layout.part.relate_to(
        presentation.slides[0].part,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide",
    )
    layouts = presentation.slide_layouts
    for each in list(layouts) if keep is not None else []:
        if each.name not in (keep or set()) and not each.used_by_slides:
            layouts.remove(each)
    presentation.save(str(path))
    return presentation


def changed(path: Path, part: str, *changes: tuple[str, str]) -> None:
    """Rewrites one part of a package."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    for pattern, replacement in changes:
        text, count = re.subn(pattern, replacement, text, flags=re.DOTALL)
        assert count, pattern
    parts[part] = text.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_R36_a_templates_own_slides_are_not_in_the_deck(filled: ReportTrial) -> None:
    office(filled.folder / "t.pptx")
    deck = filled.build(*MORE, template="t.pptx")
    assert len(deck.slides()) == filled.result["slides"]
    for name, content in deck.parts.items():
        assert b"OLD" not in content, name
    assert sum(name.startswith("ppt/slides/slide") for name in deck.parts) == len(deck.slides())
    assert "docProps/thumbnail.jpeg" not in deck.parts


def test_R36_a_templates_layouts_are_taken_by_their_kind(filled: ReportTrial) -> None:
    office(filled.folder / "t.pptx")
    deck = filled.build(*MORE, template="t.pptx")
    kinds = [deck.trees[deck.related(slide, "slideLayout")[0]].attrib["type"] for slide in deck.slides()]
    assert kinds[:6] == ["title", "secHead", "obj", "titleOnly", "titleOnly", "titleOnly"]
    placeholders = [
        [each.attrib.get("type", "obj") for each in deck.trees[slide].iter(f"{P}ph")]
        for slide in deck.slides()
    ]
    assert placeholders[0] == ["ctrTitle", "subTitle"]
    assert placeholders[2] == ["title", "obj", "sldNum"]


@pytest.mark.parametrize("width", [9_144_000, 12_192_000])
def test_R36_sizes_fonts_and_colours_are_the_templates(filled: ReportTrial, width: int) -> None:
    path = filled.folder / "t.pptx"
    office(path, width)
    changed(path, "ppt/theme/theme1.xml", ("Calibri", "Georgia"),
            (r"<a:accent1>.*?</a:accent1>", '<a:accent1><a:srgbClr val="AA3377"/></a:accent1>'))  # fmt: skip
    deck = filled.build(*MORE, template="t.pptx", aspect="16:9")
    size = deck.trees["ppt/presentation.xml"].find(f"{P}sldSz")
    assert size is not None and size.attrib["cx"] == str(width)
    theme = deck.parts["ppt/theme/theme1.xml"].decode()
    assert "Georgia" in theme and "AA3377" in theme
    for name in [*deck.slides(), *(each for each in deck.parts if each.startswith("ppt/charts/chart"))]:
        if not name.endswith(".xml"):
            continue
        tree = deck.trees[name]
        assert not list(tree.iter(f"{A}srgbClr")), name
        fonts = {each.attrib["typeface"] for each in tree.iter(f"{A}latin")}
        assert fonts <= {"+mn-lt", "+mj-lt"}, name


def test_R36_a_title_without_need_has_no_size_of_its_own(filled: ReportTrial) -> None:
    office(filled.folder / "t.pptx")
    deck = filled.build(
        bullets("One", title="Short"), bullets("One", title="Rather long words " * 9), template="t.pptx"
    )
    sizes = []
    for slide in deck.slides():
        title = next(
            each
            for each in deck.trees[slide].iter(f"{P}sp")
            if each.find(f".//{P}ph[@type='title']") is not None
        )
        sizes.append([each.attrib.get("sz") for each in title.iter(f"{A}rPr")])
    assert sizes[0] == [None] and sizes[1][0] is not None and int(sizes[1][0]) < 4400


@pytest.mark.parametrize(
    "keep", [{"Title Only"}, {"Blank", "Title Only"}, {"Title and Content"}, {"Title and Vertical Text"}]
)
def test_R36_layouts_may_be_missing(filled: ReportTrial, keep: set[str]) -> None:
    office(filled.folder / "t.pptx", keep=keep)
    deck = filled.build(*MORE, template="t.pptx")
    check_geometry(filled.folder / "deck.pptx")
    texts = [deck.text(slide) for slide in deck.slides()]
    assert "Title" in texts[0] and "Subtitle" in texts[0] and "Two" in texts[2]


def test_R36_a_template_that_is_blank_gets_titles_of_its_own(filled: ReportTrial) -> None:
    presentation = Presentation()
    for layout in list(presentation.slide_layouts):
        if layout.name != "Blank":
            presentation.slide_layouts.remove(layout)
    presentation.save(str(filled.folder / "t.pptx"))
    deck = filled.build(*MORE, template="t.pptx")
    check_geometry(filled.folder / "deck.pptx")
    assert "Cards" in deck.text(deck.slides()[3])


@pytest.mark.parametrize(
    ("left", "top", "width", "height"),
    [(0.3, 5.2, 9.4, 1.0), (0.2, 0.3, 2.2, 6.5), (7.3, 0.3, 2.4, 6.5), (0.5, 3.0, 9.0, 1.2)],
)
def test_R36_titles_may_be_anywhere(
    filled: ReportTrial, left: float, top: float, width: float, height: float
) -> None:
    presentation = Presentation()
    for owner in (presentation.slide_master, *presentation.slide_layouts):
        for shape in owner.placeholders:
            if shape.placeholder_format.type in (1, 3):
                shape.left, shape.top = Inches(left), Inches(top)
                shape.width, shape.height = Inches(width), Inches(height)
    presentation.save(str(filled.folder / "t.pptx"))
    filled.build(*MORE[2:], template="t.pptx")
    check_geometry(filled.folder / "deck.pptx")


def test_R36_sections_of_a_template_are_left_out(filled: ReportTrial) -> None:
    path = filled.folder / "t.pptx"
    office(path)
    section = (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="OLD" '
        'id="{11111111-2222-3333-4444-555555555555}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst>'
        "</p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>"
    )
    changed(path, "ppt/presentation.xml", ("</p:presentation>", section))
    deck = filled.build(*MORE, template="t.pptx")
    assert b"sectionLst" not in deck.parts["ppt/presentation.xml"]


def test_R36_a_potx_is_a_template_too(filled: ReportTrial) -> None:
    path = filled.folder / "t.potx"
    office(path)
    changed(path, r"[Content_Types].xml", (r"presentation\.main\+xml", "template.main+xml"))
    deck = filled.build(*MORE, template="t.potx")
    assert b"presentation.main+xml" in deck.parts["[Content_Types].xml"]


def test_R36_a_deck_is_a_template_for_the_next_one(filled: ReportTrial) -> None:
    filled.build(*MORE, path="first.pptx")
    deck = filled.build(*MORE, template="first.pptx")
    assert len(deck.slides()) == len(Deck(filled.folder / "first.pptx").slides())
    filled.build(*MORE, template="first.pptx")
    assert filled.result["unchanged"] is True


def test_R36_what_a_template_is_careless_about_is_not_the_decks_fault(filled: ReportTrial) -> None:
    """LibreOffice numbers shapes of its masters with 0, and names several alike."""
    path = filled.folder / "t.pptx"
    office(path)
    changed(
        path,
        "ppt/slideMasters/slideMaster1.xml",
        (r'<p:cNvPr id="[3-6]" name="[^"]*"', '<p:cNvPr id="0" name="Shape"'),
    )
    filled.build(*MORE, template="t.pptx")


def test_R36_where_a_templates_text_is_light_so_is_all_that_is_added(filled: ReportTrial) -> None:
    path = filled.folder / "t.pptx"
    office(path)
    white = '<p:bodyStyle><a:lvl1pPr\\1<a:srgbClr val="F0F0F0"/>'
    changed(
        path, "ppt/slideMasters/slideMaster1.xml",
        (r'<p:bodyStyle><a:lvl1pPr(.*?)<a:schemeClr val="tx1"/>', white),
    )  # fmt: skip
    deck = filled.build(table("frame"), {**chart("bar", "frame"), "subtitle": "A line"}, template="t.pptx")
    for name in (deck.slides()[0], *deck.charts(deck.slides()[1])):
        content = deck.parts[name].decode()
        assert "F0F0F0" in content and '<a:schemeClr val="tx1"' not in content


def test_R36_a_placeholder_on_the_title_is_not_used(filled: ReportTrial) -> None:
    presentation = Presentation()
    for layout in presentation.slide_layouts:
        title = next((each for each in layout.placeholders if each.placeholder_format.type in (1, 3)), None)
        for shape in layout.placeholders:
            if title is not None and shape.placeholder_format.type in (2, 4, 7):
                shape.left, shape.top, shape.width, shape.height = (
                    title.left,
                    title.top,
                    title.width,
                    title.height,
                )
    presentation.save(str(filled.folder / "t.pptx"))
    filled.build(*MORE, template="t.pptx")
    check_geometry(filled.folder / "deck.pptx")


def test_R36_placeholders_without_numbers_are_not_mistaken_for_the_title(filled: ReportTrial) -> None:
    """As LibreOffice writes layouts: all placeholders have the number 0."""
    path = filled.folder / "t.pptx"
    office(path)
    for number in (1, 2, 3):
        changed(
            path,
            f"ppt/slideLayouts/slideLayout{number}.xml",
            (r'(<p:ph(?: type="[a-zA-Z]+")?) idx="1"', r"\1"),
        )
    filled.build(*MORE, template="t.pptx")
    check_geometry(filled.folder / "deck.pptx")
