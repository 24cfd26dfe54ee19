"""What a profile has to say of a column, worked out from the column's values in the simplest way."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timezone
from functools import wraps
from typing import Any, TypeVar

from .good_file import Column

MAX_DISTINCT = 20_000
MAX_TOP = 10
BINS = 12
#: How near an edge, in bins, a value may be put on either side of it.
EDGE = 1e-6

Answer = TypeVar("Answer")


def remembered(work_out: Callable[[Column], Answer]) -> Callable[[Column], Answer]:
    """Works out what is asked of a column once, and keeps it with the column."""

    @wraps(work_out)
    def ask(column: Column) -> Answer:
        known = vars(column).setdefault("truth", {})
        if work_out.__name__ not in known:
            known[work_out.__name__] = work_out(column)
        return known[work_out.__name__]

    return ask


@remembered
def present(column: Column) -> list[Any]:
    return [value for value in column.values if value is not None]


@remembered
def finite(column: Column) -> list[Any]:
    return [value for value in present(column) if not isinstance(value, float) or math.isfinite(value)]


def nulls(column: Column) -> int:
    return len(column.values) - len(present(column))


@remembered
def is_nested(column: Column) -> bool:
    """Lists and objects are not counted."""
    return any(isinstance(value, (list, dict)) for value in column.values)


@remembered
def different(column: Column) -> list[Any]:
    """The different values in their order."""
    return list(dict.fromkeys(present(column)))


@remembered
def distinct(column: Column) -> tuple[int | None, int | None]:
    """`distinct` and `distinct_at_least`."""
    count = len(different(column))
    return (count, None) if count <= MAX_DISTINCT else (None, MAX_DISTINCT + 1)


@remembered
def top(column: Column) -> list[tuple[Any, int]] | None:
    """The most frequent values, ties by first appearance; None when every value is another."""
    values = present(column)
    counts = Counter(values)
    if len(counts) == len(values) or len(counts) > MAX_DISTINCT:
        return None
    return counts.most_common(MAX_TOP)


@remembered
def extremes(column: Column) -> tuple[Any, Any] | None:
    if column.dtype not in ("int64", "float64", "datetime") or not present(column):
        return None
    return min(present(column)), max(present(column))


@remembered
def mean(column: Column) -> float | None:
    if column.dtype not in ("int64", "float64") or not present(column):
        return None
    if len(finite(column)) < len(present(column)):
        # Infinities have a mean in floating point only: an infinity, or none.
        return sum(present(column)) / len(present(column))
    whole = all(isinstance(value, int) for value in present(column))
    return (sum if whole else math.fsum)(present(column)) / len(present(column))


@remembered
def histogram_bounds(column: Column) -> list[tuple[int, int]] | None:
    """The least and the most each bin may hold: a value on an edge may be counted on either side."""
    ends = extremes(column)
    if ends is None or ends[0] == ends[1] or len(finite(column)) < len(present(column)):
        return None
    low, width = ends[0], _distance(*ends)
    bounds = [[0, 0] for _ in range(BINS)]
    for value, count in Counter(present(column)).items():
        place = _distance(low, value) / width * BINS
        sides = {min(BINS - 1, max(0, math.floor(place + shift))) for shift in (-EDGE, 0, EDGE)}
        for side in sides:
            bounds[side][0] += count if len(sides) == 1 else 0
            bounds[side][1] += count
    return [(least, most) for least, most in bounds]


def same(found: Any, expected: Any) -> bool:
    """Whether JSON shows this value: numbers to nine digits, dates as moments, long text by its beginning."""
    if expected is None or isinstance(expected, bool):
        return found is expected
    if isinstance(expected, (int, float)):
        if isinstance(found, str) and isinstance(expected, int):
            return found == str(expected)
        if isinstance(expected, float) and not math.isfinite(expected):
            return found is None
        return not isinstance(found, (bool, str, type(None))) and math.isclose(found, expected, rel_tol=1e-9)
    if isinstance(expected, date):
        return isinstance(found, str) and _moment(datetime.fromisoformat(found)) == _moment(expected)
    if isinstance(expected, str):
        if not isinstance(found, str):
            return False
        return found == expected or (
            found.endswith("…") and len(found) >= 40 and expected.startswith(found[:-1])
        )
    return bool(found)


def _moment(value: date) -> datetime:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=timezone.utc)
    return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


def _distance(start: Any, end: Any) -> float:
    """How far apart two values are; days and moments in seconds."""
    return (_moment(end) - _moment(start)).total_seconds() if isinstance(start, date) else end - start
