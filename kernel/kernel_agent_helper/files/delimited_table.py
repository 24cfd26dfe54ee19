"""The profile of a delimited text: how it is written, what a full pass finds, and how to read it."""

from __future__ import annotations

import io
import os
import threading
from contextlib import suppress
from itertools import islice
from typing import Any

from ..cells import label
from ..reply import HelperError
from .column_record import column_record
from .column_tally import ColumnTally
from .columns import example
from .conversions import converter
from .dialect import Dialect, sniff
from .engines import read_table
from .facts import ColumnPlan, Facts
from .read_csv_line import dates_of, plain_line, read_csv_line
from .records import Records
from .sample_rows import sample_rows
from .source_file import SourceFile
from .table_edges import notes_on_end, notes_on_header, notes_on_quotes, tail_rows
from .table_facts import TableFacts
from .table_notes import table_notes
from .table_plan import TablePlan, plan_columns, with_codes
from .text_lines import long_cells
from .value_forms import MISSING

#: Values of texts up to this length are all counted; of longer ones those in a sample of the rows.
WHOLE_BYTES = 64 * 1024**2
HEAD_ROWS = 500
#: Rows by which is told how the numbers of a column are written.
NOTED_ROWS = 250
#: A line of more cells is not the first of a table.
MAX_CELLS = 100_000
NO_PANDAS = "pandas is not installed: %pip install pandas"


def describe_table(
    source: SourceFile, text: str, encoding: str, limits: tuple[int, int], engine: str | None, pandas: bool
) -> dict[str, Any]:
    """`text`: the beginning of the file. `limits`: rows of the preview, columns that are described.

    Raises `UnicodeDecodeError` when not all of it is in that encoding.
    """
    dialect = _dialect(source, text)
    is_whole = text_bytes(source) <= WHOLE_BYTES
    rows = head_rows(source, text, dialect)
    head = rows[:HEAD_ROWS]
    is_long = os.path.getsize(source.path) > len(text)
    spread = sample_rows(source, dialect, encoding) if is_long or not is_whole else []
    sample = [] if is_whole else spread
    dialect = with_codes(dialect, [*rows, *spread], limits[1])
    columns = plan_columns(dialect, _for_plan(head, sample), limits[1])
    counting = None if is_whole else _SampleTally(sample, columns)
    facts, _ = read_table(TablePlan(source, dialect, encoding, columns, is_whole), engine)
    sampled = None if counting is None else counting.of(facts.columns)
    told = _common(source, dialect, encoding, facts.columns, pandas, facts)
    told["rows"] = facts.rows
    records = zip(facts.columns, sampled or [None] * len(facts.columns))  # noqa: B905
    told["columns"] = [column_record(each, of_sample) for each, of_sample in records]
    told["preview"] = preview(head[: limits[0]], facts.columns)
    on_header, spoiled = notes_on_header(dialect, head)
    some = _spread([*rows, *spread], NOTED_ROWS)
    told["notes"] += table_notes(
        spoiled, facts, told["columns"], some, sampled and len(sample), bool(source.compression)
    )
    told["notes"] += [*notes_on_quotes(text), *on_header, *notes_on_end(tail_rows(source, dialect, encoding))]
    if sampled is not None:
        told["sampled_rows"] = len(sample)
    return told


def quick_table(
    source: SourceFile, text: str, encoding: str, limits: tuple[int, int], pandas: bool
) -> dict[str, Any]:
    """What the beginning of the file says."""
    dialect = _dialect(source, text)
    rows = head_rows(source, text, dialect)
    head = rows[:HEAD_ROWS]
    dialect = with_codes(dialect, rows, limits[1])
    plans = plan_columns(dialect, head, limits[1])
    facts = tally_sample(head, [Facts(plan, 0, 0) for plan in plans], fixed=False)
    told = _common(source, dialect, encoding, facts, pandas)
    told["columns"] = [
        {"name": label(each.plan.name), "dtype": column_record(each)["dtype"]} for each in facts
    ]
    told["preview"] = preview(head[: limits[0]], facts)
    return told


