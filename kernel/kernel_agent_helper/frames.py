"""Tables and columns in memory: pandas, polars, pyarrow. Lazy ones are not among them."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

from .arrays import WHOLE_BYTES, array_checksum
from .budget import Budget
from .cells import cell, label
from .kinds import is_a, is_exactly
from .outline import outline

MAX_COLUMNS = 100
PREVIEW_COLUMNS = 20
# Counting the nulls of a column with more rows takes too long to do unasked.
NULL_ROWS = 5_000_000
NULL_ROWS_OF_OBJECTS = 1_000_000
SAMPLE_ROWS = 64
SAMPLE_COLUMNS = 50


def describe_frame(value: Any, preview_rows: int, budget: Budget) -> dict[str, Any] | None:
    """What there is to tell of a table or column, or None when `value` is neither."""
    for module, name, describe in _DESCRIBERS:
        if is_a(value, module, name):
            return describe(value, preview_rows, budget)
    return None


def frame_checksum(value: Any) -> int | None:
    """Changes with labels, types and (sampled) values; None when `value` is no table or column."""
    if is_a(value, "pandas", "DataFrame"):
        return _pandas_checksum(value)
    if is_a(value, "pandas", "Series"):
        return _crc([value.name, value.dtype, len(value)], _column_checksum(value, _positions(len(value))))
    if is_a(value, "pandas", "Index"):
        return _crc([value.names, value.dtype, len(value), value[:SAMPLE_ROWS].tolist(), value[-3:].tolist()])
    for module, name, _describe in _DESCRIBERS:
        if is_a(value, module, name):
            return _other_checksum(value)
    return None


# pandas


def _describe_pandas(frame: Any, preview_rows: int, budget: Budget) -> dict[str, Any]:
    rows, total = frame.shape
    columns = []
    for position, (name, dtype) in enumerate(
        zip(frame.columns[:MAX_COLUMNS], list(frame.dtypes)[:MAX_COLUMNS])
    ):
        nulls = _count_nulls(frame.iloc[:, position], dtype, rows, budget)
        columns.append({"name": label(name), "dtype": str(dtype), "nulls": nulls})
    told = _table(rows, total, columns)
    told["memory_bytes"] = int(frame.memory_usage(index=True, deep=False).sum())
    if preview_rows > 0:
        head = frame.iloc[:preview_rows, :PREVIEW_COLUMNS]
        lists = [head.iloc[:, position].tolist() for position in range(head.shape[1])]
        told["head"] = [[cell(item) for item in row] for row in zip(*lists)]
    return told


def _describe_series(series: Any, preview_rows: int, budget: Budget) -> dict[str, Any]:
    told = _column(
        len(series), str(series.dtype), _count_nulls(series, series.dtype, len(series), budget), series.name
    )
    told["memory_bytes"] = int(series.memory_usage(index=True, deep=False))
    if preview_rows > 0:
        told["head"] = [[cell(item)] for item in series.iloc[:preview_rows].tolist()]
    return told


def _describe_index(index: Any, preview_rows: int, budget: Budget) -> dict[str, Any]:
    told = _column(len(index), str(index.dtype), None, index.name)
    if preview_rows > 0:
        told["head"] = [[cell(item)] for item in index[:preview_rows].tolist()]
    return told


def _count_nulls(series: Any, dtype: Any, rows: int, budget: Budget) -> int | None:
    slow = getattr(dtype, "kind", "O") == "O"
    if rows > (NULL_ROWS_OF_OBJECTS if slow else NULL_ROWS) or budget.is_spent():
        return None
    return int(series.isna().sum())


def _pandas_checksum(frame: Any) -> int:
    rows, total = frame.shape
    shown = range(min(total, SAMPLE_COLUMNS))
    positions = _positions(rows)
    whole = rows * len(shown) * 8 <= WHOLE_BYTES
    checksums = [_column_checksum(frame.iloc[:, column], positions, whole) for column in shown]
    names = [label(name) for name in frame.columns[:MAX_COLUMNS]]
    dtypes = [str(dtype) for dtype in list(frame.dtypes)[:MAX_COLUMNS]]
    return _crc([rows, total, *names, *dtypes, *checksums])


def _column_checksum(series: Any, positions: list[int], whole: bool = True) -> int:
    # A type without `kind` of its own, or a kind of its own, is not stored as a plain array.
    if type(series.dtype).__module__.startswith("numpy") and series.dtype.kind in "biufcmM":
        values = series.to_numpy()
        return array_checksum(values if whole else values[positions])
    return _crc([outline(item, characters=200) for item in series.iloc[positions].tolist()])


def _positions(rows: int) -> list[int]:
    """Places spread over the rows, the first and last among them."""
    if rows <= SAMPLE_ROWS:
        return list(range(rows))
    return [round(place * (rows - 1) / (SAMPLE_ROWS - 1)) for place in range(SAMPLE_ROWS)]


# polars and pyarrow: values do not change in place, so a few rows are enough


def _describe_polars(frame: Any, preview_rows: int, budget: Budget) -> dict[str, Any]:
    rows, total = frame.shape
    shown = frame[:, :MAX_COLUMNS]
    nulls = (
        [None] * shown.width if budget.is_spent() else [column.null_count() for column in shown.get_columns()]
    )
    columns = [
        {"name": label(name), "dtype": str(dtype), "nulls": count}
        for name, dtype, count in zip(shown.columns, shown.dtypes, nulls)
    ]
    told = _table(rows, total, columns)
    told["memory_bytes"] = int(frame.estimated_size())
    if preview_rows > 0:
        told["head"] = [
            [cell(item) for item in row] for row in shown[:, :PREVIEW_COLUMNS].head(preview_rows).rows()
        ]
    return told


def _describe_polars_series(series: Any, preview_rows: int, budget: Budget) -> dict[str, Any]:
    told = _column(len(series), str(series.dtype), int(series.null_count()), series.name)
    told["memory_bytes"] = int(series.estimated_size())
    if preview_rows > 0:
        told["head"] = [[cell(item)] for item in series.head(preview_rows).to_list()]
    return told


def _describe_arrow(table: Any, preview_rows: int, budget: Budget) -> dict[str, Any]:
    columns = [
        {
            "name": label(field.name),
            "dtype": str(field.type),
            "nulls": None if budget.is_spent() else int(table.column(position).null_count),
        }
        for position, field in enumerate(list(table.schema)[:MAX_COLUMNS])
    ]
    told = _table(table.num_rows, table.num_columns, columns)
    told["memory_bytes"] = int(table.nbytes)
    if preview_rows > 0:
        shown = range(min(table.num_columns, PREVIEW_COLUMNS))
        lists = [table.column(position).slice(0, preview_rows).to_pylist() for position in shown]
        told["head"] = [[cell(item) for item in row] for row in zip(*lists)]
    return told


def _other_checksum(value: Any) -> int:
    parts: list[Any] = [len(value), str(getattr(value, "schema", getattr(value, "dtype", "")))]
    for few in (value[:3], value[-3:]) if len(value) > 3 else (value[:3],):
        parts.append(
            few.to_pylist()
            if hasattr(few, "to_pylist")
            else few.rows()
            if hasattr(few, "rows")
            else list(few)
        )
    return _crc(parts)


# shared


def _table(rows: int, total: int, columns: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "summary": f"{rows} rows x {total} columns",
        "shape": [rows, total],
        "length": rows,
        "columns": columns,
        "total_columns": total,
    }


def _column(length: int, dtype: str, nulls: int | None, name: Any) -> dict[str, Any]:
    missing = f", {nulls} nulls" if nulls else ""
    called = "" if name is None or name == "" else f", named {label(name)!r}"
    return {
        "summary": f"{length} values, {dtype}{missing}{called}",
        "shape": [length],
        "dtype": dtype,
        "length": length,
    }


def _crc(parts: list[Any], start: int = 0) -> int:
    text = "\x1f".join(
        part if is_exactly(part, (str,)) else outline(part, items=80, characters=4000) for part in parts
    )
    return zlib.crc32(text.encode("utf-8", "replace"), start)


_DESCRIBERS: tuple[tuple[str, str, Callable[[Any, int, Budget], dict[str, Any]]], ...] = (
    ("pandas", "DataFrame", _describe_pandas),
    ("pandas", "Series", _describe_series),
    ("pandas", "Index", _describe_index),
    ("polars", "DataFrame", _describe_polars),
    ("polars", "Series", _describe_polars_series),
    ("pyarrow", "Table", _describe_arrow),
)
