"""The value of an expression, as text."""

from __future__ import annotations

from .kinds import is_exactly, is_lazy, type_name
from .outline import outline
from .reply import HelperError
from .shell import user_namespace

MAX_TEXT = 4000
CONTAINERS = (str, bytes, bytearray, list, tuple, set, frozenset, dict)


def evaluate(expression: str) -> dict[str, object]:
    """Evaluates `expression` with the user's variables; a name it assigns does not reach them.

    Raises what the expression raises. `text` is at most 4000 characters; lazy tables are not computed.
    """
    if not expression.strip():
        raise HelperError("There is no expression to evaluate.")
    code = compile(expression.strip(), "<kernel agent>", "eval", dont_inherit=True)
    value = eval(code, user_namespace(), {})
    return {"type": type_name(value), "text": _text(value)}


def _text(value: object) -> str:
    if is_lazy(value):
        return f"<{type_name(value)}, lazy: not computed>"
    if is_exactly(value, CONTAINERS):
        return outline(value, items=60, characters=MAX_TEXT, depth=4)
    text = repr(value)
    if len(text) <= MAX_TEXT:
        return text
    return f"{text[: MAX_TEXT - 1000]}\n… {len(text) - MAX_TEXT} characters left out …\n{text[-1000:]}"
