"""The points of a scatter plot."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

import datetime
from typing import Any

from ..reply import HelperError
from .chart_data import ChartValues, Series, day_of, few_series, numbers_of, row_labels, x_name_of
from .frames import Column, Frame
from .plain_values import date_text, exact_text, is_date, is_finite, is_number


def scatter_values(frame: Frame, x: Column | None, ys: list[Column]) -> ChartValues:
    labels = row_labels(frame, x)
    present = [label for label in labels if label is not None]
    found = ChartValues("scatter", [], x_name=x_name_of(frame, x))
    if present and all(map(is_date, present)) and all(date_text(each) >= "1900-03-01" for each in present):
        found.x_are_days = True
        xs: list[Any] = [None if label is None else _moment(label) for label in labels]
    elif all(is_number(label) for label in present):
        xs = [label if label is None or is_finite(label) else None for label in labels]
    else:
        example = next(label for label in present if not is_number(label))
        raise HelperError(
            f"has x values that are no numbers ({exact_text(example)[:40]!r}): name a numeric column in `x`, "
            "or make it a bar or line chart"
        )
    lost = 0
    for each in few_series([each for each in ys if each is not x], found):
        pairs = [(a, b) for a, b in zip(xs, numbers_of(each, found)) if a is not None and b is not None]
        lost += len(xs) - len(pairs)
        if pairs:
            found.series.append(Series(each.name, [b for _, b in pairs], [a for a, _ in pairs]))
    if not found.series:
        raise HelperError("has no row with both an x and a y value: check the data")
    if lost:
        found.notes.append(f"{lost:,} points without an x or a y value are left out")
    return found


def _moment(label: Any) -> float | int:
    """Days with the time as their fraction."""
    day = day_of(label)
    if not isinstance(label, datetime.datetime):
        return day
    seconds = label.hour * 3600 + label.minute * 60 + label.second + label.microsecond / 1e6
    return day + seconds / 86400 if seconds else day
