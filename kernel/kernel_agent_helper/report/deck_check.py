"""Opens a finished deck again and compares it with what was to be in it."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

import io
import zipfile
from typing import Any

from ..reply import HelperError
from .chart_data import ChartValues
from .deck import BuiltSlide, Deck
from .package_check import BrokenPackage, check_package
from .plain_values import exact_text

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def check_deck(path: str, deck: Deck) -> None:
    """Raises `HelperError` where slides, charts, texts or numbers are other than in `deck`, and `OSError`."""
    from pptx import Presentation

    try:
        check_package(path)
        with open(path, "rb") as stream:
            slides = list(Presentation(stream).slides)
        if len(slides) != len(deck.built):
            raise BrokenPackage(f"it has {len(slides)} slides instead of {len(deck.built)}")
        for number, (slide, built) in enumerate(zip(slides, deck.built), 1):
            _check_slide(slide, built, number)
    except (OSError, KeyboardInterrupt, HelperError):
        raise
    except Exception as error:
        raise HelperError(
            f"The finished deck did not pass its check ({error}), so it was not written: try a "
            "simpler outline or no template."
        ) from error


def _check_slide(slide: Any, built: BuiltSlide, number: int) -> None:
    shapes = list(slide.shapes)
    charts = [shape.chart for shape in shapes if getattr(shape, "has_chart", False)]
    tables = [shape.table for shape in shapes if getattr(shape, "has_table", False)]
    pictures = sum(shape._element.tag.endswith("}pic") for shape in shapes)
    if (len(charts), len(tables), pictures) != (len(built.charts), len(built.tables), built.pictures):
        raise BrokenPackage(f"slide {number} lacks a chart, table or picture")
    there = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    for text in built.texts:
        if text not in there:
            raise BrokenPackage(f"slide {number} lacks the text {text[:40]!r}")
    for table, rows in zip(tables, built.tables):
        found = [[_cell_text(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst]
        if found != rows:
            raise BrokenPackage(f"slide {number} has other texts in its table")
    for chart, values in zip(charts, built.charts):
        _check_chart(chart, values, number)


def _cell_text(cell: Any) -> str:
    return "".join(each.text or "" for each in cell.iter() if each.tag.endswith("}t"))


def _check_chart(chart: Any, values: ChartValues, number: int) -> None:
    part = chart.part
    wanted = [_texts(series.values) for series in values.series]
    element = part._element
    name = "yVal" if values.kind == "scatter" else "val"
    shown = [_points(each.find(f"{CHART}{name}")) for each in element.iter(f"{CHART}ser")]
    if shown != wanted:
        raise BrokenPackage(f"slide {number} has other numbers in its chart")
    if _sheet_columns(part.chart_workbook.xlsx_part.blob, values) != wanted:
        raise BrokenPackage(f"slide {number} has other numbers in its chart's workbook")


def _texts(numbers: list[Any]) -> list[str]:
    return [exact_text(number) for number in numbers]


def _points(element: Any) -> list[str]:
    count = int(element.find(f".//{CHART}ptCount").get("val"))
    found = {int(each.get("idx")): each.find(f"{CHART}v").text for each in element.iter(f"{CHART}pt")}
    return [found.get(place, "") for place in range(count)]


def _sheet_columns(content: bytes, values: ChartValues) -> list[list[str]]:
    """The numbers of each series as they stand in the workbook."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as workbook:
        sheet = etree.fromstring(workbook.read("xl/worksheets/sheet1.xml"))
    cells = {each.get("r"): each.findtext(f"{SHEET}v", "") for each in sheet.iter(f"{SHEET}c")}
    from .chart_workbook import column_letter, scatter_columns

    columns = []
    for place, series in enumerate(values.series):
        letter = scatter_columns(place)[1] if values.kind == "scatter" else column_letter(place + 2)
        columns.append([cells.get(f"{letter}{row + 2}", "") for row in range(len(series.values))])
    return columns
