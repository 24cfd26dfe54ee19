"""DuckDB databases, through the kernel's own duckdb, opened for reading only."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..hello import package_version
from ..reply import HelperError
from .columns import capped, describe_column, example
from .database_tables import DatabaseTable, describe_tables
from .signatures import read_head, true_kind, what_it_is
from .source_file import SourceFile

MAX_TABLES = 500
#: Rows of the largest table of which the columns are described.
MAX_ROWS = 100_000
#: The file may ask for nothing from outside, and no more than this of the machine.
SETTINGS = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": "2",
}


def profile_duckdb(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """All tables with their columns and rows. Raises `HelperError` when it is no DuckDB database."""
    head = read_head(source)
    if true_kind(head) != "duckdb":
        raise HelperError(f"{source.name} is not a DuckDB database: it is {what_it_is(head)}.")
    line = f"__import__('duckdb').connect({source.name!r}, read_only=True)"
    if package_version("duckdb") is None:
        note = "Reading it needs a package that is not installed: %pip install duckdb"
        return {"type": "duckdb", "load_line": line, "notes": [note]}
    import duckdb

    try:
        with duckdb.connect(source.path, read_only=True, config=SETTINGS) as connection:
            return _describe(connection, source, line, preview_rows, max_columns)
    except duckdb.Error as error:
        first = str(error).partition("\n")[0]
        if "set lock on" in first or "used by another process" in first:
            note = "It is open for writing, perhaps in this notebook, and could not be looked into."
            return {"type": "duckdb", "load_line": line, "notes": [note]}
        raise HelperError(f"{source.name} could not be read as a DuckDB database: {first}") from None


def _describe(
    connection: Any, source: SourceFile, line: str, preview_rows: int, max_columns: int
) -> dict[str, Any]:
    notes: list[str] = []
    listed = connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL LIMIT ?",
        [MAX_TABLES + 1],
    ).fetchall()
    if len(listed) > MAX_TABLES:
        notes.append(f"More than {MAX_TABLES} tables; only the first are described.")
    views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal LIMIT 20").fetchall()
    if views:
        notes.append(f"Views, which were not run: {', '.join(name for (name,) in views)}.")
    tables = []
    for schema, name in listed[:MAX_TABLES]:
        columns = connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = ? AND table_name = ? "
            "ORDER BY column_index",
            [schema, name],
        ).fetchall()
        full = name if schema == "main" else f"{schema}.{name}"
        place = _quoted(schema, name)
        # Counted from the statistics of the file, without reading it.
        ((rows,),) = connection.execute(f"SELECT count(*) FROM {place}").fetchall()
        query = f"SELECT * FROM {place}"
        tables.append(DatabaseTable(full, rows, columns, f"{line}.sql({query!r}).df()"))
    places = {table.name: _quoted(*pair) for table, pair in zip(tables, listed)}

    def read(table: DatabaseTable, notes: list[str]) -> dict[str, Any]:
        return _read(connection, places[table.name], table, preview_rows, max_columns, notes)

    return {"type": "duckdb", **describe_tables(tables, read, notes, max_columns)}


def _quoted(schema: str, name: str) -> str:
    parts = [name] if schema == "main" else [schema, name]
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def _read(
    connection: Any, place: str, table: DatabaseTable, preview_rows: int, max_columns: int, notes: list[str]
) -> dict[str, Any]:
    shown = capped(table.columns, max_columns, notes)
    names = ", ".join(_quoted("main", name) for name, _ in shown)
    rows = connection.execute(f"SELECT {names} FROM {place} LIMIT {MAX_ROWS}").fetchall()
    by_column = zip(*rows) if rows else [()] * len(shown)
    columns = [
        {**describe_column(name, [_plain(value) for value in values]), "declared": declared}
        for (name, declared), values in zip(shown, by_column)
    ]
    told: dict[str, Any] = {
        "columns": columns,
        "preview": [[example(value) for value in row] for row in rows[:preview_rows]],
    }
    if table.rows is not None and len(rows) < table.rows:
        notes.append(f"Columns are described from the first {len(rows)} rows of {table.name!r}.")
        told["sampled_rows"] = len(rows)
    return told


def _plain(value: Any) -> Any:
    """As in the frame that duckdb makes: decimals are floats there."""
    return float(value) if isinstance(value, Decimal) else value
