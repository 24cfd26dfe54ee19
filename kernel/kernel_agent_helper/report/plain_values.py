"""One cell's value as a plain one of Python's: None, bool, int, float, Decimal, date, datetime or str."""

from __future__ import annotations

import datetime
import decimal
import enum
import fractions
import math
import pathlib
import uuid
from typing import Any

from ..kinds import descends_from, is_a, is_exactly
from ..outline import outline
from .limits import MAX_TEXT
from .plain_text import plain

#: Exactly these are themselves.
THEMSELVES = (type(None), bool, int, datetime.date, datetime.datetime)
WRITTEN_OUT = (uuid.UUID, pathlib.PurePath, datetime.time)


def plain_value(value: Any) -> Any:
    """Missing values of any kind are None; infinities stay. Runs no `__str__` of the user's."""
    if is_exactly(value, THEMSELVES):
        return value
    cls = type(value)
    if cls is float:
        return None if value != value else value
    if cls is str:
        return plain(value[:MAX_TEXT])
    if cls is decimal.Decimal:
        return None if value.is_nan() else value
    return _unusual(value)


def _unusual(value: Any) -> Any:
    if is_a(value, "pandas", "NaT") or is_a(value, "pandas._libs.missing", "NAType"):
        return None
    if type(value).__name__ in ("NaTType", "NAType"):
        return None
    if descends_from(value, datetime.datetime):
        # Timestamps know nanoseconds, which no slide shows.
        return value.to_pydatetime(warn=False) if hasattr(value, "to_pydatetime") else value
    if is_a(value, "numpy", "generic"):
        return _numpy_value(value)
    if descends_from(value, enum.Enum):
        return value._name_
    if descends_from(value, bool):
        return bool(value)
    if descends_from(value, int):
        return int.__int__(value)
    if descends_from(value, float):
        return plain_value(float.__float__(value))
    if descends_from(value, str):
        return plain(str.__getitem__(value, slice(0, MAX_TEXT)))
    if is_exactly(value, (fractions.Fraction,)):
        return float(value)
    return _in_words(value)


def _numpy_value(value: Any) -> Any:
    kind = value.dtype.kind
    if kind == "M":
        plainer = value.astype("datetime64[us]").item()
        return plainer if isinstance(plainer, (datetime.date, type(None))) else str(value)
    if kind in "biu":
        return value.item()
    if kind == "f":
        # `item` of the longest floats is themselves.
        return plain_value(float(value))
    return plain(str(value)[:MAX_TEXT])


def _in_words(value: Any) -> Any:
    if descends_from(value, datetime.timedelta) or any(
        is_a(value, "pandas", name) for name in ("Period", "Interval", "Timedelta")
    ):
        return plain(str(value))
    if any(descends_from(value, cls) for cls in WRITTEN_OUT):
        return plain(str(value))
    return plain(outline(value, characters=400))


def is_number(value: Any) -> bool:
    """Of a plain value: an int, float or Decimal, but no bool."""
    return is_exactly(value, (int, float, decimal.Decimal))


def is_finite(value: Any) -> bool:
    """Of a number: one that a spreadsheet can hold."""
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False


def is_date(value: Any) -> bool:
    return is_exactly(value, (datetime.date, datetime.datetime))


def exact_text(value: Any) -> str:
    """All digits of a plain value; empty for None."""
    if value is None:
        return ""
    if is_exactly(value, (float,)):
        return repr(value)
    if is_date(value):
        return date_text(value)
    if is_exactly(value, (int,)) and int.bit_length(value) > 4000:
        return "<a very large integer>"
    return str(value)


def date_text(value: datetime.date) -> str:
    """ISO, without a time of day when that is midnight."""
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
        return value.date().isoformat()
    return value.replace(tzinfo=None).isoformat(sep=" ", timespec="auto" if value.microsecond else "minutes")
