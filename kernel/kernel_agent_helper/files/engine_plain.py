"""The standard library reads a delimited text cell by cell; what it says is the measure of the others."""

from __future__ import annotations

from itertools import islice

from .column_tally import ColumnTally
from .facts import Facts
from .progress import PROGRESS
from .records import Records
from .table_facts import TableFacts
from .table_plan import TablePlan
from .text_lines import TextLines, long_cells


def read_plainly(plan: TablePlan) -> TableFacts:
    """Raises `HelperError`, and `UnicodeDecodeError` when the text is in another encoding."""
    lines = TextLines(plan.source, plan.encoding)
    records = Records(plan.dialect, plan.source.name)
    tallies = [ColumnTally(column, counted=plan.is_whole) for column in plan.columns]
    rows = 0
    with long_cells():
        for chunk in records.chunks(islice(iter(lines), plan.dialect.data_line, None)):
            rows += len(chunk)
            if chunk:
                for tally, cells in zip(tallies, zip(*chunk)):  # noqa: B905 - only so many are described
                    tally.add(cells)
            PROGRESS.report(lines.fraction, rows)
    columns: list[Facts] = [tally.facts() for tally in tallies]
    return TableFacts(rows, columns, records.too_long, records.is_unclosed, records.is_first_too_long)
