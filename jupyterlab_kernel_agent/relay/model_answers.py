"""Reads what model servers answer, as far as the connection test needs it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

MAX_QUOTED = 300
MAX_LINE_BYTES = 1024 * 1024
MAX_TEXT_BYTES = 8 * 1024 * 1024


def parsed(text: str) -> Any:
    """The JSON value, or None."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def is_page(content_type: str, text: str) -> bool:
    """Whether this is a web page."""
    return "html" in content_type.lower() or text.lstrip()[:1] == "<"


def model_names(answer: Any) -> list[str] | None:
    """The names in a model list, or None when it is not one."""
    if isinstance(answer, dict):
        answer = answer.get("data", answer.get("models"))
    if not isinstance(answer, list):
        return None
    names = (_model_name(item) for item in answer)
    return [name for name in names if isinstance(name, str) and name]


def _model_name(item: Any) -> Any:
    if isinstance(item, dict):
        return item.get("id") or item.get("name") or item.get("model")
    return item


def error_text(text: str) -> str:
    """What an error answer says, in one line of at most `MAX_QUOTED` characters; empty for a web page."""
    if is_page("", text):
        return ""
    found = parsed(text)
    for _ in range(3):
        if isinstance(found, list) and found:
            found = found[0]
        if isinstance(found, dict):
            found = next(
                (found[name] for name in ("error", "message", "detail", "msg") if found.get(name)), None
            )
    if not isinstance(found, str):
        found = text
    line = " ".join(found.split())
    return line if len(line) <= MAX_QUOTED else f"{line[: MAX_QUOTED - 1]}…"


def has_reply(chunk: Any) -> bool:
    """Whether a chunk or a whole document is part of a chat completion."""
    return isinstance(chunk, dict) and isinstance(chunk.get("choices"), list) and bool(chunk["choices"])


def error_in(chunk: Any) -> str:
    """The error that a chunk of a successful stream carries, or an empty string."""
    if isinstance(chunk, dict) and chunk.get("error"):
        return error_text(json.dumps(chunk)) or "an error without words"
    return ""


async def event_values(chunks: AsyncIterator[bytes]) -> AsyncIterator[Any]:
    """The JSON values of an event stream, as they come; None for a piece that is not JSON, such as
    `[DONE]`."""
    rest = b""
    async for chunk in chunks:
        *lines, rest = (rest + chunk).replace(b"\r\n", b"\n").split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield parsed(line[5:].decode(errors="replace"))
        if len(rest) > MAX_LINE_BYTES:
            return


async def limited_text(chunks: AsyncIterator[bytes]) -> str:
    """The text of an answer, or the first `MAX_TEXT_BYTES` of it."""
    data = b""
    async for chunk in chunks:
        data += chunk
        if len(data) > MAX_TEXT_BYTES:
            break
    return data[:MAX_TEXT_BYTES].decode(errors="replace")
