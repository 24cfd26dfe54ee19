"""The numbers of a chart, taken from whatever its expression came to."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any

from ..reply import HelperError
from .chart_data import ChartValues, Series, day_of, few_series, label_of, numbers_of, row_labels, x_name_of
from .frames import Column, Frame, frame_of
from .limits import MAX_BARS, MAX_LINE_POINTS, MAX_SCATTER_POINTS
from .pie_values import pie_values
from .plain_values import date_text, exact_text, is_date, is_finite, is_number
from .scatter_values import scatter_values


def chart_values(value: Any, spec: dict[str, Any]) -> ChartValues:
    """Raises `HelperError` with a part of a sentence: what is wrong with the data, and what to do."""
    kind = spec["type"]
    notes: list[str] = []
    frame = frame_of(value, _picked(kind, notes))
    if frame.rows == 0 or not frame.columns:
        raise HelperError("has no rows: nothing can be drawn of it")
    x, ys = _chosen(frame, spec)
    if kind == "scatter":
        found = scatter_values(frame, x, ys)
    elif kind == "pie":
        found = pie_values(row_labels(frame, x), ys)
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


def _categories(kind: str, frame: Frame, x: Column | None, ys: list[Column], stacked: bool) -> ChartValues:
    labels = row_labels(frame, x)
    found = ChartValues(kind, [], x_name=x_name_of(frame, x))
    for each in few_series(ys, found):
        found.series.append(Series(each.name, numbers_of(each, found)))
    if kind == "line" and _are_days(labels):
        order = sorted(range(len(labels)), key=lambda place: (labels[place], place))
        labels = [labels[place] for place in order]
        for each in found.series:
            each.values = [each.values[place] for place in order]
        found.days = [day_of(label) for label in labels]
    found.categories = (
        _date_labels(labels) if labels and all(map(is_date, labels)) else list(map(label_of, labels))
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
    return len(texts) == len(labels) and all(len(text) == 10 for text in texts) and day_of(min(texts)) > 60