def _dialect(source: SourceFile, text: str) -> Dialect:
    dialect = sniff(text)
    if dialect.cells > MAX_CELLS:
        raise HelperError(f"{source.name} has {dialect.cells} cells in a line: it is not read as a table.")
    return dialect


def text_bytes(source: SourceFile) -> int:
    """Bytes of text, counted up to `WHOLE_BYTES` where they are compressed."""
    size = os.path.getsize(source.path)
    if not source.compression or size > WHOLE_BYTES:
        return size
    count = 0
    try:
        with source.open() as stream:
            while count <= WHOLE_BYTES and (block := stream.read(1024**2)):
                count += len(block)
    except Exception as error:
        raise source.unreadable(error) from None
    return count


def head_rows(source: SourceFile, text: str, dialect: Dialect) -> list[list[str]]:
    lines = islice(io.StringIO(text, newline=""), dialect.data_line, None)
    with long_cells():
        return [row for chunk in Records(dialect, source.name).chunks(lines) for row in chunk]


def tally_sample(rows: list[list[str]], columns: list[Facts], fixed: bool = True) -> list[Facts]:
    """The facts of some rows, read as the whole of the column is."""
    found = []
    for position, column in enumerate(columns):
        tally = ColumnTally(column.plan, fixed=fixed)
        tally.add([row[position] for row in rows])
        found.append(tally.facts())
    return found


class _SampleTally:
    """Counts the values of a sample while an engine, which is not written in Python, reads the whole."""

    def __init__(self, rows: list[list[str]], plans: list[ColumnPlan]) -> None:
        self._rows = rows
        self._plans = plans
        self._found: list[Facts] = []
        self._thread: threading.Thread | None = threading.Thread(target=self._run, daemon=True)
        try:
            self._thread.start()
        except RuntimeError:
            # There are no threads, as in a browser.
            self._thread = None

    def of(self, columns: list[Facts]) -> list[Facts]:
        """Counted anew if the whole showed that columns are of other kinds than the sample said."""
        if self._thread is not None:
            self._thread.join()
        is_as_planned = len(self._found) == len(columns) and [each.plan for each in columns] == self._plans
        return self._found if is_as_planned else tally_sample(self._rows, columns)

    def _run(self) -> None:
        # What goes wrong here goes wrong again, and is told, when it is counted anew.
        with suppress(Exception):
            self._found = tally_sample(self._rows, [Facts(plan, 0, 0) for plan in self._plans])


def preview(rows: list[list[str]], columns: list[Facts]) -> list[list[Any]]:
    """The first rows as values of the kinds the columns have."""
    convert = [_one_by_one(column.plan, column) for column in columns]
    return [[example(each(cell)) for each, cell in zip(convert, row)] for row in rows]  # noqa: B905


def _one_by_one(plan: ColumnPlan, facts: Facts) -> Any:
    make = converter(plan)
    as_float = plan.kind == "int" and bool(facts.nulls) and not facts.dtype

    def value(cell: str) -> Any:
        if cell in MISSING:
            return None
        try:
            found = make([cell])[0]
        except ValueError:
            return cell
        return float(found) if as_float else found

    return value


def _for_plan(head: list[list[str]], sample: list[list[str]]) -> list[list[str]]:
    """The first rows, and some from everywhere."""
    return head + _spread(sample, HEAD_ROWS)


def _spread(rows: list[list[str]], number: int) -> list[list[str]]:
    """About `number` of the rows, at even distances."""
    return rows[:: max(1, len(rows) // number)]


def _common(
    source: SourceFile,
    dialect: Dialect,
    encoding: str,
    columns: list[Facts],
    pandas: bool,
    found: TableFacts | None = None,
) -> dict[str, Any]:
    line = (
        read_csv_line(source, dialect, encoding, dates_of(columns), found)
        if pandas
        else plain_line(source, dialect, encoding)
    )
    notes = [] if pandas else [NO_PANDAS]
    total = len(dialect.names)
    if total > len(columns):
        notes.append(f"{total} columns; only the first {len(columns)} are described.")
    return {
        "type": "tsv" if dialect.delimiter == "\t" else "csv",
        "total_columns": total,
        "load_line": line,
        "notes": notes,
    }
