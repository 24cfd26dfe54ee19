"""Reads what model servers answer, as far as the connection test needs it."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import AsyncIterator
from typing import Any

MAX_QUOTED = 300
MAX_LINE_BYTES = 1024 * 1024
LINE_END = re.compile(r"[\r\n]")
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
        lists = [answer[name] for name in ("data", "models") if name in answer]
        # Servers that have no model yet say null.
        answer = next((found for found in lists if found is not None), [] if lists else None)
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
    if not isinstance(chunk, dict):
        return ""
    if chunk.get("error") or "error" in (chunk.get("object"), chunk.get("type")):
        return error_text(json.dumps(chunk)) or "an error without words"
    return ""


def is_whole(chunk: Any) -> bool:
    """Whether a part of a chat completion is all of it."""
    return has_reply(chunk) and isinstance(chunk["choices"][0], dict) and "message" in chunk["choices"][0]


async def reply_values(chunks: AsyncIterator[bytes]) -> AsyncIterator[Any]:
    """The JSON values of an event stream or of JSON lines, as they come; at last, if there were none, the
    whole answer: its JSON value or its text."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    rest, beginning, found = "", "", False
    async for chunk in chunks:
        text = decoder.decode(chunk)
        beginning = (beginning + text)[:MAX_LINE_BYTES]
        *lines, rest = LINE_END.split(rest + text)
        for value in filter(None, map(_line_value, lines)):
            found = True
            yield value
        if len(rest) > MAX_LINE_BYTES:
            return
    last = _line_value(rest)
    if last is not None:
        yield last
    elif not found:
        whole = parsed(beginning)
        yield beginning if whole is None else whole


def _line_value(line: str) -> Any:
    field, _, value = line.strip().partition(":")
    field = field.lower()
    found = parsed(value if field in ("data", "error") else line)
    if field == "error":
        return {"error": found or value.strip()}
    return found if isinstance(found, dict) else None


async def limited_text(chunks: AsyncIterator[bytes]) -> str:
    """The text of an answer, or the first `MAX_TEXT_BYTES` of it."""
    data = b""
    async for chunk in chunks:
        data += chunk
        if len(data) > MAX_TEXT_BYTES:
            break
    return data[:MAX_TEXT_BYTES].decode(errors="replace")
