"""Reads finished decks by the bytes of their parts, and knows nothing of what built them."""

# ruff: noqa: E501 - names of elements in the order of the schema.

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: A content type's part names have these endings or paths.
TYPED = {
    "slides/slide": "presentationml.slide+xml",
    "slideLayouts/slideLayout": "presentationml.slideLayout+xml",
    "slideMasters/slideMaster": "presentationml.slideMaster+xml",
    "notesSlides/notesSlide": "presentationml.notesSlide+xml",
    "charts/chart": "drawingml.chart+xml",
    "theme/theme": "theme+xml",
}
#: Order of what a chart's elements hold, as the schema has it; PowerPoint refuses another one.
ORDERS = {
    "chartSpace": "date1904 roundedCorners chart txPr externalData",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls cat xVal val yVal smooth",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize showLeaderLines",
    "catAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr "
    "txPr crossAx crosses auto lblAlgn lblOffset tickLblSkip noMultiLvlLbl",
    "dateAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr "
    "txPr crossAx crosses auto lblOffset baseTimeUnit majorUnit majorTimeUnit",
    "valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr "
    "txPr crossAx crosses crossBetween",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap axId",
    "lineChart": "grouping varyColors ser dLbls marker axId",
    "pieChart": "varyColors ser dLbls firstSliceAng",
    "scatterChart": "scatterStyle varyColors ser dLbls axId",
}


