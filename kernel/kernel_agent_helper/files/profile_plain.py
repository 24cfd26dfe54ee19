"""Delimited text, read without pandas."""

from __future__ import annotations

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.
import io
from itertools import islice
from typing import Any

from .columns import capped, describe_column, example
from .dialect import BLANKS, Dialect, split_records
from .encodings import one_byte_encoding
from .load_line import opened
from .source_file import SourceFile
from .value_forms import date_format, is_missing, is_number, to_datetime

MAX_ROWS = 200_000
#: Looked through for bytes that a usual one-byte encoding does not have.
WHOLE_BYTES = 64 * 1024**2


def profile_plainly(
    source: SourceFile, dialect: Dialect, encoding: str, preview_rows: int, max_columns: int
) -> dict[str, Any]:
    """What pandas would make of the file, as far as that can be said without it."""
    notes = ["pandas is not installed: %pip install pandas"]
    try:
        rows, count = _read(source, dialect, encoding)
    except UnicodeDecodeError:
        # The beginning of the file was plain; something further down is not UTF-8.
        encoding = one_byte_encoding(source.read(WHOLE_BYTES))
        rows, count = _read(source, dialect, encoding)
    if count > len(rows):
        notes.append(f"Columns are described from the first {MAX_ROWS} rows.")
    by_column = list(zip(*rows)) or [()] * len(dialect.names)
    columns = [
        _convert(values, name in dialect.code_columns, dialect)
        for name, values in zip(dialect.names, capped(by_column, max_columns, notes))
    ]
    return {
        "type": "tsv" if dialect.delimiter == "\t" else "csv",
        "rows": count,
        "columns": [describe_column(name, values) for name, values in zip(dialect.names, columns)],
        "preview": [[example(value) for value in row] for row in islice(zip(*columns), preview_rows)],
        "load_line": _load_line(source, dialect, encoding),
        "notes": notes,
    }


def _read(source: SourceFile, dialect: Dialect, encoding: str) -> tuple[list[list[str]], int]:
    """The first rows, as many cells each as there are names, and the number of all rows."""
    width = len(dialect.names)
    first = 1 if dialect.surplus == "index" else 0
    rows: list[list[str]] = []
    count = -1 if dialect.has_header else 0
    with source.open() as stream:
        lines = io.TextIOWrapper(stream, encoding, newline="")
        for cells in split_records(islice(lines, dialect.skip_lines, None), dialect):
            if not cells:
                continue
            if 0 <= count < MAX_ROWS:
                rows.append((cells + [""] * width)[first : first + width])
            count += 1
    return rows, max(count, 0)


def _load_line(source: SourceFile, dialect: Dialect, encoding: str) -> str:
    lines = opened(source, encoding)
    rest = f"[{dialect.skip_lines}:]" if dialect.skip_lines else ""
    if dialect.delimiter == BLANKS:
        return f"[line.split() for line in {lines}]{rest}"
    delimiter = "" if dialect.delimiter == "," else f", delimiter={dialect.delimiter!r}"
    return f"list(__import__('csv').reader({lines}{delimiter})){rest}"


def _convert(values: tuple[str, ...], is_code: bool, dialect: Dialect) -> list[Any]:
    """Cells as dates, numbers or truth values where all of them are."""
    cells = [None if is_missing(value) else value.strip() for value in values]
    present = [cell for cell in cells if cell is not None]
    if is_code or not present:
        return list(cells)
    # Before the numbers: with dots between thousands, a date with dots would be one.
    form = date_format(dict.fromkeys(present), day_first=dialect.decimal == ",")
    if form is not None:
        return [None if cell is None else to_datetime(cell, form) for cell in cells]
    plain = [_plain_number(cell, dialect) for cell in present]
    if all(is_number(cell) for cell in plain):
        make = int if all(cell.lstrip("+-").isdigit() for cell in plain) else float
        return [None if cell is None else make(_plain_number(cell, dialect)) for cell in cells]
    if {cell.lower() for cell in present} <= {"true", "false"}:
        return [None if cell is None else cell.lower() == "true" for cell in cells]
    return list(cells)


def _plain_number(cell: str, dialect: Dialect) -> str:
    without = cell.replace(dialect.thousands, "") if dialect.thousands else cell
    return without.replace(",", ".") if dialect.decimal == "," else without
