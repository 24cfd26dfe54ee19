"""Columns of plain Python values, described."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ..outline import outline
from ..texts import clip

MAX_EXAMPLES = 5
EXAMPLE_TEXT = 60


def describe_column(name: str, values: Sequence[Any]) -> dict[str, Any]:
    """`dtype` is what pandas would make of the values: int64, float64, bool, datetime, str or object."""
    present = [value for value in values if value is not None and value == value]
    dtype = infer_dtype(present, has_missing=len(present) < len(values))
    told: dict[str, Any] = {"name": name, "dtype": dtype, "nulls": len(values) - len(present)}
    try:
        distinct = list(dict.fromkeys(present))
    except TypeError:
        distinct = []
        told["examples"] = [example(value) for value in present[:MAX_EXAMPLES]]
    else:
        told["distinct"] = len(distinct)
        told["examples"] = [example(value) for value in distinct[:MAX_EXAMPLES]]
    if distinct and dtype in ("int64", "float64", "datetime"):
        comparable = [_moment(value) for value in distinct] if dtype == "datetime" else distinct
        told["min"], told["max"] = example(min(comparable)), example(max(comparable))
    return told


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
