"""A real, small HTTP/1.1 server that plays the model server, the proxy, or whatever stands in between."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

Script = Callable[["Request", "Reply"], Awaitable[None]]

MODELS = ["small-model", "large-model"]


@dataclass(frozen=True)
class Request:
    """What arrived; header names are lower-case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    """How a script answers, byte by byte."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    chunked: bool = field(default=False, init=False)
    sent_bytes: int = field(default=0, init=False)

    async def whole(
        self, status: int, body: bytes | str | Any, headers: dict[str, str] | None = None
    ) -> None:
        """A complete answer with a length."""
        data = (
            body
            if isinstance(body, bytes)
            else (body if isinstance(body, str) else json.dumps(body)).encode()
        )
        fields = {"Content-Type": "application/json", "Content-Length": str(len(data)), **(headers or {})}
        self._head(status, fields)
        self.writer.write(data)
        await self.writer.drain()

    async def start(
        self,
        status: int = 200,
        headers: dict[str, str] | None = None,
        content_type: str = "text/event-stream",
    ) -> None:
        """Begins a chunked answer."""
        self.chunked = True
        self._head(status, {"Content-Type": content_type, "Transfer-Encoding": "chunked", **(headers or {})})
        await self.writer.drain()

    async def chunk(self, data: bytes | str) -> None:
        """Sends one chunk and waits until the network has taken it."""
        raw = data if isinstance(data, bytes) else data.encode()
        self.writer.write(b"%x\r\n%s\r\n" % (len(raw), raw))
        self.sent_bytes += len(raw)
        await self.writer.drain()

    async def event(self, value: Any) -> None:
        """Sends one event with a JSON value."""
        await self.chunk(f"data: {json.dumps(value)}\n\n")

    async def end(self) -> None:
        """Ends a chunked answer properly."""
        self.writer.write(b"0\r\n\r\n")
        await self.writer.drain()

    def break_off(self) -> None:
        """Closes the connection in the middle of the answer."""
        self.writer.close()

    async def other_side_gone(self) -> None:
        """Waits until the relay has closed the connection."""
        try:
            while await self.reader.read(1024):
                pass
        except ConnectionError:
            pass

    def _head(self, status: int, headers: dict[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} Status", *(f"{name}: {value}" for name, value in headers.items())]
        self.writer.write("\r\n".join([*lines, "", ""]).encode())


class FakeUpstream:
    """Listens on 127.0.0.1, records every request, and answers as `script` says."""

    def __init__(self, script: Script | None = None) -> None:
        self.script: Script = script or model_server
        self.requests: list[Request] = []
        self.failures: list[BaseException] = []
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def last(self) -> Request:
        return self.requests[-1]

    async def start(self, tls: ssl.SSLContext | None = None) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=tls)

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            while request := await _read_request(reader, writer):
                self.requests.append(request)
                await self.script(request, Reply(reader, writer))
                if writer.is_closing():
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        except BaseException as error:
            self.failures.append(error)
        finally:
            writer.close()


async def _read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request | None:
    line = await reader.readline()
    if not line:
        return None
    if not line.isascii():
        # Somebody speaks TLS. Like real servers, answer in plain text all the same.
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        return None
    method, target, _ = line.decode().split(" ", 2)
    headers: dict[str, str] = {}
    while (line := await reader.readline()).strip():
        name, _, value = line.decode().partition(":")
        headers[name.strip().lower()] = value.strip()
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body)


def delta(text: str) -> dict[str, Any]:
    """A chunk of a chat completion."""
    return {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": text}}]}


async def model_server(request: Request, reply: Reply) -> None:
    """A well-behaved OpenAI-compatible server."""
    if request.target.partition("?")[0].endswith("/models"):
        await reply.whole(200, {"object": "list", "data": [{"id": name} for name in MODELS]})
        return
    if request.json().get("model") not in MODELS:
        await reply.whole(404, {"error": {"message": "The model does not exist", "code": "model_not_found"}})
        return
    await reply.start()
    await reply.event(delta("Hello"))
    await reply.event(delta(" there"))
    await reply.chunk("data: [DONE]\n\n")
    await reply.end()


def answers(status: int, body: Any, headers: dict[str, str] | None = None) -> Script:
    """A script that always gives the same answer."""

    async def script(request: Request, reply: Reply) -> None:
        await reply.whole(status, body, headers)

    return script


def chat(script: Script) -> Script:
    """A well-behaved server for everything but chat completions, which `script` answers."""

    async def both(request: Request, reply: Reply) -> None:
        await (script if request.target.endswith("/chat/completions") else model_server)(request, reply)

    return both
