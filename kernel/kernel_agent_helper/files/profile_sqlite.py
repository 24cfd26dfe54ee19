"""SQLite databases, opened for reading only. Views are named and not run."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from ..budget import Budget
from ..hello import package_version
from ..reply import HelperError
from .columns import capped, describe_column, example
from .database_tables import DatabaseTable, describe_tables
from .plain_reason import plain_reason
from .signatures import read_head, true_kind, what_it_is
from .source_file import SourceFile

MAX_TABLES = 500
#: Rows of the largest table of which the columns are described.
MAX_ROWS = 100_000
#: Seconds for counting rows, all tables together, and for reading the largest.
COUNT_SECONDS = 3.0
READ_SECONDS = 10.0
#: Characters of a text and bytes of a blob that are read.
MAX_TEXT = 2000
MAX_BLOB = 64
#: Steps of SQLite's machine between looks at the clock.
STEPS = 100_000
MAGIC_BYTES = 16


def profile_sqlite(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """All tables with their columns and rows; `columns`, `rows` and `preview` are those of the largest.

    Raises `HelperError` when it is no SQLite database, or a damaged or encrypted one.
    """
    head = read_head(source, MAGIC_BYTES * 8)
    kind = true_kind(head)
    if kind == "duckdb":
        from .profile_duckdb import profile_duckdb

        return profile_duckdb(source, preview_rows, max_columns)
    if kind != "sqlite":
        raise HelperError(
            f"{source.name} is not an SQLite database: it is {what_it_is(head)}"
            + (", perhaps an encrypted database." if kind == "binary" else ".")
        )
    connection = _connect(source)
    try:
        return _describe(connection, source, preview_rows, max_columns)
    except sqlite3.Error as error:
        raise HelperError(f"{source.name} is a damaged SQLite database: {plain_reason(error)}.") from None
    finally:
        connection.close()


def _connect(source: SourceFile) -> sqlite3.Connection:
    # Immutable: no lock is taken, none is waited for, and no journal is played back.
    uri = f"{Path(os.path.abspath(source.path)).as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, timeout=0)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    for setting in ("query_only=1", "trusted_schema=0", "cell_size_check=1"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _describe(
    connection: sqlite3.Connection, source: SourceFile, preview_rows: int, max_columns: int
) -> dict[str, Any]:
    notes: list[str] = []
    listed = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'view') "
        "AND substr(name, 1, 7) <> 'sqlite_' LIMIT ?",
        (MAX_TABLES + 1,),
    ).fetchall()
    views = [name for kind, name, _ in listed if kind == "view"]
    virtual = [
        name
        for kind, name, sql in listed
        if kind == "table" and str(sql).upper().startswith("CREATE VIRTUAL")
    ]
    names = [name for kind, name, _ in listed if kind == "table" and name not in virtual]
    if len(listed) > MAX_TABLES:
        notes.append(f"More than {MAX_TABLES} tables and views; only the first are described.")
    if views:
        notes.append(f"Views, which were not run: {', '.join(views[:20])}.")
    if virtual:
        notes.append(f"Virtual tables, which were not read: {', '.join(virtual[:20])}.")
    if os.path.exists(source.path + "-wal") and os.path.getsize(source.path + "-wal"):
        notes.append("A program has it open: what was written last, in the -wal file, is not counted.")
    if package_version("pandas") is None:
        notes.append("The load line needs a package that is not installed: %pip install pandas")
    budget = Budget(COUNT_SECONDS)
    tables = [_table(connection, source, name, budget, notes) for name in names]
    reader = _Reader(connection, preview_rows, max_columns)
    return {"type": "sqlite", **describe_tables(tables, reader.read, notes, max_columns)}


def _table(
    connection: sqlite3.Connection, source: SourceFile, name: str, budget: Budget, notes: list[str]
) -> DatabaseTable:
    columns = [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({quoted(name)})")]
    rows = None
    _limit(connection, budget)
    try:
        ((rows,),) = connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchall()
    except sqlite3.OperationalError:
        notes.append(f"The rows of {name!r} were not counted: that would take long.")
    except sqlite3.DatabaseError as error:
        notes.append(f"{name!r} could not be read: {plain_reason(error)}.")
        return DatabaseTable(name, None, columns, None)
    finally:
        connection.set_progress_handler(None, 0)
    query = f"SELECT * FROM {quoted(name)}"
    line = f"pd.read_sql_query({query!r}, __import__('sqlite3').connect({source.name!r}))"
    return DatabaseTable(name, rows, columns, line)


def _limit(connection: sqlite3.Connection, budget: Budget) -> None:
    connection.set_progress_handler(budget.is_spent, STEPS)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class _Reader:
    """Describes the columns of one table."""

    def __init__(self, connection: sqlite3.Connection, preview_rows: int, max_columns: int) -> None:
        self._connection = connection
        self._preview_rows = preview_rows
        self._max_columns = max_columns

    def read(self, table: DatabaseTable, notes: list[str]) -> dict[str, Any]:
        rows = self._rows(table, notes)
        names = [name for name, _ in table.columns]
        shown = capped(list(zip(names, zip(*rows) if rows else [()] * len(names))), self._max_columns, notes)
        columns = []
        for (name, declared), (_, values) in zip(table.columns, shown):
            columns.append({**describe_column(name, values), "declared": declared})
        found: dict[str, Any] = {
            "columns": columns,
            "preview": [
                [example(value) for value in row[: self._max_columns]] for row in rows[: self._preview_rows]
            ],
        }
        if table.rows is None or len(rows) < table.rows:
            notes.append(f"Columns are described from the first {len(rows)} rows of {table.name!r}.")
            found["sampled_rows"] = len(rows)
        return found

    def _rows(self, table: DatabaseTable, notes: list[str]) -> list[tuple[Any, ...]]:
        """The first rows, as many as can be read in time."""
        end = time.monotonic() + READ_SECONDS
        rows: list[tuple[Any, ...]] = []
        _limit(self._connection, Budget(READ_SECONDS))
        columns = ", ".join(_short(quoted(name)) for name, _ in table.columns)
        try:
            cursor = self._connection.execute(f"SELECT {columns} FROM {quoted(table.name)} LIMIT {MAX_ROWS}")
            while time.monotonic() < end:
                some = cursor.fetchmany(1000)
                rows.extend(some)
                if not some:
                    break
        except sqlite3.DatabaseError as error:
            notes.append(f"{table.name!r} could only be read up to row {len(rows)}: {plain_reason(error)}.")
        finally:
            self._connection.set_progress_handler(None, 0)
        return rows


def _short(column: str) -> str:
    """The column's values, long ones cut, so that no row is larger than can be held."""
    return (
        f"CASE typeof({column}) WHEN 'blob' THEN substr({column}, 1, {MAX_BLOB}) "
        f"WHEN 'text' THEN substr({column}, 1, {MAX_TEXT}) ELSE {column} END"
    )
