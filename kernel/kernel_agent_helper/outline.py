"""A bounded, one-line text of any value. Runs no code of the user's: no `__repr__`, no `__iter__`, …"""

from __future__ import annotations

import collections
import datetime
import decimal
import enum
import fractions
import pathlib
import types
import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .kinds import attributes, class_package, descends_from, is_a, is_exactly, is_lazy, type_name
from .texts import clean_text, clip, integer_text

# Exactly these types have a `repr` that is short, cheap and their own.
PLAIN = (
    type(None), bool, float, complex, type(Ellipsis), range, decimal.Decimal, fractions.Fraction, uuid.UUID,
    pathlib.PosixPath, pathlib.WindowsPath, pathlib.PurePosixPath, pathlib.PureWindowsPath,
)  # fmt: skip
CALLABLES = (
    type, types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
)  # fmt: skip
DATES = (datetime.datetime, datetime.date, datetime.time)
SEQUENCES = (
    (list, "[", "]"),
    (tuple, "(", ")"),
    (set, "{", "}"),
    (frozenset, "{", "}"),
    (collections.deque, "[", "]"),
)
# Their attributes say nothing to a reader.
OPAQUE_PACKAGES = frozenset(
    {"matplotlib", "IPython", "ipywidgets", "plotly", "bokeh", "asyncio", "threading"}
)


def outline(value: Any, *, items: int = 6, characters: int = 200, depth: int = 2) -> str:
    """At most `characters` long, `items` of a container, `depth` levels, on one line. Never raises."""
    try:
        text = _outline(value, items, characters, depth)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        text = f"<{type_name(value)}>"
    return clip(" ".join(clean_text(text).split("\n")), characters)


def _outline(value: Any, items: int, characters: int, depth: int) -> str:
    cls = type(value)
    if is_exactly(value, PLAIN):
        return repr(value)
    if cls is int:
        return integer_text(value)
    if is_exactly(value, (str, bytes, bytearray)):
        return repr(value if len(value) <= characters else value[:characters])
    if is_exactly(value, DATES):
        return value.isoformat()
    if cls is datetime.timedelta:
        return str(value)
    if descends_from(value, enum.Enum):
        return f"{cls.__name__}.{value._name_}"
    if is_a(value, "numpy", "generic"):
        return _number(value)
    if any(is_a(value, "pandas", name) for name in ("Timestamp", "Timedelta", "Period")):
        return str(value)
    if descends_from(value, dict):
        return _mapping(value, items, characters, depth)
    for base, opening, closing in SEQUENCES:
        if descends_from(value, base):
            return _sequence(value, base, opening, closing, items, characters, depth)
    if descends_from(value, str):
        return repr(str.__getitem__(value, slice(0, characters)))
    if descends_from(value, BaseException):
        return (
            f"{cls.__name__}{_outline(BaseException.__getattribute__(value, 'args'), items, characters, 1)}"
        )
    return _instance(value, items, characters, depth)


def _number(value: Any) -> str:
    plain = value.item()
    return repr(plain) if is_exactly(plain, (*PLAIN, int, str)) else str(value)


def _mapping(value: Any, items: int, characters: int, depth: int) -> str:
    size = dict.__len__(value)
    if depth <= 0:
        return f"<{type_name(value)} of {size}>"
    each = max(20, characters // 2)
    pairs = (
        f"{_inner(key, items, each, depth)}: {_inner(item, items, each, depth)}"
        for key, item in islice(dict.items(value), items)
    )
    return "{" + _joined(pairs, size, characters) + "}"


def _sequence(
    value: Any, base: type, opening: str, closing: str, items: int, characters: int, depth: int
) -> str:
    size = base.__len__(value)
    if depth <= 0:
        return f"<{type_name(value)} of {size}>"
    # A named tuple shows its name.
    prefix = "" if type(value) is base or base is not tuple else type(value).__name__
    each = max(20, characters // 2)
    parts = (_inner(item, items, each, depth) for item in islice(base.__iter__(value), items))
    comma = "," if base is tuple and size == 1 and not prefix else ""
    return prefix + opening + _joined(parts, size, characters) + comma + closing


def _joined(parts: Iterator[str], size: int, characters: int) -> str:
    """The parts, up to `characters` or a little more: what would be cut off is not even looked at."""
    shown: list[str] = []
    used = 0
    for part in parts:
        if used > characters:
            break
        shown.append(part)
        used += len(part) + 2
    return ", ".join(shown) + (", …" if len(shown) < size else "")


def _inner(value: Any, items: int, characters: int, depth: int) -> str:
    return outline(value, items=items, characters=characters, depth=depth - 1)


def _instance(value: Any, items: int, characters: int, depth: int) -> str:
    name = type_name(value)
    if (
        depth <= 0
        or is_lazy(value)
        or is_exactly(value, CALLABLES)
        or class_package(type(value)) in OPAQUE_PACKAGES
    ):
        return f"<{name}>"
    each = max(20, characters // 3)
    parts = [f"{key}={_inner(item, 3, each, depth)}" for key, item in attributes(value, items)]
    return f"{name}({', '.join(parts)})" if parts else f"<{name}>"
