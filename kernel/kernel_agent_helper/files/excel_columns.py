"""Columns of a sheet as pandas has them after `read_excel`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from .value_forms import LEADING_ZERO, is_number

KINDS = (
    ("numbers", (int, float)),
    ("truth values", (bool,)),
    ("dates", (date, datetime)),
    ("times", (time, timedelta)),
    ("text", (str,)),
)


def as_pandas_has_them(values: list[Any]) -> tuple[list[Any], bool]:
    """The values, and if they are codes, as postcodes are, which only `dtype` keeps from becoming numbers."""
    present = [value for value in values if value is not None]
    texts = [value for value in present if type(value) is str]
    if not texts:
        if len(present) < len(values) and present and all(type(value) is bool for value in present):
            # A truth value beside a missing one becomes a number.
            return [None if value is None else float(value) for value in values], False
        return values, False
    if len(texts) == len(present) and {text.strip().lower() for text in texts} <= {"true", "false"}:
        return [None if value is None else value.strip().lower() == "true" for value in values], False
    if not all(type(value) in (int, float) or (type(value) is str and is_number(value)) for value in present):
        return values, False
    if any(LEADING_ZERO.fullmatch(text) for text in texts) and len(texts) == len(present):
        return values, True
    return [_number(value) if type(value) is str else value for value in values], False


def kinds_of(values: list[Any]) -> list[str]:
    """What kinds of values there are, in words; none for missing ones."""
    present = [value for value in values if value is not None]
    return [word for word, types in KINDS if any(type(value) in types for value in present)]


def _number(text: str) -> float:
    return int(text) if len(text) < 19 and text.lstrip("+-").isdecimal() else float(text)
