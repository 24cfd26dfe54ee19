"""The object a user expression evaluates to, and strict JSON."""

from __future__ import annotations

import math
from typing import Any

from .kinds import descends_from, is_a
from .outline import outline
from .texts import clean_text, integer_text

MAX_DEPTH = 16
# JavaScript reads larger integers inexactly.
SAFE_BITS = 53


class HelperError(Exception):
    """Something the caller can do something about; the message is written for a reader."""


class Reply:
    """Shows itself as `application/json`, which is how the client reads it."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content

    def __repr__(self) -> str:
        return "<reply of the kernel agent's helper>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"application/json": self.content, "text/plain": repr(self)}


def success(value: object) -> Reply:
    return Reply({"ok": True, "value": strict(value)})


def failure(error: BaseException) -> Reply:
    """`message` is the error's text without its type; the type's name where there is none."""
    kind = type(error).__name__
    try:
        message = clean_text(str(error))[:2000]
    except Exception:
        message = ""
    return Reply({"ok": False, "error": {"type": kind, "message": message or kind}})


def strict(value: Any, depth: int = 0) -> Any:
    """`value` as JSON for every reader: NaN and infinities are null; large integers and others text."""
    if value is None or value is True or value is False:
        return value
    if descends_from(value, int):
        return int.__int__(value) if int.bit_length(value) <= SAFE_BITS else integer_text(value)
    if descends_from(value, float):
        return float.__float__(value) if math.isfinite(value) else None
    if descends_from(value, str):
        return clean_text(value)
    if is_a(value, "numpy", "generic") and depth < MAX_DEPTH:
        return strict(value.item(), depth + 1) if value.dtype.kind in "biuf" else outline(value)
    if descends_from(value, dict) and depth < MAX_DEPTH:
        return {_key(key): strict(item, depth + 1) for key, item in dict.items(value)}
    for sequence in (list, tuple, set, frozenset):
        if descends_from(value, sequence) and depth < MAX_DEPTH:
            return [strict(item, depth + 1) for item in sequence.__iter__(value)]
    return outline(value, characters=2000)


def _key(key: Any) -> str:
    return clean_text(key) if descends_from(key, str) else outline(key)
