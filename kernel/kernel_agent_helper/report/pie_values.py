"""The slices of a pie."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

from typing import Any

from ..reply import HelperError
from .chart_data import ChartValues, Series, label_of, numbers_of
from .frames import Column
from .limits import MAX_PIE_SLICES, PIE_SLICES_SHOWN
from .plain_values import exact_text

OTHER = "Other"


def pie_values(labels: list[Any], ys: list[Column]) -> ChartValues:
    found = ChartValues("pie", [])
    column = ys[0]
    if len(ys) > 1:
        found.notes.append(f"a pie shows one series, which is {column.name}")
    pairs = [
        (label_of(label), value)
        for label, value in zip(labels, numbers_of(column, found))
        if value is not None
    ]
    negative = next(((name, value) for name, value in pairs if value < 0), None)
    if negative is not None:
        raise HelperError(
            f"has a negative value ({negative[0]}: {exact_text(negative[1])}), which a pie cannot "
            "show: use a bar chart"
        )
    if not any(value for _, value in pairs):
        raise HelperError("adds up to zero, of which a pie shows nothing: check the data, or use a bar chart")
    if len(pairs) < len(labels):
        found.notes.append(f"{len(labels) - len(pairs):,} missing values are left out")
    if len(pairs) > MAX_PIE_SLICES:
        pairs = _with_other(pairs, found)
    found.categories = [name for name, _ in pairs]
    found.series = [Series(column.name, [value for _, value in pairs])]
    return found


def _with_other(pairs: list[tuple[str, Any]], found: ChartValues) -> list[tuple[str, Any]]:
    order = sorted(range(len(pairs)), key=lambda place: (-pairs[place][1], place))
    largest = [pairs[place] for place in order[:PIE_SLICES_SHOWN]]
    rest = [pairs[place][1] for place in order[PIE_SLICES_SHOWN:]]
    found.notes.append(
        f"the {PIE_SLICES_SHOWN} largest of {len(pairs):,} slices are shown, the other "
        f"{len(rest):,} together as {OTHER}"
    )
    try:
        total = sum(rest)
    except TypeError:
        # Decimals and floats do not add up.
        total = sum(float(value) for value in rest)
    return [*largest, (OTHER, total)]