class Deck:
    def __init__(self, content: bytes | Path) -> None:
        data = content if isinstance(content, bytes) else content.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.entries = package.infolist()
            self.parts = {entry.filename: package.read(entry) for entry in self.entries}
        self.trees = {
            name: ElementTree.fromstring(part)
            for name, part in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """Kind and target of each reference of a part."""
        folder, base = posixpath.split(name)
        tree = self.trees.get(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        found = {}
        for each in [] if tree is None else list(tree):
            target = each.attrib["Target"]
            if each.attrib.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.attrib["Id"]] = (each.attrib["Type"].rpartition("/")[2], target)
        return found

    def slides(self) -> list[str]:
        presentation = self.trees["ppt/presentation.xml"]
        targets = self.targets("ppt/presentation.xml")
        return [targets[each.attrib[f"{R}id"]][1] for each in presentation.iter(f"{P}sldId")]

    def related(self, name: str, kind: str) -> list[str]:
        return [target for found, target in self.targets(name).values() if found == kind]

    def text(self, name: str) -> str:
        return "\n".join(
            "".join(each.text or "" for each in paragraph.iter(f"{A}t"))
            for paragraph in self.trees[name].iter(f"{A}p")
        )

    def notes(self, slide: str) -> str:
        return "\n".join(self.text(each) for each in self.related(slide, "notesSlide"))

    def tables(self, slide: str) -> list[list[list[str]]]:
        return [
            [
                ["".join(text.text or "" for text in cell.iter(f"{A}t")) for cell in row.iter(f"{A}tc")]
                for row in table.iter(f"{A}tr")
            ]
            for table in self.trees[slide].iter(f"{A}tbl")
        ]

    def charts(self, slide: str) -> list[str]:
        return self.related(slide, "chart")

    def series(self, chart: str) -> dict[str, dict[str, str]]:
        """Numbers by name of the series and category, as they stand in the chart."""
        found = {}
        for series in self.trees[chart].iter(f"{C}ser"):
            name = series.findtext(f"{C}tx//{C}v") or ""
            labels = points(series.find(f"{C}cat")) or points(series.find(f"{C}xVal"))
            values = points(series.find(f"{C}val")) or points(series.find(f"{C}yVal"))
            found[name] = {labels.get(place, str(place)): value for place, value in values.items()}
        return found

    def sheet(self, chart: str) -> dict[str, str]:
        """Cells of the workbook in a chart, as Excel shows them."""
        [book] = self.related(chart, "package")
        with zipfile.ZipFile(io.BytesIO(self.parts[book])) as package:
            assert package.testzip() is None
            tree = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        return {
            cell.attrib["r"]: cell.findtext(f"{S}v") or _shown(cell.findtext(f"{S}is/{S}t") or "")
            for cell in tree.iter(f"{S}c")
        }


def _shown(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def points(element: ElementTree.Element | None) -> dict[int, str]:
    if element is None:
        return {}
    return {int(each.attrib["idx"]): each.findtext(f"{C}v") or "" for each in element.iter(f"{C}pt")}


def check_rules(deck: Deck) -> None:
    """The rules by which PowerPoint opens a file without wanting to repair it."""
    names = [entry.filename for entry in deck.entries]
    assert len({name.lower() for name in names}) == len(names)
    assert names[0] == "[Content_Types].xml"
    _check_types(deck, names)
    for name in names:
        if name.endswith(".rels"):
            _check_targets(deck, name)
    reached = set(_reached(deck, ""))
    assert {name for name in names if not name.endswith(".rels")} - {"[Content_Types].xml"} == reached
    presentation = deck.trees["ppt/presentation.xml"]
    numbers = [int(each.attrib["id"]) for each in presentation.iter(f"{P}sldId")]
    assert len(set(numbers)) == len(numbers) and all(256 <= number < 2**31 for number in numbers)
    masters = [int(each.attrib["id"]) for each in presentation.iter(f"{P}sldMasterId")]
    layouts = [
        int(each.attrib["id"]) for tree in deck.trees.values() for each in tree.iter(f"{P}sldLayoutId")
    ]
    assert len({*masters, *layouts}) == len(masters) + len(layouts)
    assert set(deck.related("ppt/presentation.xml", "slide")) == set(deck.slides())
    has_notes = bool(deck.related("ppt/presentation.xml", "notesMaster"))
    assert has_notes == (presentation.find(f"{P}notesMasterIdLst") is not None)
    for name, tree in deck.trees.items():
        if name.endswith(".xml"):
            _check_references(deck, name, tree)
    for slide in deck.slides():
        _check_slide(deck, slide)
    for name in names:
        if name.startswith("ppt/charts/chart"):
            _check_chart(deck, name)


def _check_types(deck: Deck, names: list[str]) -> None:
    types = deck.trees["[Content_Types].xml"]
    overrides = [each.attrib["PartName"] for each in types if each.tag.endswith("Override")]
    assert len(set(overrides)) == len(overrides)
    kinds = {
        each.attrib["PartName"]: each.attrib["ContentType"] for each in types if each.tag.endswith("Override")
    }
    defaults = {each.attrib["Extension"].lower() for each in types if each.tag.endswith("Default")}
    for name in names[1:]:
        assert f"/{name}" in kinds or name.rpartition(".")[2].lower() in defaults, name
        for start, kind in TYPED.items():
            if re.fullmatch(rf"ppt/{start}\d+\.xml", name):
                assert kinds[f"/{name}"].endswith(kind)
    assert {name[1:] for name in kinds} <= set(names)


def _check_targets(deck: Deck, name: str) -> None:
    source = name.replace("_rels/", "").removesuffix(".rels")
    assert source == "" or source in deck.parts, name
    identifiers = [each.attrib["Id"] for each in deck.trees[name]]
    assert len(set(identifiers)) == len(identifiers)
    for each in deck.trees[name]:
        if each.attrib.get("TargetMode") != "External":
            assert deck.targets(source)[each.attrib["Id"]][1] in deck.parts, (name, each.attrib)


def _reached(deck: Deck, start: str) -> Iterator[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for _, target in deck.targets(waiting.pop()).values():
            if target not in seen and target in deck.parts:
                seen.add(target)
                waiting.append(target)
                yield target


def _check_references(deck: Deck, name: str, tree: ElementTree.Element) -> None:
    targets = deck.targets(name)
    for element in tree.iter():
        for key, value in element.attrib.items():
            if key.startswith(R) and value:
                assert value in targets, (name, key, value)


def _check_slide(deck: Deck, name: str) -> None:
    tree = deck.trees[name]
    shapes = [each for each in tree.iter() if each.tag == f"{P}cNvPr"]
    numbers = [each.attrib["id"] for each in shapes]
    labels = [each.attrib["name"] for each in shapes if each.attrib["name"]]
    assert len(set(numbers)) == len(numbers) and len(set(labels)) == len(labels), name
    for kind in ("pic", "graphicFrame"):
        for shape in tree.iter(f"{P}{kind}"):
            assert next(shape.iter(f"{P}cNvPr")).attrib.get("descr", "").strip(), (name, "alternative text")
    for body in tree.iter(f"{P}txBody"):
        assert body.find(f"{A}p") is not None
    for cell in tree.iter(f"{A}tc"):
        assert cell.find(f"{A}txBody/{A}p") is not None
    for table in tree.iter(f"{A}tbl"):
        columns = len(list(table.iter(f"{A}gridCol")))
        assert all(len(list(row.iter(f"{A}tc"))) == columns for row in table.iter(f"{A}tr"))
    assert len(deck.related(name, "slideLayout")) == 1


def _check_chart(deck: Deck, name: str) -> None:
    tree = deck.trees[name]
    for element in tree.iter():
        order = ORDERS.get(element.tag.rpartition("}")[2])
        if order is not None and element.tag.startswith(C):
            known = order.split()
            places = [known.index(child.tag.rpartition("}")[2]) for child in element]
            assert places == sorted(places), (name, element.tag)
    axes = {each.attrib["val"] for each in tree.iter(f"{C}axId")}
    assert {each.attrib["val"] for each in tree.iter(f"{C}crossAx")} == axes
    cells = deck.sheet(name)
    for reference in tree.iter():
        if reference.tag in (f"{C}numRef", f"{C}strRef"):
            _check_range(reference, cells)


def _check_range(reference: ElementTree.Element, cells: dict[str, str]) -> None:
    """What the chart remembers is what its workbook has."""
    formula = reference.findtext(f"{C}f") or ""
    found = re.fullmatch(r"Sheet1!\$([A-Z]+)\$(\d+)(?::\$\1\$(\d+))?", formula)
    assert found, formula
    first, last = int(found[2]), int(found[3] or found[2])
    count = next(reference.iter(f"{C}ptCount")).attrib["val"]
    assert int(count) == last - first + 1
    known = points(reference)
    for row in range(first, last + 1):
        assert cells.get(f"{found[1]}{row}", "") == known.get(row - first, "")
