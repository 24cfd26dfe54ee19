"""Compares a profile, and the frame its load line gives, with what is true of a file of the corpus."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, timezone
from typing import Any

from corpus import truth
from corpus.good_file import Column, GoodFile

#: Examples there are at least, if there are so many values.
MIN_EXAMPLES = 3


def profile_differences(found: dict[str, Any], file: GoodFile, preview_rows: int = 5) -> list[str]:
    """Sentences about what the profile says otherwise than the corpus; empty when they agree."""
    return list(_profile_differences(found, file, preview_rows))


def _profile_differences(found: dict[str, Any], file: GoodFile, preview_rows: int) -> Iterator[str]:
    if found["type"] != file.type:
        yield f"type is {found['type']!r}, not {file.type!r}"
    if file.columns is None:
        return
    if found["rows"] != file.rows:
        yield f"rows is {found['rows']}, not {file.rows}"
    names = [column.name for column in file.columns]
    told = [column["name"] for column in found["columns"]]
    if found.get("total_columns") != len(names):
        yield f"total_columns is {found.get('total_columns')}, not {len(names)}"
    if told != names[: len(told)] or len(told) != min(len(names), 100):
        yield f"columns are {told}, not {names}"
        return
    for column, expected in zip(found["columns"], file.columns, strict=False):
        for difference in _column_differences(column, expected):
            yield f"column {expected.name!r}: {difference}"
    yield from _preview_differences(found["preview"], file.columns[:100], min(preview_rows, file.rows or 0))


def _column_differences(found: dict[str, Any], column: Column) -> Iterator[str]:
    if column.dtype and found["dtype"] != column.dtype:
        yield f"dtype is {found['dtype']!r}, not {column.dtype!r}"
        return
    if found["nulls"] != truth.nulls(column):
        yield f"nulls is {found['nulls']}, not {truth.nulls(column)}"
    if not column.dtype or truth.is_nested(column):
        return
    counted = (found.get("distinct"), found.get("distinct_at_least"))
    if counted != truth.distinct(column):
        yield f"distinct is {counted}, not {truth.distinct(column)}"
    examples = truth.different(column)[: len(found["examples"])]
    if len(found["examples"]) < min(MIN_EXAMPLES, len(truth.different(column))) or not all(
        truth.same(value, other) for value, other in zip(found["examples"], examples, strict=False)
    ):
        yield f"examples are {found['examples']}, not {examples}"
    yield from _extremes_differences(found, column)
    yield from _top_differences(found, column)
    yield from _histogram_differences(found, column)


def _extremes_differences(found: dict[str, Any], column: Column) -> Iterator[str]:
    ends = truth.extremes(column) or (None, None)
    for key, expected in zip(("min", "max"), ends, strict=True):
        if not truth.same(found.get(key), expected):
            yield f"{key} is {found.get(key)!r}, not {expected!r}"
    if not truth.same(found.get("mean"), truth.mean(column)):
        yield f"mean is {found.get('mean')!r}, not {truth.mean(column)!r}"


def _top_differences(found: dict[str, Any], column: Column) -> Iterator[str]:
    top, expected = found.get("top"), truth.top(column)
    if expected is None:
        if top:
            yield f"top is {top}, not left out"
        return
    if top is None:
        # Numbers and dates have one only when there are few of them.
        if column.dtype in ("str", "bool", "object"):
            yield "top is missing"
        return
    alike = len(top) == len(expected) and all(
        truth.same(value, other) and count == times
        for (value, count), (other, times) in zip(top, expected, strict=True)
    )
    if not alike:
        yield f"top is {top}, not {expected}"


def _histogram_differences(found: dict[str, Any], column: Column) -> Iterator[str]:
    bounds, bins = truth.histogram_bounds(column), found.get("histogram")
    if bounds is None:
        # One value fills one bin, or is no range.
        if bins and (truth.extremes(column) is None or sum(bins) != len(truth.present(column))):
            yield f"histogram is {bins}, not left out"
        return
    if bins is None:
        yield "histogram is missing"
    elif len(bins) != truth.BINS or sum(bins) != len(truth.finite(column)):
        yield f"histogram is {bins}: not {truth.BINS} bins of {len(truth.finite(column))} values"
    elif not all(least <= count <= most for count, (least, most) in zip(bins, bounds, strict=True)):
        yield f"histogram is {bins}, not {bounds}"


def _preview_differences(preview: list[list[Any]], columns: Any, rows: int) -> Iterator[str]:
    if len(preview) != rows:
        yield f"preview has {len(preview)} rows, not {rows}"
        return
    for position, row in enumerate(preview):
        if len(row) != len(columns):
            yield f"preview row {position} has {len(row)} cells, not {len(columns)}"
            continue
        for value, column in zip(row, columns, strict=True):
            if column.dtype and not truth.same(value, column.values[position]):
                yield f"preview of {column.name!r} is {value!r}, not {column.values[position]!r}"


def frame_differences(frame: Any, found: dict[str, Any], file: GoodFile) -> list[str]:
    """What the frame has otherwise than the profile says and the corpus states."""
    return list(_frame_differences(frame, found, file))


def _frame_differences(frame: Any, found: dict[str, Any], file: GoodFile) -> Iterator[str]:
    if len(frame) != found["rows"]:
        yield f"the frame has {len(frame)} rows, the profile {found['rows']}"
        return
    names = [str(name) for name in frame.columns]
    expected_names = [column.name for column in file.columns or ()]
    if names != expected_names:
        yield f"the frame's columns are {names}, not {expected_names}"
        return
    for position, (column, expected) in enumerate(zip(found["columns"], file.columns or (), strict=False)):
        for difference in _series_differences(frame.iloc[:, position], column, expected):
            yield f"frame column {expected.name!r}: {difference}"


def _series_differences(series: Any, column: dict[str, Any], expected: Column) -> Iterator[str]:
    name = dtype_name(series)
    if name != column["dtype"] and not (not len(series) and {name, column["dtype"]} <= {"str", "object"}):
        yield f"dtype is {name!r}, the profile says {column['dtype']!r}"
        return
    if int(series.isna().sum()) != column["nulls"]:
        yield f"nulls are {int(series.isna().sum())}, the profile says {column['nulls']}"
    if not expected.dtype:
        return
    for position, (value, other) in enumerate(zip(series.tolist(), expected.values, strict=True)):
        if not same_value(value, other):
            yield f"row {position} is {value!r}, not {other!r}"
            return


def dtype_name(series: Any) -> str:
    """The contract's name of a pandas column's dtype."""
    kind = series.dtype.kind
    if kind == "M":
        return "datetime"
    name = str(series.dtype)
    if name == "object" and len(series):
        present = series.dropna()
        return "str" if len(present) and all(type(value) is str for value in present) else "object"
    return "str" if name.startswith("str") else name


def same_value(value: Any, other: Any) -> bool:
    if other is None:
        return value is None or value != value
    if isinstance(other, date):
        moment = value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
        return isinstance(moment, date) and _instant(moment) == _instant(other)
    if isinstance(other, float) and isinstance(value, (int, float)):
        return value == other or math.isclose(value, other, rel_tol=1e-9)
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def _instant(value: date) -> datetime:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def agreed(found: dict[str, Any]) -> dict[str, Any]:
    """What every engine has to say alike: the profile without what tells how it was made."""
    told = {key: found.get(key) for key in ("type", "rows", "total_columns", "sampled_rows", "load_line")}
    columns = [
        {**column, "mean": None if column.get("mean") is None else float(f"{column['mean']:.9g}")}
        for column in found["columns"]
    ]
    return {**told, "columns": columns, "preview": found["preview"]}
