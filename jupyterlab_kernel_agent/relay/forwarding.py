"""Passes an upstream's answer on to the browser, as it arrives."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Protocol

from .event_lines import EventLines
from .failures import error_body
from .redaction import Redactor, StreamRedactor

if TYPE_CHECKING:
    import httpx

PASSED_HEADERS = frozenset(
    (
        "content-type",
        "retry-after",
        "retry-after-ms",
        "x-should-retry",
        "x-request-id",
        "request-id",
        "apim-request-id",
        "openai-processing-ms",
        "openai-version",
    )
)
PASSED_PREFIXES = ("x-ratelimit-", "ratelimit-", "anthropic-ratelimit-")
UNFIT = re.compile(r"[^\x20-\x7e]")
DECODED = ("gzip", "deflate")
BODILESS = (204, 304)
UNREADABLE = {
    "error": {
        "message": "The model server refused the request. Its answer is compressed in an unknown way.",
        "type": "relay_error",
        "param": None,
        "code": None,
    }
}


class Browser(Protocol):
    """What is needed of the handler that answers the browser."""

    def begin(self, status: int, headers: dict[str, str]) -> None:
        """Sets status and headers; what was set before, a content type included, is replaced."""

    async def send(self, chunk: bytes) -> None:
        """Sends a chunk, perhaps empty, and waits until the network has taken what was sent before."""

    def abort(self) -> None:
        """Breaks the connection, so that nobody takes the answer for complete."""


def passed_headers(response: httpx.Response, redactor: Redactor) -> Iterator[tuple[str, str]]:
    """The headers that mean something to the agent. Cookies and hop-by-hop headers are not among them."""
    for name, value in response.headers.items():
        if name.lower() in PASSED_HEADERS or name.lower().startswith(PASSED_PREFIXES):
            # Whatever else a header may hold cannot be written again, or not safely.
            yield name, UNFIT.sub("?", redactor.text(value))


async def pass_on(browser: Browser, response: httpx.Response, redactor: Redactor) -> str:
    """Streams `response` through, each chunk when it comes.

    Returns an empty string, or what broke when the upstream did not finish its answer. An event stream then
    ends with an error event; anything else ends with a broken connection.
    """
    import httpx

    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    headers = dict(passed_headers(response, redactor))
    headers.setdefault("content-type", "application/octet-stream")
    if encoding not in ("identity", "", *DECODED):
        # The upstream compresses although it was asked not to, in a way that only the browser may know.
        if response.status_code >= 400:
            # Errors quote keys, and what cannot be read cannot be cleaned.
            browser.begin(response.status_code, {**headers, "content-type": "application/json"})
            await browser.send(json.dumps(UNREADABLE).encode())
            return ""
        headers["content-encoding"] = UNFIT.sub("?", encoding)
    browser.begin(response.status_code, headers)
    await browser.send(b"")
    if response.status_code in BODILESS:
        return ""
    lines = EventLines() if headers["content-type"].lower().startswith("text/event-stream") else None
    secrets = StreamRedactor(redactor)
    chunks: AsyncIterator[bytes] = response.aiter_bytes() if encoding in DECODED else response.aiter_raw()
    while True:
        # Only the upstream's side is in the `try`: what the browser's side raises is nothing of ours to
        # handle.
        try:
            chunk = await anext(chunks, None)
        except httpx.HTTPError as error:
            await _break_off(browser, lines)
            return type(error).__name__
        if chunk is None:
            break
        ready = secrets.feed(lines.feed(chunk) if lines else chunk)
        if ready:
            await browser.send(ready)
    rest = secrets.feed(lines.close() if lines else b"") + secrets.close()
    if rest:
        await browser.send(rest)
    return ""


async def _break_off(browser: Browser, lines: EventLines | None) -> None:
    if lines is None:
        browser.abort()
        return
    error = error_body(
        "relay_stream_broken", "The connection to the model server broke off before the reply was complete."
    )
    # The blank line ends an event whose lines are whole; a torn line is in `lines` and stays there.
    await browser.send(f"\n\ndata: {json.dumps(error)}\n\n".encode())
