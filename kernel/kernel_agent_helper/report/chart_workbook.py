"""The workbook inside a chart, which PowerPoint opens to edit its numbers."""

# ruff: noqa: B905, E501 - `strict` needs Python 3.10, and XML reads better unbroken.

from __future__ import annotations

import re
from typing import Any

from .chart_data import ChartValues
from .plain_text import escaped
from .plain_values import exact_text, is_number
from .zip_bytes import zip_bytes

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: Excel reads `_x0041_` in a text as a letter.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY_STYLE = 1
_TEXT_STYLE = 0


def workbook_bytes(values: ChartValues) -> bytes:
    """One sheet: the categories or x values in column A, a series in each further one, its name in row 1."""
    return zip_bytes(
        {
            "[Content_Types].xml": (_HEAD + _CONTENT_TYPES).encode(),
            "_rels/.rels": (_HEAD + _relationships([("officeDocument", "xl/workbook.xml")])).encode(),
            "xl/workbook.xml": (_HEAD + _WORKBOOK).encode(),
            "xl/_rels/workbook.xml.rels": (
                _HEAD + _relationships([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")])
            ).encode(),
            "xl/styles.xml": (_HEAD + _STYLES).encode(),
            "xl/worksheets/sheet1.xml": (_HEAD + _sheet(_rows(values))).encode(),
        }
    )


def column_letter(number: int) -> str:
    """`A` for 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def scatter_columns(series: int) -> tuple[str, str]:
    """Where the x and y values of a scatter's series are: each has its own two columns."""
    return column_letter(2 * series + 1), column_letter(2 * series + 2)


def _rows(values: ChartValues) -> list[list[Any]]:
    if values.kind == "scatter":
        height = max(len(each.values) for each in values.series)
        head: list[Any] = []
        for each in values.series:
            head += [values.x_name or "x", each.name]
        rows = [head]
        for place in range(height):
            row: list[Any] = []
            for each in values.series:
                there = place < len(each.values)
                x = each.xs[place] if there else None
                row += [_Day(x) if values.x_are_days and there else x, each.values[place] if there else None]
            rows.append(row)
        return rows
    labels: list[Any] = [_Day(day) for day in values.days] or list(values.categories)
    head = [values.x_name, *(each.name for each in values.series)]
    columns = [each.values for each in values.series]
    return [head, *([label, *row] for label, *row in zip(labels, *columns))]


class _Day:
    """A number that is shown as a date."""

    def __init__(self, number: Any) -> None:
        self.number = number


def _sheet(rows: list[list[Any]]) -> str:
    letters = [column_letter(place + 1) for place in range(max(len(row) for row in rows))]
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(f"{letter}{number}", value) for letter, value in zip(letters, row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_SHEETS}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(place: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, _Day):
        return f'<c r="{place}" s="{_DAY_STYLE}"><v>{exact_text(value.number)}</v></c>'
    if is_number(value):
        return f'<c r="{place}"><v>{exact_text(value)}</v></c>'
    text = escaped(_ESCAPE.sub("_x005F_", str(value)))
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _relationships(targets: list[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'


_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_WORKBOOK = (
    f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)
_STYLES = (
    f'<styleSheet xmlns="{_SHEETS}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
