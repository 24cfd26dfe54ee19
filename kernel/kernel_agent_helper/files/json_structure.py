"""How a JSON value is built, and how to reach what is inside. Nothing recurses: values may be very deep."""

from __future__ import annotations

from collections import deque
from typing import Any

from ..texts import clip

#: Places that are told.
MAX_PLACES = 60
#: Deeper places are not told.
MAX_TOLD_DEPTH = 12
#: Keys of one object that are followed.
MAX_KEYS = 25
#: Values that are looked at for depth and nulls.
MAX_VALUES = 2_000_000
KEY_TEXT = 80
VALUE_TEXT = 60


def structure(value: Any) -> list[str]:
    """`data['orders'][0]['price']: float, such as 9.5`; outer places come first, of lists the first item."""
    lines = []
    waiting: deque[tuple[str, Any, int]] = deque([("data", value, 0)])
    while waiting and len(lines) < MAX_PLACES:
        place, found, depth = waiting.popleft()
        lines.append(f"{place}: {_told(found)}")
        if depth >= MAX_TOLD_DEPTH:
            continue
        if isinstance(found, dict):
            for key in list(found)[:MAX_KEYS]:
                waiting.append((f"{place}[{key!r}]", found[key], depth + 1))
        elif isinstance(found, list) and found:
            position = next((i for i, item in enumerate(found[:100]) if item is not None), 0)
            waiting.append((f"{place}[{position}]", found[position], depth + 1))
    return lines


def _told(value: Any) -> str:
    if isinstance(value, dict):
        keys = ", ".join(clip(str(key), KEY_TEXT) for key in list(value)[:MAX_KEYS])
        more = ", …" if len(value) > MAX_KEYS else ""
        count = f"object with {len(value)} key{'s' * (len(value) != 1)}"
        return f"{count} ({keys}{more})" if value else "empty object"
    if isinstance(value, list):
        return f"list of {len(value)}{_items(value)}" if value else "empty list"
    if value is None:
        return "null"
    name = {bool: "bool", int: "int", float: "float", str: "str"}[type(value)]
    shown = clip(repr(value if type(value) is not str else value[: VALUE_TEXT + 1]), VALUE_TEXT)
    return f"{name}, such as {shown}" if not _is_long(value) else f"{name} of many digits"


def _is_long(value: Any) -> bool:
    return type(value) is int and value.bit_length() > 512


def _items(value: list[Any]) -> str:
    kinds = {type(item) for item in value[:1000]} - {type(None)}
    if len(kinds) != 1:
        return " mixed items" if kinds else " nulls"
    kind = kinds.pop()
    plural = {
        dict: "objects",
        list: "lists",
        str: "texts",
        bool: "truth values",
        int: "integers",
        float: "floats",
    }
    return f" {plural[kind]}"


def depth_and_nulls(value: Any) -> tuple[int, int, int | None]:
    """Levels of nesting (0 for a scalar), nulls, and after how many values counting stopped, if it did."""
    deepest = nulls = seen = 0
    level = [value]
    depth = 0
    while level:
        below: list[Any] = []
        for item in level:
            seen += 1
            if seen > MAX_VALUES:
                return deepest, nulls, MAX_VALUES
            if item is None:
                nulls += 1
            elif isinstance(item, (dict, list)):
                deepest = max(deepest, depth + 1)
                below.extend(item.values() if isinstance(item, dict) else item)
        level = below
        depth += 1
    return deepest, nulls, None


def structure_notes(value: Any) -> list[str]:
    depth, nulls, stopped = depth_and_nulls(value)
    within = "" if stopped is None else f" among the first {stopped} values"
    notes = [f"Nested {depth} level{'s' * (depth != 1)} deep{within}."] if depth > 2 else []
    if nulls:
        notes.append(f"It holds {nulls} null{'s' * (nulls != 1)}{within}.")
    if depth > MAX_TOLD_DEPTH:
        notes.append(f"Only the outer {MAX_TOLD_DEPTH} levels are told.")
    return notes
