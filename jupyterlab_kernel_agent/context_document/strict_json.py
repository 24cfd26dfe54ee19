"""Values as strict JSON, in the form that `file_context.json` has."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

#: Characters of one text.
MAX_TEXT = 2_000

#: Characters of a key.
MAX_KEY = 300

#: Items of one list or object.
MAX_ITEMS = 100

#: Bits of a whole number; Python refuses to write longer ones.
MAX_BITS = 1_000

#: Lists and objects inside one another. A value that holds itself ends here.
MAX_DEPTH = 8

#: Lists and objects whose JSON is at most this long stand on one line, as do all that hold scalars only.
LINE = 100

Scalar = str | int | float | bool | None


def plain(value: Any, depth: int = MAX_DEPTH) -> Any:
    """The value as JSON can say it, within the caps: NaN is None, what JSON does not know is text."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return _scalar(value)
    if isinstance(value, (Mapping, list, tuple, set, frozenset)):
        return _collection(value, depth - 1)
    return _foreign(value)


def _scalar(value: Scalar) -> Scalar:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return cut(str(value), MAX_TEXT)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return int(value) if value.bit_length() <= MAX_BITS else f"<int of {value.bit_length()} bits>"


def _collection(value: Any, depth: int) -> Any:
    if depth < 0:
        return "…"
    if isinstance(value, Mapping):
        items = list(value.items())[:MAX_ITEMS]
        return {cut(str(key), MAX_KEY): plain(item, depth) for key, item in items}
    return [plain(item, depth) for item in list(value)[:MAX_ITEMS]]


def _foreign(value: Any) -> Scalar:
    """An object of another library: a number where it is one, otherwise its text."""
    try:
        if bool(value != value):
            # Not a number, not a time.
            return None
    except Exception:
        pass
    if isinstance(value, date):
        return value.isoformat()
    item: Callable[[], Any] | None = getattr(value, "item", None)
    if callable(item) and getattr(value, "shape", None) == ():
        number = item()
        if isinstance(number, (bool, int, float, str)):
            return _scalar(number)
    try:
        return cut(str(value), MAX_TEXT)
    except Exception:
        return f"<{type(value).__name__}>"


def cut(text: str, limit: int) -> str:
    """`text` with at most `limit` characters, an ellipsis as the last one where something was left out."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def parse(text: str) -> Any:
    """What a JSON text holds, `NaN` and `Infinity` as None. ValueError when it is none."""
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=lambda _: None)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def pretty(value: Any, indent: str = "") -> str:
    """Strict JSON with an indent of two, short and flat values on one line."""
    short = _inline(value)
    if _is_flat(value) or len(short) <= LINE:
        return short
    deeper = f"{indent}  "
    if isinstance(value, dict):
        lines = [f"{_inline(key)}: {pretty(item, deeper)}" for key, item in value.items()]
    else:
        lines = [pretty(item, deeper) for item in value]
    body = ",\n".join(deeper + line for line in lines)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{body}\n{indent}{closing}"


def _is_flat(value: Any) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not any(isinstance(item, (dict, list)) for item in items)


def _inline(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # Half of a pair of surrogates cannot be written as UTF-8.
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)
