"""What upstreams do that no standard foresees: the relay says what it can, and keeps its secrets."""

from __future__ import annotations

import asyncio
import gzip
import html
import json
import socket
from typing import Any

import httpx
import pytest

from jupyterlab_kernel_agent.tests.upstream import (
    FakeUpstream,
    Reply,
    Request,
    Script,
    answers,
    chat,
    delta,
    model_server,
)

from .conftest import CHAT_BODY, PLANTED_KEY
from .test_security import assert_absent

CHAT = "chat/completions"
WHOLE = {"choices": [{"message": {"content": "OK"}}]}


@pytest.mark.parametrize(
    "raw",
    ["żółw".encode(), "größe".encode("latin-1"), b"a\tb"],
    ids=["UTF-8", "Latin-1", "a tab"],
)
async def test_headers_that_are_not_ascii(
    browser: httpx.AsyncClient, upstream: FakeUpstream, raw: bytes
) -> None:
    async def script(request: Request, reply: Reply) -> None:
        reply.writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
            b"X-Request-Id: " + raw + b"\r\nX-RateLimit-Remaining-Requests: 7\r\n\r\n{}"
        )
        await reply.writer.drain()

    upstream.script = script
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert (response.status_code, response.text) == (200, "{}")
    assert response.headers["x-ratelimit-remaining-requests"] == "7"
    assert response.headers["x-request-id"].isprintable()
    assert response.headers["x-request-id"].isascii()


async def test_an_error_that_cannot_be_read_is_not_passed_on(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    body = gzip.compress(json.dumps({"error": f"Incorrect API key {PLANTED_KEY}"}).encode())
    upstream.script = answers(401, body, {"Content-Encoding": "x-special"})
    async with browser.stream("POST", CHAT, json=CHAT_BODY) as response:
        raw = b"".join([chunk async for chunk in response.aiter_raw()])
    assert response.status_code == 401
    assert "content-encoding" not in response.headers
    assert json.loads(raw)["error"]["message"]


def respelled(key: str) -> list[str]:
    """How frameworks write a key in JSON, in a URL and in a page."""
    odd = [character for character in key if not character.isalnum()]
    spellings = [html.escape(key), key.replace("/", "&#x2F;")]
    for pattern in ("\\u{:04x}", "\\u{:04X}", "%{:02x}", "%{:02X}", "&#{};", "&#x{:x};", "&#x{:X};"):
        every = "".join(pattern.format(ord(one)) if one in odd else one for one in key)
        spellings += [key.replace("/", pattern.format(ord("/"))), every]
    return spellings


@pytest.mark.parametrize("kind", ["whole", "split"])
async def test_a_key_is_found_in_every_spelling(
    browser: httpx.AsyncClient, upstream: FakeUpstream, kind: str
) -> None:
    text = " | ".join(respelled(PLANTED_KEY))

    async def script(request: Request, reply: Reply) -> None:
        if kind == "whole":
            await reply.whole(401, text, {"Content-Type": "text/html"})
            return
        await reply.start(401, content_type="text/html")
        for start in range(0, len(text), 7):
            await reply.chunk(text[start : start + 7])
        await reply.end()

    upstream.script = script
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert_absent("4f9a1c7e2b8d6035", response.text)


@pytest.mark.parametrize(
    "script",
    [
        chat(answers(200, f"{json.dumps(delta('OK'))}\n", {"Content-Type": "application/x-ndjson"})),
        chat(answers(200, json.dumps(WHOLE, indent=2), {"Content-Type": "text/plain"})),
        chat(answers(200, f" data:{json.dumps(delta('OK'))}\r\r", {"Content-Type": "text/event-stream"})),
        chat(answers(200, f"\ufeffdata: {json.dumps(delta('OK'))}", {"Content-Type": "text/event-stream"})),
    ],
    ids=["JSON lines", "a document of another type", "carriage returns", "a byte order mark"],
)
async def test_what_the_agent_can_read_passes_the_test(
    browser: httpx.AsyncClient, upstream: FakeUpstream, script: Script
) -> None:
    upstream.script = script
    result = (await browser.post("test", json={"model": "small-model"})).json()
    assert result["ok"], result


@pytest.mark.parametrize("body", [{"object": "list", "data": None}, {"data": []}, {"models": None}])
async def test_a_server_that_has_no_models_yet(
    browser: httpx.AsyncClient, upstream: FakeUpstream, body: Any
) -> None:
    async def script(request: Request, reply: Reply) -> None:
        if request.method == "GET":
            await reply.whole(200, body)
        else:
            await model_server(request, reply)

    upstream.script = script
    result = (await browser.post("test", json={"model": "small-model"})).json()
    assert result["ok"], result


@pytest.mark.parametrize(
    "said",
    ['data: {"object": "error", "message": "out of memory"}', 'error: {"message": "out of memory"}'],
)
async def test_errors_without_a_reply_are_quoted(
    browser: httpx.AsyncClient, upstream: FakeUpstream, said: str
) -> None:
    upstream.script = chat(answers(200, f"{said}\n\n", {"Content-Type": "text/event-stream"}))
    result = (await browser.post("test", json={"model": "small-model"})).json()
    assert (result["ok"], result["layer"]) == (False, "chat")
    assert "out of memory" in result["message"]


async def test_an_upstream_at_an_ipv6_address(
    browser: httpx.AsyncClient, upstream: FakeUpstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}")
        writer.close()

    try:
        server = await asyncio.start_server(connected, "::1", 0, family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    for address in (f"http://[::1]:{port}/v1", f"[::1]:{port}"):
        monkeypatch.setenv("OPENAI_BASE_URL", address)
        response = await browser.post(CHAT, json=CHAT_BODY)
        assert (response.status_code, response.text) == (200, "{}")
    server.close()


async def test_an_upstream_that_says_nothing_and_hangs_up(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    async def script(request: Request, reply: Reply) -> None:
        reply.break_off()

    upstream.script = script
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert (response.status_code, response.json()["error"]["code"]) == (502, "relay_unreachable")


async def test_a_line_of_many_megabytes_arrives_whole(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    line = json.dumps(delta("x" * 3_000_000))

    async def script(request: Request, reply: Reply) -> None:
        await reply.start()
        await reply.chunk(f"data: {line[:1_000_000]}")
        await reply.chunk(f"{line[1_000_000:]}\n\n")
        await reply.end()

    upstream.script = script
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert response.text == f"data: {line}\n\n"
