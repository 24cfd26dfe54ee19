"""Excel workbooks, by way of openpyxl."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..hello import package_version
from ..reply import HelperError
from .columns import capped, describe_column, example
from .load_line import load_line
from .source_file import SourceFile
from .value_forms import is_missing

MAX_SHEETS = 30
#: Rows of one sheet that are read.
MAX_ROWS = 50_000
#: Rows at the top among which the header is looked for.
HEADER_DEPTH = 20


@dataclass
class Table:
    """Where the table of a sheet is, and what is in it."""

    #: Index of the header's row in the sheet; None without header.
    header: int | None
    #: Rows of the sheet above the table, when there is no header.
    above: int
    #: There are blank rows in the table.
    has_gaps: bool
    #: Index of the first column that holds anything.
    left: int
    names: list[str]
    rows: list[tuple[Any, ...]]
    #: Labels that are numbers or dates in the sheet, and will be in the frame.
    numbers: list[str] = field(default_factory=list)


def profile_excel(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """All sheets; `columns`, `rows` and `preview` are those of the first sheet that holds a table."""
    if package_version("openpyxl") is None:
        return {
            "type": "excel",
            "load_line": load_line("read_excel", source.name, {}),
            "notes": ["Reading it needs a package that is not installed: %pip install openpyxl"],
        }
    notes: list[str] = []
    if package_version("pandas") is None:
        notes.append("The load line needs a package that is not installed: %pip install pandas")
    sheets = _sheets(source, preview_rows, max_columns, notes)
    main = next((sheet for sheet in sheets if sheet["rows"]), None)
    if main is None:
        notes.append("No sheet holds a table.")
        return {"type": "excel", "sheets": [_in_short(sheet) for sheet in sheets], "notes": notes}
    if len(sheets) > 1:
        notes.append(f"Rows, columns and preview are those of the sheet {main['name']!r}.")
    return {
        "type": "excel",
        "rows": main["rows"],
        "columns": main["columns"],
        "preview": main["preview"],
        "load_line": main["load_line"],
        "sheets": [_in_short(sheet) for sheet in sheets],
        "notes": notes,
    }


def _in_short(sheet: dict[str, Any]) -> dict[str, Any]:
    """A sheet in the list of sheets: its columns by name only."""
    told = {key: value for key, value in sheet.items() if key != "preview"}
    return {**told, "columns": [column["name"] for column in sheet["columns"]]}


def _sheets(
    source: SourceFile, preview_rows: int, max_columns: int, notes: list[str]
) -> list[dict[str, Any]]:
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(source.path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        with open(source.path, "rb") as stream:
            is_old = stream.read(4) == b"\xd0\xcf\x11\xe0"
        why = "it is encrypted, or in the old .xls format" if is_old else str(error)
        raise HelperError(f"{source.name} is not a readable Excel workbook: {why}.") from None
    try:
        names = workbook.sheetnames
        if len(names) > MAX_SHEETS:
            notes.append(f"{len(names)} sheets; only the first {MAX_SHEETS} are described.")
        return [
            _describe_sheet(workbook[name], source, preview_rows, max_columns, notes)
            for name in names[:MAX_SHEETS]
            # A chart sheet has no cells.
            if hasattr(workbook[name], "iter_rows")
        ]
    finally:
        workbook.close()


def _describe_sheet(
    sheet: Any, source: SourceFile, preview_rows: int, max_columns: int, notes: list[str]
) -> dict[str, Any]:
    # What the file says of its size may be wrong, and reading only trusts it.
    sheet.reset_dimensions()
    cells = [
        tuple(None if type(value) is str and is_missing(value) else value for value in row)
        for row in islice(sheet.iter_rows(values_only=True), MAX_ROWS + 1)
    ]
    if len(cells) > MAX_ROWS:
        notes.append(f"{sheet.title!r} has more than {MAX_ROWS} rows; only these are described and counted.")
        cells = cells[:MAX_ROWS]
    table = find_table(cells)
    columns = list(zip(*table.rows)) if table.rows else [()] * len(table.names)
    shown = capped(columns, max_columns, notes)
    described = [describe_column(name, values) for name, values in zip(table.names, shown)]
    for column, name in zip(described, table.names):
        if column["dtype"] == "object":
            notes.append(f"{sheet.title!r}, column {name!r} mixes numbers and text.")
    if table.numbers:
        notes.append(f"{sheet.title!r} has column labels that are no text: {', '.join(table.numbers[:10])}.")
    arguments: dict[str, object] = {"sheet_name": sheet.title}
    if table.header is None:
        arguments["header"] = None
        if table.above > 0:
            arguments["skiprows"] = table.above
    elif table.header > 0:
        arguments["header"] = table.header
    if table.left > 0:
        from openpyxl.utils import get_column_letter

        last = get_column_letter(table.left + len(table.names))
        arguments["usecols"] = f"{get_column_letter(table.left + 1)}:{last}"
    line = load_line("read_excel", source.name, arguments)
    if table.has_gaps:
        # pandas reads blank rows too, and makes floats of the integers for it.
        line += ".dropna(how='all')"
        described = [{**c, "dtype": "float64"} if c["dtype"] == "int64" else c for c in described]
    return {
        "name": sheet.title,
        "rows": len(table.rows),
        "columns": described,
        "header_row": None if table.header is None else table.header + 1,
        "preview": [[example(value) for value in row[:max_columns]] for row in table.rows[:preview_rows]],
        "load_line": line if table.names else None,
        **({} if sheet.sheet_state == "visible" else {"hidden": True}),
    }


def find_table(cells: Sequence[tuple[Any, ...]]) -> Table:
    """The table of a sheet: titles above it, blank rows and blank columns around it are left out."""
    filled = [position for position, row in enumerate(cells) if any(value is not None for value in row)]
    if not filled:
        return Table(None, 0, False, 0, [], [])
    used = [{i for i, value in enumerate(cells[position]) if value is not None} for position in filled]
    widest = max(len(columns) for columns in used)
    header = None
    first = filled[0]
    for position, columns in list(zip(filled, used))[:HEADER_DEPTH]:
        if len(columns) >= max(1, 0.6 * widest):
            first = position
            if _is_header(cells[position]) and position != filled[-1]:
                header = position
            break
    body = [columns for position, columns in zip(filled, used) if position >= first]
    left, right = min(min(columns) for columns in body), max(max(columns) for columns in body)
    rows = [
        _cut(cells[position], left, right) for position in filled if position >= first and position != header
    ]
    names = [str(i) for i in range(left, right + 1)]
    numbers: list[str] = []
    if header is not None:
        titles = _cut(cells[header], left, right)
        names = [f"Unnamed: {i}" if title is None else str(title) for i, title in enumerate(titles, left)]
        numbers = [repr(title) for title in titles if title is not None and not isinstance(title, str)]
    top = first if header is None else header + 1
    has_gaps = len(rows) < filled[-1] + 1 - top
    return Table(header, first, has_gaps, left, names, rows, numbers)


def _is_header(row: Sequence[Any]) -> bool:
    """Titles are text; years and months may be among them."""
    values = [value for value in row if value is not None]
    texts = sum(isinstance(value, str) for value in values)
    years = sum(type(value) is int and 1900 <= value <= 2100 for value in values)
    dates = sum(hasattr(value, "year") for value in values)
    return texts > 0 and texts + years + dates == len(values)


def _cut(row: Sequence[Any], left: int, right: int) -> tuple[Any, ...]:
    padded = tuple(row[left : right + 1])
    return padded + (None,) * (right - left + 1 - len(padded))
