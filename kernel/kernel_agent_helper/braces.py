"""Finds expressions in braces in a text, as Python finds them in an f-string. Evaluates nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: Braces in format specifications that are themselves in braces, at most.
MAX_NESTING = 2
AS_TEXT = "Write {{ and }} for braces that are meant as text."

_QUOTE = re.compile(r"'''|\"\"\"|'|\"")
_CONVERSION = re.compile(r"!\s*([rsa])\s*(?=[:}])")
_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass
class Field:
    """`{expression!conversion:specification}`."""

    #: As written, with its braces.
    source: str
    #: Python, trimmed.
    expression: str
    #: `r`, `s`, `a` or empty.
    conversion: str = ""
    specification: list[str | Field | Fault] = field(default_factory=list)
    #: `name = ` for `{name = }`: what stands before the value.
    label: str = ""


@dataclass
class Fault:
    """Braces that are no expression; `message` says why, and what to write."""

    source: str
    message: str


def split_braces(template: str) -> list[str | Field | Fault]:
    """The parts of `template` in order; `{{` and `}}` are braces of the text. Never raises."""
    parts: list[str | Field | Fault] = []
    position = 0
    while position < len(template):
        found = _next_brace(template, position)
        if found > position:
            parts.append(template[position:found])
        if found == len(template):
            break
        pair = template[found : found + 2]
        if pair in ("{{", "}}"):
            parts.append(pair[0])
            position = found + 2
        elif pair[0] == "}":
            parts.append(Fault("}", f"There is a lone }} in the text. {AS_TEXT}"))
            position = found + 1
        else:
            part, position = _field(template, found, 1)
            parts.append(part)
    return parts


def _next_brace(text: str, start: int) -> int:
    found = [at for at in (text.find("{", start), text.find("}", start)) if at >= 0]
    return min(found, default=len(text))


def _field(text: str, start: int, nesting: int) -> tuple[Field | Fault, int]:
    """The field whose `{` is at `start`, and where the text goes on behind it."""
    end = _end_of_expression(text, start + 1)
    if end is None:
        return _unreadable(text, start)
    label, expression = _without_label(text[start + 1 : end])
    conversion = _CONVERSION.match(text, end)
    if conversion is not None:
        end = conversion.end()
    elif text[end] == "!":
        return _unreadable(text, start, "Behind ! there may be r, s or a.")
    specification: list[str | Field | Fault] = []
    if text[end] == ":":
        found = _specification(text, end + 1, nesting)
        if found is None:
            return _unreadable(text, start)
        specification, end = found
    source = text[start : end + 1]
    if not expression.strip():
        return Fault(source, f"There is nothing in the braces. {AS_TEXT}"), end + 1
    letter = conversion.group(1) if conversion else ""
    if label and not letter and not specification:
        letter = "r"
    return Field(source, expression.strip(), letter, specification, label), end + 1


def _specification(text: str, start: int, nesting: int) -> tuple[list[str | Field | Fault], int] | None:
    """The parts up to the closing brace, and where it is; None when there is none."""
    parts: list[str | Field | Fault] = []
    position = start
    while True:
        found = _next_brace(text, position)
        if found == len(text) or (text[found] == "{" and nesting >= MAX_NESTING):
            return None
        if found > position:
            parts.append(text[position:found])
        if text[found] == "}":
            return parts, found
        part, position = _field(text, found, nesting + 1)
        parts.append(part)


def _end_of_expression(text: str, start: int) -> int | None:
    """Where `}`, `:` or `!` ends the expression that begins at `start`, outside of brackets and strings."""
    expected: list[str] = []
    position = start
    while position < len(text):
        quote = _QUOTE.match(text, position)
        character = text[position]
        if quote:
            after = _end_of_string(text, quote.end(), quote.group())
            if after is None:
                return None
            position = after
            continue
        if expected:
            if character == expected[-1]:
                expected.pop()
            elif character in _PAIRS:
                expected.append(_PAIRS[character])
            elif character in ")]}":
                return None
        elif character in "}:!" and text[position : position + 2] != "!=":
            return position
        elif character in _PAIRS:
            expected.append(_PAIRS[character])
        elif character in ")]":
            return None
        position += 1
    return None


def _end_of_string(text: str, start: int, quote: str) -> int | None:
    position = start
    while position < len(text):
        if text[position] == "\\":
            position += 2
        elif text.startswith(quote, position):
            return position + len(quote)
        elif text[position] == "\n" and len(quote) == 1:
            return None
        else:
            position += 1
    return None


def _without_label(inside: str) -> tuple[str, str]:
    """`name = ` of `{name = }` and `name`; an empty label where `=` does not end the expression."""
    trimmed = inside.rstrip()
    if trimmed.endswith("=") and not re.search(r"[=!<>:]=$", trimmed):
        return inside, trimmed[:-1]
    return "", inside


def _unreadable(text: str, start: int, why: str = "This is no Python expression.") -> tuple[Fault, int]:
    """Goes on behind the next closing brace, so that one slip is told once."""
    close = text.find("}", start)
    if close == -1:
        line = text[start:].split("\n", 1)[0]
        return Fault(line, f"The {{ is never closed. {AS_TEXT}"), start + max(1, len(line))
    return Fault(text[start : close + 1], f"{why} {AS_TEXT}"), close + 1
