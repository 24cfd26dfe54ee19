"""JSON text as Python values: everything that is valid JSON, however deep, and what Python takes besides."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

#: Digits of an integer that Python reads in any case; longer ones become floats.
MAX_DIGITS = 4000
TOKEN = re.compile(
    r'[ \t\n\r]*(?:([{}\[\],:])|("(?:[^"\\\x00-\x1f]|\\.)*")'
    r"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))|(true|false|null|NaN|-?Infinity)\b)"
)
CONSTANTS = {
    "true": True,
    "false": False,
    "null": None,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}


@dataclass
class Parsed:
    value: Any = None
    #: `NaN`, `Infinity`: Python and pandas take them, JSON does not know them.
    constants: set[str] = field(default_factory=set)
    #: Keys that occur twice in an object; the last value counts.
    repeated: set[str] = field(default_factory=set)
    has_long_numbers: bool = False
    #: Nested too deeply for Python's own reader.
    is_very_deep: bool = False

    def notes(self) -> list[str]:
        notes = []
        if self.constants:
            names = ", ".join(sorted(self.constants))
            notes.append(f"It contains {names}, which Python and pandas read, but strict JSON does not know.")
        if self.repeated:
            names = ", ".join(repr(key) for key in sorted(self.repeated)[:5])
            notes.append(f"Some objects have the same key twice ({names}); the last value counts.")
        if self.has_long_numbers:
            notes.append(f"Numbers of more than {MAX_DIGITS} digits are taken for floats.")
        if self.is_very_deep:
            notes.append(
                "It is valid JSON, but nested so deeply that json.load raises RecursionError unless "
                "sys.setrecursionlimit allows more."
            )
        return notes


def parse_json(text: str) -> Parsed:
    """Raises `ValueError` when `text` is not JSON; its message says where."""
    parsed = Parsed()
    try:
        parsed.value = _decoder(parsed).decode(text.lstrip("\ufeff"))
    except RecursionError:
        parsed = Parsed(is_very_deep=True)
        parsed.value = _parse_deeply(text.lstrip("\ufeff"), parsed)
    return parsed


def _decoder(parsed: Parsed) -> json.JSONDecoder:
    def constant(name: str) -> float:
        parsed.constants.add(name)
        return CONSTANTS[name]

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(items)
        if len(made) < len(items):
            seen: set[str] = set()
            parsed.repeated.update(key for key, _ in items if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return made

    def integer(digits: str) -> float:
        if len(digits) <= MAX_DIGITS:
            return int(digits)
        parsed.has_long_numbers = True
        return float(digits)

    return json.JSONDecoder(parse_constant=constant, object_pairs_hook=pairs, parse_int=integer)


def decoder() -> json.JSONDecoder:
    """A decoder for pieces of a text, which takes what `parse_json` takes."""
    return _decoder(Parsed())


def _parse_deeply(text: str, parsed: Parsed) -> Any:
    """As `json.loads`, without recursion."""
    #: Open containers, and for each object the key that waits for its value.
    stack: list[Any] = []
    keys: list[Any] = []
    result: list[Any] = []
    wants = "value"
    place = 0
    while True:
        match = TOKEN.match(text, place)
        if match is None:
            if text[place:].strip(" \t\n\r"):
                raise ValueError(f"unexpected text at character {place}")
            break
        if not stack and result:
            raise ValueError(f"extra data at character {place}")
        place = match.end()
        sign, string, number, word = match.groups()
        if sign in ("]", "}") and stack and wants in ("first", "comma"):
            if isinstance(stack[-1], list) != (sign == "]"):
                raise ValueError(f"wrong bracket at character {place}")
            done = stack.pop()
            keys.pop()
            wants = _place(done, stack, keys, result)
        elif sign == "," and wants == "comma":
            wants = "value" if isinstance(stack[-1], list) else "key"
        elif sign == ":" and wants == "colon":
            wants = "value"
        elif string is not None and (wants == "key" or (wants == "first" and isinstance(stack[-1], dict))):
            keys[-1] = json.loads(string)
            if keys[-1] in stack[-1]:
                parsed.repeated.add(keys[-1])
            wants = "colon"
        elif wants == "value" or (wants == "first" and isinstance(stack[-1], list)):
            if sign in ("[", "{"):
                stack.append([] if sign == "[" else {})
                keys.append(None)
                wants = "first"
            elif sign:
                raise ValueError(f"expecting value at character {place}")
            else:
                wants = _place(_scalar(string, number, word, parsed), stack, keys, result)
        else:
            raise ValueError(f"unexpected text at character {place}")
    if stack or not result:
        raise ValueError(f"it ends within a value, at character {place}")
    return result[0]


def _place(value: Any, stack: list[Any], keys: list[Any], result: list[Any]) -> str:
    if not stack:
        result.append(value)
    elif isinstance(stack[-1], list):
        stack[-1].append(value)
    else:
        stack[-1][keys[-1]] = value
    return "comma"


def _scalar(string: str | None, number: str | None, word: str | None, parsed: Parsed) -> Any:
    if word is not None:
        if word not in ("true", "false", "null"):
            parsed.constants.add(word)
        return CONSTANTS[word]
    if number is not None and len(number) > MAX_DIGITS:
        parsed.has_long_numbers = True
        return float(number)
    return json.loads(string if string is not None else str(number))
