"""The tables of a database, the largest of them described in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List  # noqa: UP035 - Python 3.8 looks at them

#: Names of columns in the list of tables, all tables together.
MAX_LISTED_COLUMNS = 4000


@dataclass(frozen=True)
class DatabaseTable:
    name: str
    #: None when they were not counted.
    rows: int | None
    #: Names and declared types.
    columns: list[tuple[str, str]]
    load_line: str | None


Read = Callable[[DatabaseTable, List[str]], Dict[str, Any]]  # noqa: UP006


def describe_tables(
    tables: list[DatabaseTable], read: Read, notes: list[str], max_columns: int
) -> dict[str, Any]:
    """`read` gives `columns` and `preview` of the table that becomes the profile's own."""
    left = MAX_LISTED_COLUMNS
    listed = []
    for table in tables:
        shown = table.columns[: min(max_columns, left)]
        left -= len(shown)
        listed.append(
            {
                "name": table.name,
                "rows": table.rows,
                "columns": [name for name, _ in shown],
                "types": [declared for _, declared in shown],
                "total_columns": len(table.columns),
                "load_line": table.load_line,
            }
        )
    readable = [table for table in tables if table.load_line is not None]
    told: dict[str, Any] = {"tables": listed, "notes": notes}
    if not readable:
        notes.append("It holds no table that can be read.")
        return told
    main = max(readable, key=lambda table: float("inf") if table.rows is None else table.rows)
    if len(tables) > 1:
        notes.append(f"Rows, columns and preview are those of the largest table, {main.name!r}.")
    return {
        **told,
        "rows": main.rows,
        "total_columns": len(main.columns),
        "load_line": main.load_line,
        **read(main, notes),
    }
