"""Where shapes are on finished slides and whether their text has room, measured on its own."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path
from typing import Any

from PIL import ImageFont
from pptx import Presentation

POINT = 12_700
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
FONTS = Path("/usr/share/fonts/truetype/liberation")
#: What a line may be wider and a text higher than measured here, as programs and fonts differ.
TOLERANCE = 1.01
LINE = 1.15


def check_geometry(path: Path) -> None:
    """No shape leaves its slide or overlaps another one, and every text fits into its shape."""
    presentation = Presentation(str(path))
    width, height = presentation.slide_width, presentation.slide_height
    for number, slide in enumerate(presentation.slides, 1):
        boxes = []
        for shape in slide.shapes:
            box = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
            where = f"slide {number}: {shape.name}"
            assert box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height, where
            assert shape.width > 0 and shape.height > 0, where
            for name, other in boxes:
                apart = box[0] >= other[2] or other[0] >= box[2] or box[1] >= other[3] or other[1] >= box[3]
                assert apart, f"{where} overlaps {name}"
            boxes.append((shape.name, box))
            if shape.has_text_frame and shape.text_frame.text.strip():
                _check_text(shape, where)
            if getattr(shape, "has_table", False):
                _check_table(shape, where)


def _check_text(shape: Any, where: str) -> None:
    body = shape._element.txBody
    edges = [
        _edge(shape, name, usual)
        for name, usual in (("lIns", 91_440), ("rIns", 91_440), ("tIns", 45_720), ("bIns", 45_720))
    ]
    width = (shape.width - edges[0] - edges[1]) / POINT
    height = (shape.height - edges[2] - edges[3]) / POINT
    need = 0.0
    for paragraph in body.findall(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = int(properties.get("lvl", 0)) if properties is not None else 0
        run = paragraph.find(f"{A}r/{A}rPr")
        size = run.get("sz") if run is not None else None
        points = int(size) / 100 if size else _inherited(shape, level, "sz", 1800) / 100
        bold = (run.get("b") if run is not None else None) or str(_inherited(shape, level, "b", 0))
        margin = properties.get("marL") if properties is not None else None
        indent = int(margin) if margin else _margin(shape, level)
        text = "".join(each.text or "" for each in paragraph.iter(f"{A}t"))
        need += lines(text, width - indent / POINT, points, bold == "1") * points * LINE
    assert need <= height * TOLERANCE, f"{where}: text of {need:.0f} points in {height:.0f}"


def _check_table(shape: Any, where: str) -> None:
    table = shape.table
    widths = [column.width / POINT for column in table.columns]
    assert sum(column.width for column in table.columns) == shape.width, where
    assert sum(row.height for row in table.rows) == shape.height, where
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            run = cell._tc.find(f".//{A}rPr")
            if run is None:
                continue
            points = int(run.get("sz")) / 100
            room = width - (cell.margin_left + cell.margin_right) / POINT
            need = lines(cell.text_frame.text, room, points, run.get("b") == "1") * points * LINE
            assert need + (cell.margin_top + cell.margin_bottom) / POINT <= row.height / POINT * TOLERANCE, (
                where
            )


def lines(text: str, width: float, points: float, bold: bool) -> int:
    """How many lines a text takes, words wrapped greedily and letters of wide scripts one by one."""
    count, used = 1, 0.0
    for word in re.findall(r"[^ ]+ *| +", text):
        wide = (
            [word]
            if word.isascii()
            else re.findall(
                r"[\u0e00-\u0eff\u2e80-\uffef\U00010000-\U0010ffff]|[^\u0e00-\u0eff\u2e80-\uffef\U00010000-\U0010ffff]+",
                word,
            )
        )
        for piece in wide:
            need = length(piece.rstrip(), bold) * points
            if used and used + need > width * TOLERANCE:
                count, used = count + 1, 0.0
            while need > width * TOLERANCE and need > points * 1.5:
                count, need = count + 1, need - width
            used += need + length(" " * (len(piece) - len(piece.rstrip())), bold) * points
    return count


def length(text: str, bold: bool) -> float:
    """In sizes of the letters, with the font's own kerning."""
    font = _font(bold)
    known = "".join(each for each in text if ord(each) < 0x500)
    return font.getlength(known) / 1000 + sum(_other(each) for each in text if ord(each) >= 0x500)


def _other(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0
    return 0.6


@functools.lru_cache(maxsize=2)
def _font(bold: bool) -> Any:
    return ImageFont.truetype(str(FONTS / f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"), 1000)


def _chain(shape: Any, level: int) -> list[Any]:
    """Levels of list styles that hold for a placeholder, nearest first."""
    if not shape.is_placeholder:
        return []
    index = shape.placeholder_format.idx
    layout = shape.part.slide_layout
    kind = shape._element.find(f".//{P}ph").get("type")
    found = [each._element for each in layout.placeholders if each.placeholder_format.idx == index]
    master = layout.slide_master._element
    wanted = "title" if kind in ("title", "ctrTitle") else "sldNum" if kind == "sldNum" else "body"
    found += [
        each
        for each in master.iter(f"{P}sp")
        if (ph := each.find(f".//{P}ph")) is not None and ph.get("type") == wanted
    ]
    styles = [each.find(f"{P}txBody/{A}lstStyle") for each in found]
    styles.append(master.find(f"{P}txStyles/{P}{'titleStyle' if wanted == 'title' else 'bodyStyle'}"))
    levels = [each.find(f"{A}lvl{level + 1}pPr") for each in styles if each is not None]
    return [each for each in levels if each is not None]


def _inherited(shape: Any, level: int, name: str, usual: int) -> int:
    runs = [each.find(f"{A}defRPr") for each in _chain(shape, level)]
    return next((int(run.get(name)) for run in runs if run is not None and run.get(name)), usual)


def _margin(shape: Any, level: int) -> int:
    return next((int(each.get("marL")) for each in _chain(shape, level) if each.get("marL")), 0)


def _edge(shape: Any, name: str, usual: int) -> int:
    owners = [shape._element]
    if shape.is_placeholder:
        layout = shape.part.slide_layout
        index = shape.placeholder_format.idx
        owners += [each._element for each in layout.placeholders if each.placeholder_format.idx == index]
        kind = shape._element.find(f".//{P}ph").get("type")
        wanted = "title" if kind in ("title", "ctrTitle") else "sldNum" if kind == "sldNum" else "body"
        owners += [
            each
            for each in layout.slide_master._element.iter(f"{P}sp")
            if (ph := each.find(f".//{P}ph")) is not None and ph.get("type") == wanted
        ]
    for owner in owners:
        body = owner.find(f"{P}txBody/{A}bodyPr")
        if body is not None and body.get(name) is not None:
            return int(body.get(name))
    return usual
