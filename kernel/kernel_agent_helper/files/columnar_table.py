"""The profile of a table in columns, from whatever package opened it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from itertools import islice
from typing import Any

from ..outline import outline
from .column_record import column_record
from .column_tally import MAX_DISTINCT, MAX_EXAMPLES, measure
from .columns import example
from .facts import ColumnPlan, Facts
from .histograms import bins_of_counts
from .progress import PROGRESS

#: Values of tables with up to this many cells are all counted; of larger ones those of a sample of the rows.
WHOLE_CELLS = 4_000_000
#: Stretches of rows at even distances, and rows of each.
STRETCHES = 20
STRETCH_ROWS = 500
BATCH_ROWS = 50_000


@dataclass(frozen=True)
class Field:
    name: str
    #: int, float, bool, datetime, str; `other` for what is only shown.
    kind: str
    #: What pandas has, if nothing is missing.
    dtype: str


@dataclass(frozen=True)
class Measure:
    nulls: int
    minimum: Any = None
    maximum: Any = None
    mean: float | None = None


class ColumnarFile:
    """An open file; each package has its own. Positions of columns are those in `fields`."""

    fields: list[Field]
    rows: int

    def batches(self, columns: Sequence[int]) -> Iterator[list[Sequence[Any]]]:
        """All rows, some thousand at a time, as columns of plain Python values."""
        raise NotImplementedError

    def stretch(self, start: int, rows: int, columns: Sequence[int]) -> list[Sequence[Any]]:
        raise NotImplementedError

    def measures(self, columns: Sequence[int]) -> list[Measure]:
        """Nulls of each column, and least and greatest value and mean where it has an order."""
        raise NotImplementedError


def describe_columnar(file: ColumnarFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    columns = range(min(len(file.fields), max_columns))
    fields = [file.fields[at] for at in columns]
    notes: list[str] = []
    if len(file.fields) > len(fields):
        notes.append(f"{len(file.fields)} columns; only the first {len(fields)} are described.")
    head = file.stretch(0, preview_rows, columns) if preview_rows and file.rows else []
    sampled = None
    if file.rows * len(fields) <= WHOLE_CELLS:
        facts = _count(fields, file.batches(columns), file.rows)
        records = [column_record(each) for each in facts]
    else:
        facts = [_measured(field, each, file.rows) for field, each in zip(fields, file.measures(columns))]  # noqa: B905
        pieces = list(_sample(file, columns))
        sampled = sum(len(piece[0]) for piece in pieces)
        counted = _count(fields, pieces, sampled)
        records = [column_record(each, sample) for each, sample in zip(facts, counted)]  # noqa: B905
        notes.append(
            "Rows, nulls, min, max and mean are those of the whole file; distinct and frequent values and "
            f"histograms are those of {sampled} evenly spread rows."
        )
    return {
        "rows": file.rows,
        "columns": records,
        "total_columns": len(file.fields),
        "sampled_rows": sampled,
        "preview": [
            [example(_as_read(value, each)) for value, each in zip(row, facts)]  # noqa: B905
            for row in zip(*head)  # noqa: B905
        ],
        "notes": notes,
    }


def _as_read(value: Any, facts: Facts) -> Any:
    value = plain(value, facts.plan.kind)
    return float(value) if value is not None and facts.plan.kind == "int" and facts.nulls else value


def _sample(file: ColumnarFile, columns: Sequence[int]) -> Iterator[list[Sequence[Any]]]:
    last = max(0, file.rows - STRETCH_ROWS)
    for number in range(STRETCHES):
        piece = file.stretch(last * number // (STRETCHES - 1), STRETCH_ROWS, columns)
        if piece:
            yield piece


def plain(value: Any, kind: str) -> Any:
    """Days as moments, moments in UTC without saying so, what has no order as text; None if missing."""
    if value is None or value != value:
        return None
    if kind == "datetime":
        if isinstance(value, datetime):
            return value.astimezone(timezone.utc).replace(tzinfo=None) if value.tzinfo else value
        return datetime(value.year, value.month, value.day) if isinstance(value, date) else value
    return outline(value, characters=200) if kind == "other" and not isinstance(value, str) else value


def _count(fields: list[Field], batches: Any, rows: int) -> list[Facts]:
    counts: list[Counter[Any]] = [Counter() for _ in fields]
    present, done = [0] * len(fields), 0
    for batch in batches:
        for at, values in enumerate(batch):
            kind = fields[at].kind
            shown = [value for value in (plain(each, kind) for each in values) if value is not None]
            present[at] += len(shown)
            counts[at].update(shown)
        done += len(batch[0]) if batch else 0
        PROGRESS.report(done / max(1, rows), done)
    return [_counted(field, counts[at], present[at], rows) for at, field in enumerate(fields)]


def _counted(field: Field, counts: Counter[Any], present: int, rows: int) -> Facts:
    found = Facts(_plan(field), present, rows - present, dtype=_dtype(field, rows - present))
    measure(found, counts)
    if len(counts) <= MAX_DISTINCT:
        found.counts = dict(counts)
    else:
        found.examples = list(islice(counts, MAX_EXAMPLES))
        if found.minimum is not None:
            found.histogram = bins_of_counts(counts, found.minimum, found.maximum)
    return found


def _measured(field: Field, measures: Measure, rows: int) -> Facts:
    return Facts(
        _plan(field),
        rows - measures.nulls,
        measures.nulls,
        plain(measures.minimum, field.kind),
        plain(measures.maximum, field.kind),
        measures.mean,
        dtype=_dtype(field, measures.nulls),
    )


def _plan(field: Field) -> ColumnPlan:
    return ColumnPlan(field.name, "str" if field.kind == "other" else field.kind)


def _dtype(field: Field, nulls: int) -> str:
    """Integers and truth values with gaps are something else in pandas."""
    if nulls and field.kind == "int":
        return "float64"
    return "object" if nulls and field.kind == "bool" else field.dtype
