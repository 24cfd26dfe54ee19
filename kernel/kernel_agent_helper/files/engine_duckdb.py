"""DuckDB reads a delimited text: one aggregate over cells taken as text, little memory, all processors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from .column_tally import MAX_DISTINCT
from .conversions import WIDER, kind_of
from .dialect import BLANKS
from .duckdb_quick import quick_pass, read_csv
from .duckdb_values import count_values, date_of
from .facts import ColumnPlan, Facts
from .progress import PROGRESS
from .sql_values import ColumnSql, column_sql, literal
from .table_facts import CannotRead, TableFacts
from .table_plan import TablePlan
from .value_forms import MISSING

MEMORY_LIMIT = "192MB"
#: Where the values of the whole file are counted they are kept meanwhile.
COUNTING_MEMORY_LIMIT = "768MB"
#: Passes over the file: a kind widens at most int → float → str, after it was found at all.
MAX_PASSES = 6
#: Cells of a column that was empty in the sample which settle what it is.
SETTLING_CELLS = 200
#: Bytes at the end of a file in which its last line has to be.
TAIL_BYTES = 256 * 1024
ENCODINGS = ("utf-8", "utf-8-sig")


def read_with_duckdb(plan: TablePlan) -> TableFacts:
    """Raises `CannotRead` for what DuckDB reads otherwise than pandas, or not at all."""
    _check(plan)
    import duckdb

    try:
        with connection(plan.source.path, plan.is_whole) as database:
            return _Reading(database, plan).facts()
    except (duckdb.Error, OverflowError, MemoryError, UnicodeError) as error:
        raise CannotRead(str(error)) from None


@contextmanager
def connection(path: str, is_counting: bool = False) -> Iterator[Any]:
    """A database in memory that may read this one file and nothing else, and loads no extension."""
    import duckdb

    config = {
        "memory_limit": COUNTING_MEMORY_LIMIT if is_counting else MEMORY_LIMIT,
        "threads": max(1, min(8, os.cpu_count() or 1)),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "temp_directory": "",
        "allow_community_extensions": "false",
    }
    database = duckdb.connect(":memory:", config=config)
    try:
        database.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        database.execute(f"SET allowed_paths = [{literal(os.path.abspath(path))}]")
        database.execute("SET enable_external_access = false; SET lock_configuration = true")
        PROGRESS.ask = lambda: _fraction(database)
        yield database
    finally:
        PROGRESS.ask = None
        database.close()


def _fraction(database: Any) -> float | None:
    percent = database.query_progress()
    return percent / 100 if 0 <= percent <= 100 else None


def _check(plan: TablePlan) -> None:
    dialect = plan.dialect
    if (
        dialect.delimiter == BLANKS
        or dialect.is_spaced
        or dialect.cells < 2
        # A name with a line end in it: DuckDB counts rows to be skipped, not lines.
        or dialect.data_line - dialect.skip_lines > 1
        or plan.encoding not in ENCODINGS
        or (plan.encoding == "utf-8-sig" and not dialect.data_line)
        or plan.source.compression not in ("", "gz")
        # It would take the name for a pattern.
        or any(sign in plan.source.path for sign in "*?[")
        or (not plan.source.compression and not _ends_whole(plan))
    ):
        raise CannotRead


def _ends_whole(plan: TablePlan) -> bool:
    """DuckDB leaves out a last line that is too short or far too long, and does not say so."""
    with open(plan.source.path, "rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - TAIL_BYTES))
        tail = stream.read().rstrip(b"\r\n")
    last = max(tail.rfind(b"\n"), tail.rfind(b"\r")) + 1
    delimiter = plan.dialect.delimiter.encode(plan.encoding)
    return (last > 0 or size <= TAIL_BYTES) and tail.count(delimiter, last) >= plan.dialect.cells - 1


class _Reading:
    def __init__(self, database: Any, plan: TablePlan) -> None:
        self._database = database
        self._plan = plan
        self._columns = list(plan.columns)
        self._wrong = [0] * len(self._columns)
        self._first = 1 if plan.dialect.surplus == "index" else 0
        types = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(plan.dialect.cells))
        self._source = read_csv(plan, types, sorted(MISSING))

    def facts(self) -> TableFacts:
        waiting = list(range(len(self._columns)))
        found: dict[int, Facts] = {}
        rows = 0
        if not self._plan.is_whole:
            rows, found = quick_pass(self._database, self._plan, self._first)
            waiting = [at for at in waiting if at not in found]
            if not waiting:
                return TableFacts(rows, [found[at] for at in range(len(self._columns))])
        for number in range(MAX_PASSES):
            rows, settled = self._pass(waiting, exact=number > 0)
            found.update(settled)
            waiting = [at for at in waiting if at not in settled]
            if not waiting:
                break
        else:
            raise CannotRead
        columns = [found[at] for at in range(len(self._columns))]
        if self._plan.is_whole:
            values = [(self._sql(at).value, facts) for at, facts in enumerate(columns)]
            count_values(self._database, self._source, values, MAX_DISTINCT)
        return TableFacts(rows, columns)

    def _cell(self, at: int) -> str:
        return f"c{at + self._first}"

    def _sql(self, at: int) -> ColumnSql:
        return column_sql(self._columns[at], self._cell(at))

    def _pass(self, waiting: list[int], exact: bool) -> tuple[int, dict[int, Facts]]:
        """The rows, and the facts of those columns whose cells all are of the planned kind."""
        asked = ["count(*)"]
        for at in waiting:
            sql = self._sql(at)
            asked += [f"count({self._cell(at)})", f"count_if({sql.exactly if exact else sql.plainly})"]
            if exact:
                asked.append(f"count_if({sql.unsure})")
            asked += [f"min({sql.value})", f"max({sql.value})"] if sql.is_range else ["NULL", "NULL"]
            asked.append(f"sum({sql.value})" if sql.is_number else "NULL")
        answer = list(self._database.execute(f"SELECT {', '.join(asked)} FROM {self._source}").fetchone())
        rows = answer.pop(0)
        settled, each = {}, 6 if exact else 5
        for at in waiting:
            values, answer = answer[:each], answer[each:]
            if exact and values.pop(2):
                # Python may say otherwise of those cells.
                raise CannotRead
            facts = self._settle(at, rows, values, exact)
            if facts is not None:
                settled[at] = facts
        return rows, settled

    def _settle(self, at: int, rows: int, values: list[Any], exact: bool) -> Facts | None:
        present, fitting, least, greatest, total = values
        # Of no rows at all there is no count of those that fit.
        fitting = fitting or 0
        plan = self._columns[at]
        if plan.kind == "empty" and present:
            self._columns[at] = self._found_late(at)
            return None
        if fitting < present and plan.kind not in ("str", "empty"):
            if exact:
                self._wrong[at] = present - fitting if plan.kind == "datetime" else 0
                self._columns[at] = plan.as_kind(WIDER[plan.kind])
            elif plan.kind == "datetime":
                # Days and times together.
                self._columns[at] = replace(plan, characters=0)
            return None
        found = Facts(plan, present, rows - present, wrong=self._wrong[at])
        if least is not None:
            found.minimum, found.maximum = date_of(least), date_of(greatest)
        if total is not None and present:
            found.mean = total / present
        return found

    def _found_late(self, at: int) -> ColumnPlan:
        cell, plan = self._cell(at), self._columns[at]
        query = f"SELECT {cell} FROM {self._source} WHERE {cell} IS NOT NULL LIMIT {SETTLING_CELLS}"
        texts = [row[0] for row in self._database.execute(query).fetchall()]
        if plan.is_code:
            return plan.as_kind("str")
        kind = kind_of(texts, False, plan.decimal, plan.thousands)
        return replace(plan, kind=kind.kind, form=kind.form, characters=len(texts[0]))
