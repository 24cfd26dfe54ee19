"""The relay passes replies on as they arrive, whole or broken."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from typing import Any

import httpx
import pytest
from tornado.iostream import IOStream

from jupyterlab_kernel_agent.tests.upstream import FakeUpstream, Reply, Request, chat, delta

from .conftest import CHAT_BODY

CHAT = "chat/completions"
IN_TIME = 10


def gated(gate: asyncio.Event) -> Any:
    """Sends its second event only after the first one has reached the browser."""

    async def script(request: Request, reply: Reply) -> None:
        await reply.start()
        await reply.event(delta("one"))
        await asyncio.wait_for(gate.wait(), IN_TIME)
        await reply.event(delta("two"))
        await reply.chunk("data: [DONE]\n\n")
        await reply.end()

    return script


async def read_gated(browser: httpx.AsyncClient, gate: asyncio.Event) -> tuple[httpx.Response, bytes]:
    received = b""
    async with browser.stream("POST", CHAT, json=CHAT_BODY) as response:
        async for chunk in response.aiter_raw():
            received += chunk
            if b"one" in received:
                gate.set()
    return response, received


async def test_the_first_event_arrives_before_the_second_is_sent(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    gate = asyncio.Event()
    upstream.script = gated(gate)
    response, received = await read_gated(browser, gate)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/event-stream"
    assert "no-cache" in response.headers["cache-control"]
    assert response.headers["x-accel-buffering"] == "no"
    assert (
        received.decode()
        == f"data: {json.dumps(delta('one'))}\n\ndata: {json.dumps(delta('two'))}\n\ndata: [DONE]\n\n"
    )


async def test_small_events_do_not_wait_until_earlier_ones_are_acknowledged(
    browser: httpx.AsyncClient, upstream: FakeUpstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    # How long a client takes to acknowledge is its own affair, so that only the option can be looked at.
    options: list[bool] = []
    set_nodelay = IOStream.set_nodelay

    def noted(stream: IOStream, value: bool) -> None:
        options.append(value)
        set_nodelay(stream, value)

    gate = asyncio.Event()
    upstream.script = gated(gate)
    monkeypatch.setattr(IOStream, "set_nodelay", noted)
    async with browser.stream("POST", CHAT, json=CHAT_BODY) as response:
        await anext(response.aiter_raw())
        assert options == [True]
        gate.set()


async def test_what_arrives_in_one_go_arrives_whole_and_in_order(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    events = "".join(f"data: {json.dumps(delta(str(number)))}\n\n" for number in range(5000))

    async def script(request: Request, reply: Reply) -> None:
        await reply.start()
        for event in events.splitlines(keepends=True):
            reply.writer.write(b"%x\r\n%s\r\n" % (len(event), event.encode()))
        await reply.end()

    upstream.script = script
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert response.text == events


@pytest.mark.parametrize("server_settings", [{"tornado_settings": {"compress_response": True}}])
async def test_a_server_that_compresses_does_not_hold_events_back(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    gate = asyncio.Event()
    upstream.script = gated(gate)
    compressed = await browser.get("../../api/spec.yaml", headers={"Accept-Encoding": "gzip"})
    assert compressed.headers["content-encoding"] == "gzip", "this server was meant to compress"
    response, received = await read_gated(browser, gate)
    assert "content-encoding" not in response.headers
    assert b"two" in received


async def test_the_headers_arrive_before_the_first_event(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    gate = asyncio.Event()

    async def script(request: Request, reply: Reply) -> None:
        await reply.start(headers={"x-request-id": "req-1"})
        await asyncio.wait_for(gate.wait(), IN_TIME)
        await reply.chunk("data: [DONE]\n\n")
        await reply.end()

    upstream.script = script
    async with browser.stream("POST", CHAT, json=CHAT_BODY) as response:
        assert response.headers["x-request-id"] == "req-1"
        gate.set()
        assert await response.aread() == b"data: [DONE]\n\n"


async def test_an_upstream_that_compresses_anyway_is_decoded(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    gate = asyncio.Event()

    async def script(request: Request, reply: Reply) -> None:
        assert request.headers["accept-encoding"] == "identity"
        packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
        await reply.start(headers={"Content-Encoding": "gzip"})
        await reply.chunk(packer.compress(b"data: 1\n\n") + packer.flush(zlib.Z_SYNC_FLUSH))
        await asyncio.wait_for(gate.wait(), IN_TIME)
        await reply.chunk(packer.compress(b"data: 2\n\n") + packer.flush())
        await reply.end()

    upstream.script = script
    received = b""
    async with browser.stream("POST", CHAT, json=CHAT_BODY) as response:
        async for chunk in response.aiter_raw():
            received += chunk
            if received == b"data: 1\n\n":
                gate.set()
    assert "content-encoding" not in response.headers
    assert received == b"data: 1\n\ndata: 2\n\n"


async def test_a_compression_that_the_relay_does_not_know_is_left_to_the_browser(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    async def script(request: Request, reply: Reply) -> None:
        await reply.whole(200, gzip.compress(b"{}"), {"Content-Encoding": "x-special"})

    upstream.script = script
    async with browser.stream("POST", CHAT, json=CHAT_BODY) as response:
        raw = b"".join([chunk async for chunk in response.aiter_raw()])
    assert response.headers["content-encoding"] == "x-special"
    assert gzip.decompress(raw) == b"{}"


@pytest.mark.parametrize("torn", ["", 'data: {"choices": [{"del'])
async def test_a_stream_that_breaks_off_ends_with_an_error_event(
    browser: httpx.AsyncClient, upstream: FakeUpstream, torn: str
) -> None:
    async def script(request: Request, reply: Reply) -> None:
        await reply.start()
        await reply.event(delta("half"))
        if torn:
            await reply.chunk(torn)
        reply.break_off()

    upstream.script = script
    response = await browser.post(CHAT, json=CHAT_BODY)
    events = [line for line in response.text.splitlines() if line]
    assert events[0] == f"data: {json.dumps(delta('half'))}"
    assert len(events) == 2, "no torn event may reach the browser"
    error = json.loads(events[1].removeprefix("data: "))["error"]
    assert (error["type"], error["code"]) == ("relay_error", "relay_stream_broken")


async def test_a_document_that_breaks_off_is_no_complete_answer(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    async def script(request: Request, reply: Reply) -> None:
        await reply.start(content_type="application/json")
        await reply.chunk('{"choices": [')
        reply.break_off()

    upstream.script = script
    with pytest.raises(httpx.RemoteProtocolError):
        await browser.post(CHAT, json=CHAT_BODY)


@pytest.mark.parametrize("begun", [True, False], ids=["in mid-stream", "before the first byte"])
async def test_a_browser_that_goes_away_ends_the_upstream_request(
    browser: httpx.AsyncClient, upstream: FakeUpstream, begun: bool
) -> None:
    arrived, gone = asyncio.Event(), asyncio.Event()

    async def script(request: Request, reply: Reply) -> None:
        if begun:
            await reply.start()
            await reply.event(delta("one"))
        arrived.set()
        await reply.other_side_gone()
        gone.set()

    upstream.script = script

    async def read() -> None:
        async with browser.stream("POST", CHAT, json=CHAT_BODY) as response:
            async for _ in response.aiter_raw():
                arrived.set()

    reading = asyncio.ensure_future(read())
    await asyncio.wait_for(arrived.wait(), IN_TIME)
    reading.cancel()
    await asyncio.wait_for(gone.wait(), IN_TIME)
    assert len(upstream.requests) == 1


async def test_a_slow_browser_slows_the_upstream_down(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    total, piece = 192, b"x" * (1024 * 1024 - 1) + b"\n"
    blocked = asyncio.Event()
    sent_when_blocked: list[int] = []

    async def script(request: Request, reply: Reply) -> None:
        await reply.start()
        for _ in range(total):
            sending = asyncio.ensure_future(reply.chunk(piece))
            if not (await asyncio.wait({sending}, timeout=0.5))[0] and not sent_when_blocked:
                sent_when_blocked.append(reply.sent_bytes)
                blocked.set()
            await sending
        blocked.set()
        await reply.end()

    upstream.script = script
    async with browser.stream("POST", CHAT, json=CHAT_BODY) as response:
        await asyncio.wait_for(blocked.wait(), 2 * IN_TIME)
        received = 0
        async for chunk in response.aiter_raw():
            received += len(chunk)
    assert received == total * len(piece)
    assert sent_when_blocked, "the upstream was never made to wait"
    assert sent_when_blocked[0] < 48 * 1024 * 1024


async def test_a_failure_is_not_tried_again(browser: httpx.AsyncClient, upstream: FakeUpstream) -> None:
    async def script(request: Request, reply: Reply) -> None:
        reply.break_off()

    upstream.script = chat(script)
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert (response.status_code, response.json()["error"]["code"]) == (502, "relay_unreachable")
    assert len(upstream.requests) == 1


async def test_the_body_reaches_the_upstream_byte_for_byte(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    body = (
        b'{ "model":"small-model",  "n":1.0, "text":"\\u00e9 \xe2\x9c\x93", "image":"'
        + b"A" * 20_000_000
        + b'"}'
    )
    response = await browser.post(CHAT, content=body)
    assert response.status_code == 200
    assert upstream.last.body == body
