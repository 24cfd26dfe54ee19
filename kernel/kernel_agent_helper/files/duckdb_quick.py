"""The first try of the DuckDB engine: cheap SQL that settles tables without surprises, which are most."""

from __future__ import annotations

import math
import os
import threading
from typing import Any

from .duckdb_values import date_of
from .facts import ColumnPlan, Facts
from .sql_values import literal
from .table_plan import TablePlan
from .value_forms import ISO, MISSING

LONGEST_WORD = max(map(len, MISSING))
DATE_CHARACTERS = 10
BLOCK_BYTES = 1024**2


def quick_pass(database: Any, plan: TablePlan, first: int) -> tuple[int, dict[int, Facts]]:
    """The rows, and the facts of columns that are what the sample said; of none when the SQL is not up to it.

    `first`: the position of the first column among the cells of a row.
    """
    if plan.source.compression or not all(map(_is_plain, plan.columns)):
        return 0, {}
    import duckdb

    words = {"", *(word for column in plan.columns for word in column.words)}
    floats = {at + first for at, column in enumerate(plan.columns) if column.kind == "float"}
    if _begins_with_underscore(plan):
        floats = set()
    search = _UnderscoreSearch(plan.source.path, plan.dialect.data_line) if floats else None
    inner, outer = [], ["count(*)"]
    for at, column in enumerate(plan.columns):
        cell, value = f"c{at + first}", f"v{at}"
        inner.append(cell)
        if column.kind in ("int", "datetime"):
            type_name = "BIGINT" if column.kind == "int" else "DATE"
            inner.append(f"try_cast({cell} AS {type_name}) AS {value}")
        elif column.kind == "float":
            inner.append(f"try_cast({cell} AS DOUBLE) AS {value}")
        outer += _asked(column, cell, value, sorted(MISSING - words), bool(floats))
    types = ", ".join(
        f"'c{at}': '{'DOUBLE' if at in floats else 'VARCHAR'}'" for at in range(plan.dialect.cells)
    )
    source = read_csv(plan, types, sorted(words))
    try:
        query = f"SELECT {', '.join(outer)} FROM (SELECT {', '.join(inner)} FROM {source})"
        answer = list(database.execute(query).fetchone())
    except duckdb.Error:
        # A cell is no number: the passes that take cells for text tell which.
        return 0, {}
    if search is not None and search.found():
        return 0, {}
    rows = answer[0]
    settled = {}
    for at, column in enumerate(plan.columns):
        facts = _facts(column, rows, *answer[1 + at * EACH : 1 + (at + 1) * EACH])
        if facts is not None:
            settled[at] = facts
    return rows, settled


def read_csv(plan: TablePlan, types: str, missing: list[str]) -> str:
    """SQL of the table as the dialect says. `types`: of all cells of a row, as `'c0': 'VARCHAR'`."""
    dialect = plan.dialect
    words = ", ".join(map(literal, missing))
    return (
        f"read_csv({literal(os.path.abspath(plan.source.path))}, auto_detect=false, header=false, "
        f"skip={dialect.data_line}, delim={literal(dialect.delimiter)}, quote='\"', escape='\"', "
        f"nullstr=[{words}], columns={{{types}}})"
    )


#: Values asked for each column: present, good or bad, least, greatest, sum.
EACH = 5


def _is_plain(column: ColumnPlan) -> bool:
    if column.kind in ("int", "float"):
        return column.decimal == "." and not column.thousands
    if column.kind == "datetime":
        return column.form == ISO and column.characters == DATE_CHARACTERS
    return column.kind in ("str", "empty")


def _asked(column: ColumnPlan, cell: str, value: str, unseen: list[str], is_typed: bool) -> list[str]:
    if column.kind == "float":
        odd = f"count_if({value} IS NULL AND {cell} IS NOT NULL)" + (
            "" if is_typed else f" + count_if(contains({cell}, '_'))"
        )
        return [f"count({cell})", odd, f"min({value})", f"max({value})", f"sum({value})"]
    if column.kind in ("int", "datetime"):
        total = f"sum({value})" if column.kind == "int" else "NULL"
        # Written anew it has to be what it was: DuckDB takes `1.5` and `1e3` for whole numbers.
        same = f"count_if(CAST({value} AS VARCHAR) = {cell})"
        return [f"count({cell})", same, f"min({value})", f"max({value})", total]
    if column.shortest > LONGEST_WORD:
        return [f"count({cell})", f"min(strlen({cell}))", "NULL", "NULL", "NULL"]
    words = ", ".join(map(literal, unseen)) or "''"
    return [f"count({cell})", f"count_if({cell} IN ({words}))", "NULL", "NULL", "NULL"]


def _facts(
    column: ColumnPlan, rows: int, present: int, told: Any, least: Any, most: Any, total: Any
) -> Facts | None:
    if not present:
        return Facts(column, 0, rows) if column.kind == "empty" else None
    if column.kind in ("int", "datetime"):
        is_sure = told == present
    elif column.kind == "float":
        # Not-a-number is the greatest of all for DuckDB.
        is_sure = not told and not math.isnan(most)
    elif column.kind == "empty":
        is_sure = False
    else:
        is_sure = told > LONGEST_WORD if column.shortest > LONGEST_WORD else not told
    if not is_sure:
        return None
    found = Facts(column, present, rows - present)
    if least is not None:
        found.minimum, found.maximum = date_of(least), date_of(most)
    if total is not None:
        found.mean = total / present
    return found


def _begins_with_underscore(plan: TablePlan) -> bool:
    with open(plan.source.path, "rb") as stream:
        for _ in range(plan.dialect.data_line):
            stream.readline(BLOCK_BYTES)
        return b"_" in stream.read(BLOCK_BYTES)


class _UnderscoreSearch:
    """Looks for an underscore while DuckDB reads: with one in it `1_000` would be a number for DuckDB."""

    def __init__(self, path: str, lines: int) -> None:
        """`lines`: so many are left out, such as that of the names."""
        self._path = path
        self._lines = lines
        self._is_found = True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        block = bytearray(BLOCK_BYTES)
        with open(self._path, "rb") as stream:
            for _ in range(self._lines):
                stream.readline(BLOCK_BYTES)
            while count := stream.readinto(block):
                if block.find(b"_", 0, count) >= 0:
                    return
        self._is_found = False

    def found(self) -> bool:
        self._thread.join()
        return self._is_found
