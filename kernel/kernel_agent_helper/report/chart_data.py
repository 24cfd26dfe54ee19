"""What a chart is drawn from, and how rows become its labels and numbers."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from .frames import Column, Frame
from .limits import MAX_CATEGORY, MAX_SERIES
from .plain_text import cut_end, one_line
from .plain_values import date_text, exact_text, is_date, is_finite, is_number

#: The first day a spreadsheet counts from that every program agrees on.
FIRST_DAY = datetime.date(1900, 3, 1)
DAY_ZERO = datetime.date(1899, 12, 30)


@dataclass
class Series:
    name: str
    #: Numbers or None, one for each category; of a scatter none is None.
    values: list[Any]
    #: Of a scatter.
    xs: list[Any] = field(default_factory=list)


@dataclass
class ChartValues:
    kind: str
    series: list[Series]
    #: Labels of the categories; empty for a scatter.
    categories: list[str] = field(default_factory=list)
    #: Days as a spreadsheet counts them, where the axis is one of dates.
    days: list[int] = field(default_factory=list)
    #: True when the x values of a scatter are days.
    x_are_days: bool = False
    x_name: str = ""
    #: Sentences without the slide's number.
    notes: list[str] = field(default_factory=list)
    #: Rows left out because a value is missing.
    total: int = 0

    def all_values(self) -> list[Any]:
        return [value for each in self.series for value in each.values if value is not None]


def row_labels(frame: Frame, x: Column | None) -> list[Any]:
    """One for each row: a plain value, or text of several."""
    if x is not None:
        return x.values
    if not frame.index:
        return list(range(1, len(frame.columns[0].values) + 1))
    if len(frame.index) == 1:
        return frame.index[0].values
    return [" / ".join(label_of(each) for each in row) for row in zip(*(each.values for each in frame.index))]


def label_of(value: Any) -> str:
    if value is None:
        return "(missing)"
    text = date_text(value) if is_date(value) else _short_number(value) if is_number(value) else str(value)
    return cut_end(one_line(text), MAX_CATEGORY) or "(empty)"


def _short_number(value: Any) -> str:
    text = exact_text(value)
    return text[:-2] if text.endswith(".0") else text


def numbers_of(column: Column, found: ChartValues) -> list[Any]:
    """Numbers and None; infinities and what no spreadsheet holds are left out and counted."""
    values: list[Any] = []
    lost = 0
    for value in column.values:
        if value is True or value is False:
            values.append(int(value))
        elif value is None or is_finite(value):
            values.append(value)
        else:
            values.append(None)
            lost += 1
    if lost:
        found.notes.append(f"{lost} infinite values of {column.name} are left out")
    return values


def few_series(ys: list[Column], found: ChartValues) -> list[Column]:
    if len(ys) > MAX_SERIES:
        found.notes.append(f"the first {MAX_SERIES} of {len(ys)} series are shown")
    return ys[:MAX_SERIES]


def x_name_of(frame: Frame, x: Column | None) -> str:
    if x is not None:
        return x.name
    return " / ".join(each.name for each in frame.index if each.name)


def day_of(label: Any) -> int:
    date = datetime.date.fromisoformat(date_text(label)[:10] if is_date(label) else label)
    return (date - DAY_ZERO).days if date >= FIRST_DAY else 0
