"""The columns of several tables of the same columns, joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

NUMBERS = ("int64", "float64")


def joined_columns(profiles: Sequence[dict[str, Any]], is_whole: bool) -> list[dict[str, Any]]:
    """Columns as after `pd.concat`, in the order of the first. Numbers are told if `is_whole`."""
    first = profiles[0]["columns"]
    if len(profiles) == 1 and is_whole:
        return first
    by_name = [{column["name"]: column for column in profile["columns"]} for profile in profiles]
    rows = [profile.get("rows") or 0 for profile in profiles]
    return [
        _joined(column["name"], [named[column["name"]] for named in by_name], rows, is_whole)
        for column in first
    ]


def _joined(name: str, parts: list[dict[str, Any]], rows: list[int], is_whole: bool) -> dict[str, Any]:
    dtype = _dtype({part["dtype"] for part in parts})
    told: dict[str, Any] = {"name": name, "dtype": dtype, "nulls": None, "examples": _examples(parts)}
    if not is_whole:
        return told
    nulls = [part.get("nulls") for part in parts]
    if all(count is not None for count in nulls):
        told["nulls"] = sum(nulls)
    told["distinct"] = None
    told["distinct_at_least"] = max(
        (part.get("distinct") or part.get("distinct_at_least") or 0 for part in parts), default=0
    )
    if dtype in (*NUMBERS, "datetime"):
        _add_range(told, parts)
    if dtype in NUMBERS:
        _add_mean(told, parts, rows)
    return told


def _dtype(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return kinds.pop()
    return "float64" if kinds <= set(NUMBERS) else "object"


def _examples(parts: list[dict[str, Any]]) -> list[Any]:
    seen: dict[str, Any] = {}
    for part in parts:
        for value in part.get("examples") or []:
            seen.setdefault(repr(value), value)
    return list(seen.values())[:5]


def _add_range(told: dict[str, Any], parts: list[dict[str, Any]]) -> None:
    least = [part["min"] for part in parts if part.get("min") is not None]
    most = [part["max"] for part in parts if part.get("max") is not None]
    try:
        told["min"], told["max"] = min(least), max(most)
    except (ValueError, TypeError):
        return


def _add_mean(told: dict[str, Any], parts: list[dict[str, Any]], rows: list[int]) -> None:
    total, count = 0.0, 0
    for part, number in zip(parts, rows):  # noqa: B905
        present = number - (part.get("nulls") or 0)
        if present <= 0:
            continue
        if part.get("mean") is None:
            return
        total += part["mean"] * present
        count += present
    if count:
        told["mean"] = total / count
