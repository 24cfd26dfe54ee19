"""The numbers of a chart, taken from whatever its expression came to."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..reply import HelperError
from .frames import Column, Frame, frame_of
from .limits import (
    MAX_BARS,
    MAX_CATEGORY,
    MAX_LINE_POINTS,
    MAX_PIE_SLICES,
    MAX_SCATTER_POINTS,
    MAX_SERIES,
    PIE_SLICES_SHOWN,
)
from .plain_text import cut_end, one_line
from .plain_values import date_text, exact_text, is_date, is_finite, is_number

OTHER = "Other"
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


def chart_values(value: Any, spec: dict[str, Any]) -> ChartValues:
    """Raises `HelperError` with a part of a sentence: what is wrong with the data, and what to do."""
    kind = spec["type"]
    notes: list[str] = []
    frame = frame_of(value, _picked(kind, notes))
    if frame.rows == 0 or not frame.columns:
        raise HelperError("has no rows: nothing can be drawn of it")
    x, ys = _chosen(frame, spec)
    if kind == "scatter":
        found = _scatter(frame, x, ys)
    elif kind == "pie":
        found = _pie(_labels(frame, x), ys)
    else:
        found = _categories(kind, frame, x, ys, bool(spec.get("stacked")))
    found.notes[:0] = notes
    found.total = frame.rows
    return found


def _picked(kind: str, notes: list[str]) -> Callable[[int], list[int] | None]:
    """Which rows a chart of that kind shows."""

    def picked(rows: int) -> list[int] | None:
        most = {"bar": MAX_BARS, "line": MAX_LINE_POINTS, "scatter": MAX_SCATTER_POINTS}.get(kind)
        if most is None or rows <= most:
            return None
        if kind == "bar":
            notes.append(f"the first {most} of {rows:,} bars are shown")
            return list(range(most))
        notes.append(f"{most:,} of {rows:,} points are shown, evenly chosen")
        return [place * (rows - 1) // (most - 1) for place in range(most)]

    return picked


def _chosen(frame: Frame, spec: dict[str, Any]) -> tuple[Column | None, list[Column]]:
    """The column of the categories (None: the index) and those of the series."""
    wanted = spec.get("y")
    names = [wanted] if isinstance(wanted, str) else list(wanted or [])
    x = None if not spec.get("x") else _column(frame, spec["x"])
    if x is None and not frame.index and not names and len(frame.columns) > 1:
        # Rows are only counted: the first column that names them is better.
        x = next((each for each in frame.columns if each.kind in ("text", "date")), None)
    if names:
        ys = [_column(frame, name) for name in dict.fromkeys(names)]
        for each in ys:
            _check_numbers(each, must=True)
    else:
        ys = [each for each in frame.columns if each is not x and each.kind == "number"]
    if not ys:
        raise HelperError(_no_numbers(frame, x))
    if not any(value is not None and is_finite(value) for each in ys for value in each.values):
        raise HelperError("has no number in it, all values are missing: check the data")
    return x, ys


def _no_numbers(frame: Frame, x: Column | None) -> str:
    others = [each for each in frame.columns if each is not x]
    if others and all(each.kind == "empty" for each in others):
        return "has no number in it, all values are missing: check the data"
    kinds = ", ".join(f"{each.name} ({each.kind})" for each in others[:6]) or "none beside the categories"
    return f"has no numeric column: convert one to numbers, or name another in `y` (columns: {kinds})"


def _column(frame: Frame, name: Any) -> Column:
    found = frame.find(str(name))
    if found is not None:
        return found
    near = difflib.get_close_matches(str(name), frame.names(), 1)
    there = f"did you mean {near[0]!r}" if near else f"there are {', '.join(frame.names()[:12])}"
    raise HelperError(f"has no column {str(name)[:60]!r}: {there}")


def _check_numbers(column: Column, must: bool) -> None:
    if column.kind not in ("number", "empty", "bool") and must:
        example = next(value for value in column.values if value is not None and not is_number(value))
        raise HelperError(
            f"has no numbers in {column.name!r} ({exact_text(example)[:40]!r} is one of its values): "
            "convert them, or name another column in `y`"
        )


def _labels(frame: Frame, x: Column | None) -> list[Any]:
    """One for each row: a plain value, or text of several."""
    if x is not None:
        return x.values
    if not frame.index:
        return list(range(1, len(frame.columns[0].values) + 1))
    if len(frame.index) == 1:
        return frame.index[0].values
    return [" / ".join(_label(each) for each in row) for row in zip(*(each.values for each in frame.index))]


def _label(value: Any) -> str:
    if value is None:
        return "(missing)"
    text = date_text(value) if is_date(value) else _short_number(value) if is_number(value) else str(value)
    return cut_end(one_line(text), MAX_CATEGORY) or "(empty)"


def _short_number(value: Any) -> str:
    text = exact_text(value)
    return text[:-2] if text.endswith(".0") else text


def _numbers(column: Column, found: ChartValues) -> list[Any]:
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


def _few(ys: list[Column], found: ChartValues) -> list[Column]:
    if len(ys) > MAX_SERIES:
        found.notes.append(f"the first {MAX_SERIES} of {len(ys)} series are shown")
    return ys[:MAX_SERIES]


def _categories(kind: str, frame: Frame, x: Column | None, ys: list[Column], stacked: bool) -> ChartValues:
    labels = _labels(frame, x)
    found = ChartValues(kind, [], x_name=_x_name(frame, x))
    for each in _few(ys, found):
        found.series.append(Series(each.name, _numbers(each, found)))
    if kind == "line" and _are_days(labels):
        order = sorted(range(len(labels)), key=lambda place: (labels[place], place))
        labels = [labels[place] for place in order]
        for each in found.series:
            each.values = [each.values[place] for place in order]
        found.days = [_day(label) for label in labels]
    found.categories = (
        _date_labels(labels) if labels and all(map(is_date, labels)) else list(map(_label, labels))
    )
    missing = sum(value is None for each in found.series for value in each.values)
    if missing:
        found.notes.append(f"{missing:,} missing values leave gaps")
    return found


def _date_labels(labels: list[Any]) -> list[str]:
    """Months where all dates are the first of one."""
    texts = [date_text(label) for label in labels]
    if all(len(text) == 10 and text.endswith("-01") for text in texts) and len(set(texts)) > 1:
        return [text[:7] for text in texts]
    return texts


def _are_days(labels: list[Any]) -> bool:
    """True for dates without a time of day, each once, that a spreadsheet counts."""
    if len(labels) < 2 or not all(map(is_date, labels)):
        return False
    texts = {date_text(label) for label in labels}
    return len(texts) == len(labels) and all(len(text) == 10 for text in texts) and _day(min(texts)) > 60


def _day(label: Any) -> int:
    date = datetime.date.fromisoformat(date_text(label)[:10] if is_date(label) else label)
    return (date - DAY_ZERO).days if date >= FIRST_DAY else 0


def _x_name(frame: Frame, x: Column | None) -> str:
    if x is not None:
        return x.name
    return " / ".join(each.name for each in frame.index if each.name)


def _scatter(frame: Frame, x: Column | None, ys: list[Column]) -> ChartValues:
    labels = _labels(frame, x)
    present = [label for label in labels if label is not None]
    found = ChartValues("scatter", [], x_name=_x_name(frame, x))
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
    for each in _few([each for each in ys if each is not x], found):
        pairs = [(a, b) for a, b in zip(xs, _numbers(each, found)) if a is not None and b is not None]
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
    day = _day(label)
    if not isinstance(label, datetime.datetime):
        return day
    seconds = label.hour * 3600 + label.minute * 60 + label.second + label.microsecond / 1e6
    return day + seconds / 86400 if seconds else day


def _pie(labels: list[Any], ys: list[Column]) -> ChartValues:
    found = ChartValues("pie", [])
    column = ys[0]
    if len(ys) > 1:
        found.notes.append(f"a pie shows one series, which is {column.name}")
    pairs = [
        (_label(label), value) for label, value in zip(labels, _numbers(column, found)) if value is not None
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
