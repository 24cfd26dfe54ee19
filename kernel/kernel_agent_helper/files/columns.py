"""Columns of plain Python values, described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from ..outline import outline
from ..texts import clip
from .histograms import bins_of_counts

MAX_EXAMPLES = 5
EXAMPLE_TEXT = 60
#: Kinds whose values have an order, by dtype.
KINDS = {"int64": "int", "float64": "float", "datetime": "datetime", "bool": "bool"}


def describe_column(name: str, values: Sequence[Any]) -> dict[str, Any]:
    """`dtype` is what pandas would make of the values: int64, float64, bool, datetime, str or object."""
    from .column_record import column_record
    from .column_tally import MAX_DISTINCT, measure
    from .facts import ColumnPlan, Facts

    present = [value for value in values if value is not None and value == value]
    dtype = infer_dtype(present, has_missing=len(present) < len(values))
    plan = ColumnPlan(name, KINDS.get(dtype, "str"))
    facts = Facts(plan, len(present), len(values) - len(present), dtype=dtype)
    try:
        counts = Counter(map(_moment, present) if dtype == "datetime" else present)
    except TypeError:
        # Lists and the like cannot be compared.
        facts.examples = present[:MAX_EXAMPLES]
        record = column_record(facts)
        del record["distinct"], record["distinct_at_least"]
        return record
    measure(facts, counts)
    if len(counts) <= MAX_DISTINCT:
        facts.counts = dict(counts)
    else:
        facts.examples = list(islice(counts, MAX_EXAMPLES))
        facts.histogram = (
            bins_of_counts(counts, facts.minimum, facts.maximum) if facts.minimum is not None else None
        )
    return column_record(facts)


def infer_dtype(present: Sequence[Any], has_missing: bool) -> str:
    kinds = {type(value) for value in present}
    if not kinds:
        return "float64"
    if kinds == {bool}:
        return "object" if has_missing else "bool"
    if kinds == {int}:
        return "float64" if has_missing else "int64"
    if kinds <= {int, float}:
        return "float64"
    if kinds <= {date, datetime} and len({getattr(value, "tzinfo", None) for value in present}) == 1:
        return "datetime"
    return "str" if kinds == {str} else "object"


def example(value: Any) -> Any:
    """One value as JSON: numbers stay numbers, dates are ISO, long text is cut."""
    if value is None or type(value) in (bool, int, float):
        return value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != value.time().min else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return clip(value, EXAMPLE_TEXT) if type(value) is str else outline(value, characters=EXAMPLE_TEXT)


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def capped(columns: Sequence[Any], limit: int, notes: list[str]) -> Sequence[Any]:
    """The first `limit` columns; a note says when that is not all."""
    if len(columns) > limit:
        notes.append(f"{len(columns)} columns; only the first {limit} are described.")
    return columns[:limit]
