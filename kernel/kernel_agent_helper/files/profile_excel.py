"""Excel workbooks, read from their XML. Formulas are not computed, macros not run, links not followed."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

import zipfile
from typing import Any

from ..hello import package_version
from ..reply import HelperError
from .columns import capped, describe_column, example
from .excel_columns import as_pandas_has_them, kinds_of
from .load_line import load_line
from .other_workbooks import describe_other_workbook
from .sheet_parts import notes_on_parts
from .sheet_table import Table, find_table
from .signatures import NAMES, office_kind, read_head, true_kind
from .source_file import SourceFile
from .xlsx_book import Book, SheetPart, read_book
from .xlsx_sheet import SheetCells, column_letters, read_sheet
from .zip_guard import open_archive, open_member

#: Sheets that are read; further ones are listed by name.
MAX_SHEETS = 200
MAX_NAMED_SHEETS = 1200
#: Notes on odd columns of one sheet.
MAX_COLUMN_NOTES = 10
#: Names of columns in the list of sheets, all sheets together.
MAX_LISTED_COLUMNS = 2000
WHAT = "an Excel workbook"


def profile_excel(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """All sheets; `columns`, `rows` and `preview` are those of the first sheet that holds a table.

    Raises `HelperError` when the file is damaged, protected by a password, or no table at all.
    """
    head = read_head(source)
    if true_kind(head) != "zip" and not head.startswith(b"PK"):
        return describe_other_workbook(source, head, preview_rows, max_columns)
    with open_archive(source, WHAT) as archive:
        kind = office_kind(archive.namelist())
        if kind in ("xlsb", "ods"):
            return describe_other_workbook(source, head, preview_rows, max_columns, kind)
        if kind != "xlsx":
            raise HelperError(
                f"{source.name} is not a readable Excel workbook: it is {NAMES[kind]} in truth."
            )
        return _describe_workbook(archive, source, preview_rows, max_columns)


def _describe_workbook(
    archive: zipfile.ZipFile, source: SourceFile, preview_rows: int, max_columns: int
) -> dict[str, Any]:
    notes: list[str] = []
    missing = [package for package in ("pandas", "openpyxl") if package_version(package) is None]
    if missing:
        notes.append(f"The load line needs a package that is not installed: %pip install {' '.join(missing)}")
    if source.kind not in ("xlsx", "xlsm"):
        notes.append(f"It is an .xlsx workbook, although its name ends with .{source.kind}.")
    book = read_book(archive, source)
    if book.has_macros:
        notes.append("The workbook has macros; they were not run, and pandas ignores them.")
    if book.has_external_links:
        notes.append("Some formulas refer to other workbooks; the values kept in this file are used.")
    sheets = []
    for position, part in enumerate(book.sheets[:MAX_NAMED_SHEETS]):
        if part.has_cells:
            is_read = position < MAX_SHEETS
            sheets.append(
                _describe_sheet(archive, book, part, source, preview_rows, max_columns, notes)
                if is_read
                else _unread_sheet(part)
            )
    if len(book.sheets) > MAX_SHEETS:
        notes.append(f"{len(book.sheets)} sheets; only the first {MAX_SHEETS} are described.")
    if book.texts_are_cut:
        notes.append("The workbook holds more text than was read: distinct texts are not all told apart.")
    main = next((sheet for sheet in sheets if sheet["rows"]), None)
    listed = _in_short(sheets, max_columns)
    told = {"type": "excel", "sheets": listed, "tables": listed, "notes": notes}
    if main is None:
        notes.append("No sheet holds a table.")
        return told
    if len(sheets) > 1:
        notes.append(f"Rows, columns and preview are those of the sheet {main['name']!r}.")
    keys = ("rows", "columns", "total_columns", "preview", "load_line")
    return {**told, **{key: main[key] for key in keys}}


def _in_short(sheets: list[dict[str, Any]], max_columns: int) -> list[dict[str, Any]]:
    """The list of sheets: columns by name only."""
    left = MAX_LISTED_COLUMNS
    listed = []
    for sheet in sheets:
        names = sheet["names"][: min(max_columns, left)]
        left -= len(names)
        told = {key: value for key, value in sheet.items() if key not in ("preview", "names")}
        listed.append({**told, "columns": names})
    return listed


def _unread_sheet(part: SheetPart) -> dict[str, Any]:
    return {
        "name": part.name,
        "rows": None,
        "names": [],
        **({"hidden": True} if part.is_hidden else {}),
    }


def _describe_sheet(
    archive: zipfile.ZipFile,
    book: Book,
    part: SheetPart,
    source: SourceFile,
    preview_rows: int,
    max_columns: int,
    notes: list[str],
) -> dict[str, Any]:
    if part.member is None:
        notes.append(f"{part.name!r} could not be read: its part is missing in the file.")
        return _unread_sheet(part)
    cells = read_sheet(open_member(archive, part.member, source), source, book)
    cells.rows.sort(key=lambda row: row[0])
    table = find_table(cells.rows)
    rows = len(table.rows) + cells.filled - len(cells.rows)
    if cells.filled > len(cells.rows):
        notes.append(f"{part.name!r}: columns are described from the first {len(table.rows)} of {rows} rows.")
        table.has_gaps = table.has_gaps or cells.last - table.first >= rows + 1
    _note_cells(part, cells, notes)
    shown = capped(range(table.left, table.left + len(table.names)), max_columns, notes)
    columns, codes, preview = [], [], []
    mixed: dict[str, list[str]] = {}
    for name, index in zip(table.names, shown):
        values, is_code = as_pandas_has_them([row.get(index) for row in table.rows])
        if is_code:
            codes.append(name if table.header is not None else index)
        columns.append(describe_column(name, values))
        if columns[-1]["dtype"] == "object":
            mixed[name] = kinds_of(values)
        preview.append([example(value) for value in values[:preview_rows]])
    _note_mixed(part, mixed, notes)
    notes.extend(notes_on_parts(part.name, table))
    _note_labels(part, table, notes)
    if table.has_gaps:
        # pandas reads blank rows too, and makes floats of the integers for it.
        columns = [{**c, "dtype": "float64"} if c["dtype"] == "int64" else c for c in columns]
    return {
        "name": part.name,
        "rows": rows,
        "columns": columns,
        "names": table.names,
        "total_columns": len(table.names),
        "header_row": None if table.header is None else table.header + 1,
        "range": _range(table, max(cells.last, table.last)),
        "preview": [list(row) for row in zip(*preview)],
        "load_line": _load_line(source, part, table, codes) if table.names else None,
        **({"hidden": True} if part.is_hidden else {}),
        **({"formulas": cells.formulas} if cells.formulas else {}),
        **({"merged_cells": cells.merged} if cells.merged else {}),
    }


def _range(table: Table, last: int) -> str | None:
    """Where the table is, as Excel writes it: `B3:D5`."""
    if not table.names:
        return None
    start = f"{column_letters(table.left)}{table.first + 1}"
    return f"{start}:{column_letters(table.left + len(table.names) - 1)}{last + 1}"


def _load_line(source: SourceFile, part: SheetPart, table: Table, codes: list[Any]) -> str:
    arguments: dict[str, object] = {"sheet_name": part.name}
    if table.header is None:
        arguments["header"] = None
        if table.first > 0:
            arguments["skiprows"] = table.first
    elif table.header > 0:
        arguments["header"] = table.header
    if table.left > 0:
        last = column_letters(table.left + len(table.names) - 1)
        arguments["usecols"] = f"{column_letters(table.left)}:{last}"
    if codes:
        arguments["dtype"] = dict.fromkeys(codes, "str")
    line = load_line("read_excel", source.name, arguments)
    return line + ".dropna(how='all')" if table.has_gaps else line


def _note_cells(part: SheetPart, cells: SheetCells, notes: list[str]) -> None:
    if part.is_hidden:
        notes.append(f"{part.name!r} is hidden in the workbook.")
    if cells.formulas:
        where, formula = cells.formula or ("", "")
        said = f" (such as {where}: {formula})" if formula else ""
        kept = "the values that were saved with them are used"
        if cells.uncomputed == cells.formulas:
            kept = "no values were saved with them, so that they read as missing: open and save it in Excel"
        elif cells.uncomputed:
            kept += f"; {cells.uncomputed} of them have none and read as missing"
        notes.append(f"{part.name!r} has {cells.formulas} formula{'s' * (cells.formulas > 1)}{said}; {kept}.")
    if cells.merged:
        ranges = ", ".join(cells.ranges[:5]) + (", …" if cells.merged > 5 else "")
        notes.append(
            f"{part.name!r} has {cells.merged} merged range{'s' * (cells.merged > 1)} ({ranges}); "
            "only the first cell of each has the value."
        )
    if cells.errors:
        notes.append(
            f"{part.name!r} has {cells.errors} cells with errors such as #DIV/0!; they read as missing."
        )


def _note_labels(part: SheetPart, table: Table, notes: list[str]) -> None:
    if table.numbers:
        notes.append(f"{part.name!r} has column labels that are no text: {', '.join(table.numbers[:10])}.")
    if table.repeated:
        names = ", ".join(repr(name) for name in table.repeated[:5])
        notes.append(f"{part.name!r} has columns of the same name ({names}); pandas numbers them.")


def _note_mixed(part: SheetPart, kinds: dict[str, list[str]], notes: list[str]) -> None:
    mixed = [name for name in kinds if len(kinds[name]) > 1]
    for name in mixed[:MAX_COLUMN_NOTES]:
        notes.append(f"{part.name!r}, column {name!r} mixes {' and '.join(kinds[name])}.")
    if len(mixed) > MAX_COLUMN_NOTES:
        notes.append(f"{part.name!r} has {len(mixed) - MAX_COLUMN_NOTES} more such columns.")
