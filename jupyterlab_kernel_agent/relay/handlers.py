"""The relay's endpoints, below `<base_url>/kernel-agent/v1`."""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import Awaitable, Callable
from http.client import responses
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.iostream import StreamClosedError

from .. import __version__
from .failures import Code, RelayFailure, bad_request, error_body
from .forwarding import pass_on
from .service import Relay

MAX_BODY_BYTES = 100 * 1024 * 1024
MAX_TEST_BODY_BYTES = 64 * 1024


class RelayHandler(APIHandler):
    """Authentication, XSRF and origin checks are Jupyter's own; failures have OpenAI's error shape."""

    auth_resource = "kernel_agent"
    _work: asyncio.Future[None] | None = None
    _flushed: asyncio.Future[None] | None = None
    _flush_is_due = False

    def initialize(self, relay: Relay) -> None:
        self.relay = relay

    async def attempt(self, work: Callable[[], Awaitable[None]]) -> None:
        """Does the work of a request; stops it when the browser goes away."""
        connection: Any = self.request.connection
        if connection.stream.closed():
            return
        self._work = asyncio.ensure_future(work())
        try:
            await asyncio.wait({self._work})
        finally:
            self._work.cancel()
        if self._work.cancelled():
            return
        error = self._work.exception()
        if isinstance(error, RelayFailure):
            self.refuse(error)
        elif isinstance(error, Exception) and not isinstance(error, StreamClosedError):
            await self._report_defect(error)

    def refuse(self, failure: RelayFailure) -> None:
        """Answers with a failure of the relay."""
        self.log.warning("Kernel Agent relay: %s: %s", failure.code, failure.message)
        self.set_status(failure.status)
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(failure.body()))

    def reply(self, document: dict[str, Any]) -> None:
        """Answers with strict JSON."""
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(document, allow_nan=False))

    def begin(self, status: int, headers: dict[str, str]) -> None:
        """Sets what comes before the body of a streamed answer."""
        # A server with `compress_response` would otherwise compress event streams; no-transform tells
        # proxies.
        self._transforms = []
        # Otherwise each small piece waits until the one before it is acknowledged, which takes up to 40 ms.
        connection: Any = self.request.connection
        connection.stream.set_nodelay(True)
        self.set_status(status)
        self.set_header("Cache-Control", "no-cache, no-transform")
        self.set_header("X-Accel-Buffering", "no")
        self.set_header("X-Kernel-Agent-Source", "upstream")
        for name, value in headers.items():
            self.set_header(name, value)

    async def send(self, chunk: bytes) -> None:
        """Sends a chunk, and waits until the network has taken what was sent before.

        Chunks that arrive in one go leave in one go: as soon as nothing more is there to be read, which is at
        once in a reply that comes at a model's pace.
        """
        if not self._headers_written:
            self.write(chunk)
            await self.flush()
            return
        if self._flushed is not None:
            await self._flushed
        self.write(chunk)
        if not self._flush_is_due:
            self._flush_is_due = True
            asyncio.get_running_loop().call_soon(self._flush_now)

    def _flush_now(self) -> None:
        if self._flush_is_due and not self._finished:
            self._flush_is_due = False
            self._flushed = self.flush()

    def abort(self) -> None:
        """Breaks the connection to the browser, which gets what was sent before."""
        self._flush_now()
        connection: Any = self.request.connection
        connection.stream.close()

    def on_connection_close(self) -> None:
        """The browser went away: so does the request to the upstream."""
        super().on_connection_close()
        if self._work is not None:
            self._work.cancel()

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Errors of Jupyter's own checks, in OpenAI's shape and in Jupyter's."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        message = responses.get(status_code, "Unknown error")
        if isinstance(error, web.HTTPError) and error.log_message:
            message = error.log_message.replace("%%", "%")
        code: Code = "relay_internal" if status_code >= 500 else "relay_bad_request"
        if status_code in (401, 403):
            code = "relay_forbidden"
        self.finish(json.dumps({**error_body(code, message), "message": message, "reason": None}))

    async def _report_defect(self, error: Exception) -> None:
        """Logs an exception nobody foresaw, without the secrets that its text may quote."""
        redactor = (await self.relay.upstream()).redactor
        self.log.error("Kernel Agent relay: %s", redactor.text("".join(traceback.format_exception(error))))
        if self._headers_written:
            self.abort()
            return
        body = error_body("relay_internal", "The relay failed; the Jupyter server's log says why.")
        self.set_status(500)
        self.finish(json.dumps(body))

    async def forward(self, method: str, path: str, body: bytes | None = None) -> None:
        """Sends a request to the upstream and streams the answer back."""
        upstream = await self.relay.usable_upstream()
        response = await self.relay.send(upstream, method, path, body)
        try:
            broken = await pass_on(self, response, upstream.redactor)
        finally:
            await response.aclose()
        if broken:
            self.log.warning("Kernel Agent relay: %s broke off in mid-answer (%s)", upstream.host, broken)


class ChatHandler(RelayHandler):
    """`POST v1/chat/completions`: the body goes to the upstream as it is, the reply is streamed back."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        await self.attempt(self._forward)

    async def _forward(self) -> None:
        body = self.request.body
        if len(body) > MAX_BODY_BYTES:
            raise bad_request("The request is larger than 100 MB.", 413)
        # A look at both ends: parsing megabytes of images would hold the server up, and the upstream parses
        # anyway.
        if not body[:64].lstrip().startswith(b"{") or not body[-64:].rstrip().endswith(b"}"):
            raise bad_request("The body is no JSON object.")
        await self.forward("POST", "/chat/completions", body)


class ModelsHandler(RelayHandler):
    """`GET v1/models`: the upstream's list."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        await self.attempt(lambda: self.forward("GET", "/models"))


class StatusHandler(RelayHandler):
    """`GET v1/status`: what is configured, without secrets."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        await self.attempt(self._answer)

    async def _answer(self) -> None:
        upstream = await self.relay.upstream()
        self.reply(
            {
                "configured": upstream.configured,
                "model": upstream.model,
                "upstream": upstream.url,
                "source": upstream.source,
                "key_set": upstream.key_set,
                "version": __version__,
                "ceiling": self.relay.options.max_approval,
            }
        )


class ConnectionTestHandler(RelayHandler):
    """`POST v1/test`: tries layer by layer whether the model answers."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        await self.attempt(self._answer)

    async def _answer(self) -> None:
        # Loaded when it is wanted: every start of the server would pay for it otherwise.
        from .connection_test import ConnectionTest

        self.reply(await ConnectionTest(self.relay, self._requested_model()).run())

    def _requested_model(self) -> str:
        body = self.request.body
        if not body.strip():
            return ""
        try:
            if len(body) > MAX_TEST_BODY_BYTES:
                raise ValueError
            document = json.loads(body)
            model = document.get("model", "")
            if not isinstance(model, str):
                raise TypeError
        except (ValueError, AttributeError, TypeError, RecursionError):
            raise bad_request('The body is no JSON object such as {"model": "name"}.') from None
        return model.strip()


def relay_handlers(relay: Relay) -> list[tuple[str, type[RelayHandler], dict[str, Any]]]:
    """The relay's routes, relative to the server's base URL."""
    routes: dict[str, type[RelayHandler]] = {
        "chat/completions": ChatHandler,
        "models": ModelsHandler,
        "status": StatusHandler,
        "test": ConnectionTestHandler,
    }
    return [(rf"/kernel-agent/v1/{path}", handler, {"relay": relay}) for path, handler in routes.items()]
