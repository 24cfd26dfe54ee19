"""Puts values of the user's variables into texts, and texts into variables."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Mapping, Sized
from typing import Any

from .braces import AS_TEXT, Fault, Field, split_braces
from .kinds import is_exactly, is_lazy, type_name
from .outline import outline
from .reply import HelperError
from .shell import user_namespace
from .texts import clean_text

#: Characters of one value, and of all values of one text.
MAX_VALUE = 20_000
MAX_VALUES = 100_000
#: Items of a plain container, nested ones included, that are written out as Python writes them.
MAX_ITEMS = 20_000
#: A width or a precision in a format specification has fewer digits than this.
TOO_WIDE = re.compile(r"\d{5,}")
#: Characters of an expression as a problem quotes it.
MAX_SOURCE = 200
MAX_PROBLEMS = 20

CONTAINERS = (list, tuple, set, frozenset, dict)
CONVERSIONS = {"r": repr, "s": str, "a": ascii}


def interpolate(template: str) -> dict[str, object]:
    """`text` is `template` with its expressions in braces replaced by their values, as in an f-string.

    Expressions see the user's variables; names they assign do not reach them. What cannot be evaluated stays
    in the text as it is and is in `problems`: `expression` as written, with its braces, and `message`. Values
    are bounded, which the text says. Raises nothing but `KeyboardInterrupt`.
    """
    work = _Interpolation()
    text = work.fill(split_braces(template))
    return {"text": clean_text(text), "problems": work.problems}


def assign(name: str, value: str) -> dict[str, object]:
    """Makes `name` a variable of the user's that holds `value`."""
    if not name.isidentifier() or keyword.iskeyword(name):
        raise HelperError(f"{name[:80]!r} cannot be the name of a variable.")
    user_namespace()[name] = value
    return {"name": name}


class _Interpolation:
    def __init__(self) -> None:
        self.problems: list[dict[str, str]] = []
        self._left = MAX_VALUES

    def fill(self, parts: list[str | Field | Fault], *, nested: bool = False) -> str:
        return "".join(part if isinstance(part, str) else self._filled(part, nested) for part in parts)

    def _filled(self, part: Field | Fault, nested: bool) -> str:
        if isinstance(part, Fault):
            self._report(part.source, part.message)
            return part.source
        try:
            text = self._text_of(part, nested)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self._report(part.source, _reason(error))
            text = None
        if text is None:
            return part.source
        self._left -= min(len(text), self._left)
        return part.label + text

    def _text_of(self, part: Field, nested: bool) -> str | None:
        """None when its format cannot be told, which was reported then."""
        value = _evaluate(part, nested)
        before = len(self.problems)
        specification = self.fill(part.specification, nested=True)
        if len(self.problems) > before:
            return None
        if TOO_WIDE.search(specification):
            raise HelperError(f"The format {specification[:40]!r} is too wide.")
        limit = min(MAX_VALUE, self._left)
        if part.conversion:
            value = CONVERSIONS[part.conversion](value)
        if specification:
            return _bounded(format(value, specification), limit)
        return _bounded(_plain_text(value), limit)

    def _report(self, source: str, message: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            shown = source if len(source) <= MAX_SOURCE else f"{source[:MAX_SOURCE]}…"
            self.problems.append({"expression": clean_text(shown), "message": message})


def _evaluate(part: Field, nested: bool) -> Any:
    # In brackets an expression may have several lines, as in an f-string.
    tree = ast.parse(f"({part.expression}\n)", "<braces>", "eval")
    is_plain = not (nested or part.conversion or part.label)
    if is_plain and _is_only_text(tree.body, bool(part.specification)):
        raise HelperError(f"No variable is named in these braces. {AS_TEXT}")
    code = compile(tree, "<braces>", "eval", dont_inherit=True)
    return eval(code, user_namespace(), {})


def _is_only_text(node: ast.expr, has_specification: bool) -> bool:
    """True for what JSON, sets, regular expressions and templates have in braces: `"a": 1`, `1, 2`, `3`."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) or not has_specification
    return isinstance(node, ast.Tuple) and all(_is_only_text(item, False) for item in node.elts)


def _plain_text(value: Any) -> str:
    if type(value) is str:
        return value
    if is_lazy(value):
        return f"<{type_name(value)}, lazy: not computed>"
    if is_exactly(value, CONTAINERS) and _is_huge(value):
        return f"{outline(value, items=60, characters=4000, depth=4)} [{len(value)} items, not all are shown]"
    return format(value, "")


def _is_huge(value: Any) -> bool:
    """Counts items of plain containers inside plain containers until there are too many."""
    count = 0
    waiting = [value]
    while waiting:
        container = waiting.pop()
        count += len(container)
        if count > MAX_ITEMS:
            return True
        for item in container.values() if isinstance(container, Mapping) else container:
            if is_exactly(item, CONTAINERS):
                waiting.append(item)
            elif is_exactly(item, (str, bytes, bytearray)) and isinstance(item, Sized):
                count += len(item) // 10
    return count > MAX_ITEMS


def _bounded(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    half = limit // 2
    left_out = len(text) - 2 * half
    tail = text[len(text) - half :]
    return f"{text[:half]}\n… [{left_out} of {len(text)} characters left out] …\n{tail}"


def _reason(error: BaseException) -> str:
    """What went wrong in a sentence, with the error's type where Python raised it."""
    if isinstance(error, SyntaxError):
        return f"This is no Python expression ({error.msg}). {AS_TEXT}"
    kind = type(error).__name__
    try:
        message = clean_text(str(error))[:500]
    except Exception:
        message = ""
    if isinstance(error, HelperError):
        return message
    return f"{kind}: {message}" if message else kind
