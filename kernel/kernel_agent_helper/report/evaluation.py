"""Expressions of an outline, evaluated in the user's namespace, and the record of what they came to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..braces import Field, split_braces
from ..interpolation import interpolate
from ..kinds import type_name
from ..reply import HelperError
from ..shell import user_namespace
from ..texts import clip
from .limits import MAX_ITEMS, MAX_NUMBER_TEXT, MAX_NUMBERS, MAX_TEXT
from .plain_text import one_line, plain

MAX_MESSAGE = 300


class Evaluation:
    """What the expressions of one deck came to: each expression of data is evaluated once."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self.numbers: list[dict[str, Any]] = []
        self.more_numbers = 0
        self._used: dict[int, list[tuple[str, str]]] = {}

    def text(self, template: str, slide: int, where: str) -> str:
        """The text with the values of its expressions. Raises `HelperError`."""
        if len(template) > MAX_TEXT * 2:
            template = template[: MAX_TEXT * 2]
        if "{" not in template and "}" not in template:
            return plain(template)[:MAX_TEXT]
        parts = []
        for part in split_braces(template):
            if isinstance(part, str):
                parts.append(part)
                continue
            parts.append(self._interpolated(part.source, slide, where))
            if isinstance(part, Field):
                self._use(slide, where, part.expression)
                self.record(slide, where, part.expression, parts[-1])
        return plain("".join(parts))[:MAX_TEXT]

    def value(self, expression: str, slide: int, what: str) -> Any:
        """The value of an expression. Raises `HelperError`."""
        text = expression.strip()
        if not text:
            raise HelperError(f"Slide {slide}: the {what} has no expression: name a variable or write one.")
        self._use(slide, what, text)
        if text not in self._values:
            try:
                code = compile(text, "<kernel agent>", "eval", dont_inherit=True)
                value = eval(code, user_namespace(), {})
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                raise HelperError(
                    f"Slide {slide}: the {what} cannot be evaluated, {shortened(text)} raises "
                    f"{reason_of(error)}; "
                    "correct the expression or make the variable first."
                ) from error
            if isinstance(value, Iterator):
                # It can be asked once only, and other slides may name it, too.
                value = [each for each, _ in zip(value, range(MAX_ITEMS))]  # noqa: B905
            self._values[text] = value
        return self._values[text]

    def used(self, slide: int) -> list[tuple[str, str]]:
        """The expressions of a slide, each with what it was used for."""
        return self._used.get(slide, [])

    def _use(self, slide: int, what: str, expression: str) -> None:
        self._used.setdefault(slide, []).append((what, expression))

    def record(self, slide: int, where: str, expression: str, text: str) -> None:
        if len(self.numbers) >= MAX_NUMBERS:
            self.more_numbers += 1
            return
        self.numbers.append(
            {
                "slide": slide,
                "where": clip(one_line(where), MAX_NUMBER_TEXT),
                "expression": clip(one_line(expression), MAX_NUMBER_TEXT),
                "text": clip(plain(text), MAX_NUMBER_TEXT),
            }
        )

    def _interpolated(self, source: str, slide: int, where: str) -> str:
        answer: Any = interpolate(source)
        if answer["problems"]:
            problem = answer["problems"][0]
            raise HelperError(
                f"Slide {slide}: the {clip(one_line(where), 80)} cannot be evaluated, "
                f"{shortened(problem['expression'])}: {_unended(problem['message'])}; "
                "correct it or make the variable first."
            )
        return str(answer["text"])


def reason_of(error: BaseException) -> str:
    """`NameError: name 'x' is not defined`, on one line and not too long."""
    kind = type_name(error)
    try:
        said = str(error.msg) if isinstance(error, SyntaxError) else str(error)
    except Exception:
        said = ""
    return clip(_unended(f"{kind}: {one_line(said)}" if said else kind), MAX_MESSAGE)


def shortened(expression: str) -> str:
    return f"`{clip(one_line(expression), 120)}`"


def _unended(text: str) -> str:
    return one_line(text).rstrip(". ")
