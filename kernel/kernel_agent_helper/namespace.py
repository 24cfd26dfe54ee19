"""The user's variables."""

from __future__ import annotations

import sys
import zlib
from itertools import islice
from types import ModuleType
from typing import Any

from .arrays import array_checksum, describe_array, is_numpy_array
from .budget import Budget
from .callables import describe_callable
from .frames import describe_frame, frame_checksum
from .kinds import ancestry, class_module, descends_from, is_exactly, is_lazy, type_name
from .outline import outline
from .shell import hidden_names, user_namespace
from .texts import clip

SECONDS = 0.25
MAX_PREVIEW_ROWS = 20
# IPython puts these there; a user's own variable of such a name would be a rare guest.
SHELL_NAMES = frozenset({"In", "Out", "get_ipython", "exit", "quit"})
# Their values are their identity: binding the same value again changes nothing.
VALUES = (type(None), bool, int, float, complex, str, bytes)
LAZY_DATA = (
    "Frame",
    "Series",
    "Array",
    "Bag",
    "Relation",
    "RDD",
    "Table",
    "Column",
    "Expr",
    "Query",
    "Select",
)
SAMPLE_LENGTH = 500_000
SIZED = (str, bytes, bytearray, list, tuple, set, frozenset, dict)


def namespace(
    limit: int = 200, preview_rows: int = 0, exclude: list[str] | None = None, seconds: float = SECONDS
) -> dict[str, Any]:
    """The user's variables, the latest first, at most `limit`; `modules` are the names bound to modules.

    When `seconds` are over, what is left is told by type only, and `truncated` says so.
    """
    values = dict(user_namespace())
    left_out = hidden_names(values) | SHELL_NAMES | set(exclude or ())
    shown = [
        (name, value)
        for name, value in reversed(list(values.items()))
        if type(name) is str and not name.startswith("_") and name not in left_out
    ]
    modules = [_module(name, value) for name, value in shown if descends_from(value, ModuleType)]
    variables = [(name, value) for name, value in shown if not descends_from(value, ModuleType)]
    budget = Budget(seconds)
    told = [
        _describe(name, value, min(preview_rows, MAX_PREVIEW_ROWS), budget)
        for name, value in variables[: max(0, limit)]
    ]
    in_short = sum(variable.pop("in_short", False) for variable in told)
    return {
        "variables": told,
        "total": len(variables),
        "truncated": len(variables) > len(told) or in_short > 0,
        "modules": modules,
    }


def _describe(name: str, value: Any, preview_rows: int, budget: Budget) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "type": type_name(value), "module": class_module(type(value))}
    if budget.is_spent():
        return {**told, "summary": "", "fingerprint": _identity(value), "in_short": True}
    try:
        details = _details(value, preview_rows, budget)
        fingerprint = _fingerprint(value, details["summary"])
    except KeyboardInterrupt:
        raise
    except BaseException:
        details, fingerprint = {"summary": "could not be looked at"}, _identity(value)
    return {**told, **details, "summary": clip(details["summary"], 200), "fingerprint": fingerprint}


def _details(value: Any, preview_rows: int, budget: Budget) -> dict[str, Any]:
    if is_lazy(value):
        is_data = any(word in type_name(value) for word in LAZY_DATA)
        return {"summary": "lazy, not computed" if is_data else "not looked into"}
    found = describe_frame(value, preview_rows, budget) or describe_array(value, preview_rows)
    if found is not None:
        return found
    text = describe_callable(value)
    if text is not None:
        return {"summary": text}
    return _describe_plain(value)


def _describe_plain(value: Any) -> dict[str, Any]:
    for base in SIZED:
        if descends_from(value, base):
            length = base.__len__(value)
            unit = "characters" if base is str else "bytes" if base in (bytes, bytearray) else "items"
            unit = unit if length != 1 else unit[:-1]
            size = "" if base is str and length <= 100 else f"{length} {unit}: "
            details = {"summary": size + outline(value, characters=150), "length": length}
            if is_exactly(value, SIZED):
                details["memory_bytes"] = sys.getsizeof(value)
            return details
    return {"summary": outline(value)}


def _fingerprint(value: Any, summary: str) -> str:
    """Changes when the variable is bound to something else or, as far as a sample shows, changed in place."""
    if is_lazy(value) or is_exactly(value, (type,)):
        return _identity(value)
    checksum = array_checksum(value) if is_numpy_array(value) else frame_checksum(value)
    if checksum is not None:
        return f"{_identity(value)}.{checksum:x}"
    if is_exactly(value, VALUES):
        content = _sample(value) if is_exactly(value, (str, bytes)) else outline(value, characters=2000)
        encoded = content if is_exactly(content, (bytes,)) else content.encode("utf-8", "surrogatepass")
        size = len(value) if is_exactly(value, (str, bytes)) else 0
        return f"{type_name(value)}.{size}.{zlib.crc32(encoded):x}"
    sample = outline(_ends(value), items=64, characters=4000, depth=3)
    return f"{_identity(value)}.{zlib.crc32((summary + sample).encode()):x}"


def _sample(value: Any) -> Any:
    """Text or bytes, of which only both ends are looked at when there is very much."""
    return value if len(value) <= 2 * SAMPLE_LENGTH else value[:SAMPLE_LENGTH] + value[-SAMPLE_LENGTH:]


def _ends(value: Any) -> Any:
    """The last items of a list too: that is where lists change."""
    if any(cls is list for cls in ancestry(value)):
        return [*islice(list.__iter__(value), 32), *list.__getitem__(value, slice(-32, None))]
    return value


def _identity(value: object) -> str:
    return f"{type_name(value)}.{id(value):x}"


def _module(name: str, value: Any) -> str:
    actual = object.__getattribute__(value, "__dict__").get("__name__")
    return name if type(actual) is not str or actual == name else f"{actual} as {name}"
