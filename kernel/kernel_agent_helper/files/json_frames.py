"""Frames of JSON records, and the Python that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .json_records import Table
from .load_line import encoding_arguments, load_line, opened
from .source_file import SourceFile


def normalised(loaded: str, table: Table, are_objects: bool) -> str:
    """Python for a frame of records that `loaded` gives, their values as they are in the file."""
    if not are_objects:
        loaded = f"[r if isinstance(r, dict) else {{'value': r}} for r in {loaded}]"
    for column in table.columns:
        if column["name"] in table.empty:
            # read_json would make floats of nulls alone, these do not.
            column["dtype"] = "object"
    return f"pd.json_normalize({loaded})" if table.is_nested else f"pd.DataFrame({loaded})"


def with_dates(line: str, table: Table) -> str:
    """`line`, its columns of ISO dates converted; the columns are described accordingly."""
    if not table.dates:
        return line
    for column in table.columns:
        if column["name"] in table.dates:
            column["dtype"] = "datetime"
    return f"{line}.astype({dict.fromkeys(table.dates, 'datetime64[ns]')!r})"


def table_of(table: Table, rows: int | None, line: str) -> dict[str, Any]:
    return {
        "rows": rows,
        "columns": table.columns,
        "total_columns": len(table.names),
        "preview": table.preview,
        "load_line": line,
        "notes": list(table.notes),
    }


def values_of_lines(source: SourceFile, encoding: str) -> str:
    """Python for the list of the values of JSON Lines."""
    return f"[__import__('json').loads(line) for line in {opened(source, encoding)} if line.strip()]"


def line_of_lines(source: SourceFile, encoding: str, table: Table, records: Sequence[Any]) -> str:
    """Python for the frame of JSON Lines, whose first records are given."""
    are_objects = all(isinstance(record, dict) for record in records)
    if table.is_nested or table.is_altered or not are_objects:
        return normalised(values_of_lines(source, encoding), table, are_objects)
    return load_line("read_json", source.name, {"lines": True, **encoding_arguments(encoding)})
