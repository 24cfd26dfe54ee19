"""Tries, layer by layer, whether the model can be reached, and names the layer that fails."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from .failures import CHECK_BASE_URL, Layer, RelayFailure
from .model_answers import (
    error_in,
    error_text,
    has_reply,
    is_page,
    is_whole,
    limited_text,
    model_names,
    parsed,
    reply_values,
)
from .reach import Reach
from .service import Relay
from .upstream import Upstream

if TYPE_CHECKING:
    import httpx

ANSWER_SECONDS = 30.0
# Local servers load a model at its first request, which takes minutes for a large one.
REPLY_SECONDS = 180.0
NAMED_MODELS = 5

CHECK_ADDRESS = (
    "The base URL may lead to a website instead of its API (it usually ends in /v1), or a login page of the "
    "network stands in between."
)
CHECK_KEY = "Check the API key: it may be mistyped, expired, or belong to another server."
CHECK_MODEL = "Set OPENAI_MODEL, c.KernelAgent.model or the model in the settings to a name it offers."
CHECK_QUOTA = "Wait a moment; if that does not help, check the account's quota."
CHECK_SERVER = "Look at the model server's own log, or try again in a moment."


@dataclass(frozen=True)
class Step:
    """One layer that was tried."""

    layer: Layer
    ok: bool
    detail: str
    ms: int


@dataclass(frozen=True)
class Answer:
    """An answer to the request for the model list."""

    status: int
    content_type: str
    text: str


class ConnectionTest:
    """One test; `model` is the name to try, or empty for the configured one."""

    def __init__(self, relay: Relay, model: str) -> None:
        self._relay = relay
        self._model = model
        self._steps: list[Step] = []
        self._names: list[str] | None = None
        self._answer = Answer(0, "", "")

    async def run(self) -> dict[str, Any]:
        """The result as the endpoint returns it: `ok`, the failing `layer` (empty if none), `message`,
        `advice`, and `steps`. Holds no secrets, also where the upstream quotes them."""
        upstream = await self._relay.upstream()
        try:
            await self._try("configuration", self._configuration(upstream))
            await self._reach(upstream)
            await self._try("http", self._model_list(upstream))
            await self._try("authorization", self._authorization())
            await self._try("model", self._choose_model(upstream))
            await self._try("chat", self._chat(upstream))
        except RelayFailure as failure:
            result = _result(failure.layer, failure.message, failure.advice)
        else:
            result = _result("", f"The model {self._model} at {upstream.host} answers.", "")
        document = json.dumps({**result, "steps": [asdict(step) for step in self._steps]})
        return json.loads(upstream.redactor.text(document))

    async def _try(self, layer: Layer, work: Awaitable[str]) -> None:
        """Notes how a step went; `work` returns a detail for people."""
        started = time.perf_counter()
        try:
            detail = await work
        except RelayFailure as failure:
            self._note(failure.layer, False, failure.message, started)
            raise
        self._note(layer, True, detail, started)

    def _note(self, layer: Layer, ok: bool, detail: str, started: float) -> None:
        self._steps.append(Step(layer, ok, detail, round((time.perf_counter() - started) * 1000)))

    async def _configuration(self, upstream: Upstream) -> str:
        if upstream.problem is not None:
            raise upstream.problem
        await self._relay.client(upstream)
        key = "with an API key" if upstream.key_set else "without an API key"
        return f"{upstream.url}, {key} (from the {upstream.source})"

    async def _reach(self, upstream: Upstream) -> None:
        for layer, work in Reach(upstream.url, self._relay.route(upstream)).steps():
            await self._try(layer, work)

    async def _model_list(self, upstream: Upstream) -> str:
        answer = await self._within(ANSWER_SECONDS, "http", self._get_models(upstream))
        self._answer = answer
        if is_page(answer.content_type, answer.text) and answer.status not in (401, 403):
            raise _failure("http", f"{upstream.host} answered with a web page, not with JSON.", CHECK_ADDRESS)
        if answer.status == 200:
            self._names = model_names(parsed(answer.text))
            if self._names is None:
                message = f"{upstream.host} answered, but not with a list of models."
                raise _failure("http", message, CHECK_BASE_URL)
            return f"{len(self._names)} models offered"
        return f"status {answer.status} for the list of models"

    async def _get_models(self, upstream: Upstream) -> Answer:
        response = await self._relay.send(upstream, "GET", "/models")
        try:
            text = await limited_text(response.aiter_bytes())
            return Answer(response.status_code, response.headers.get("content-type", ""), text)
        except Exception as error:
            raise self._relay.classify(error, upstream) from None
        finally:
            await response.aclose()

    async def _authorization(self) -> str:
        answer = self._answer
        if answer.status in (401, 403):
            raise _refused(answer.status, answer.text)
        return "accepted" if answer.status == 200 else "not asked for yet"

    async def _choose_model(self, upstream: Upstream) -> str:
        names = self._names or []
        self._model = self._model or upstream.model or (names[0] if len(names) == 1 else "")
        if not self._model:
            some = ", ".join(names[:NAMED_MODELS])
            more = ", …" if len(names) > NAMED_MODELS else ""
            offered = f" The server offers: {some}{more}." if names else ""
            raise _failure("model", f"No model is chosen.{offered}", CHECK_MODEL)
        if self._names is None:
            return f"{self._model}; this server has no list of models"
        if self._model not in names:
            # Routers and deployments answer to names that they do not list; the request below decides.
            return f"{self._model} is not in the server's list"
        return f"{self._model} is offered"

    async def _chat(self, upstream: Upstream) -> str:
        return await self._within(REPLY_SECONDS, "chat", self._first_reply(upstream))

    async def _first_reply(self, upstream: Upstream) -> str:
        """Asks for a tiny streamed reply and stops at its first piece, so that it costs next to nothing."""
        body = {
            "model": self._model,
            "messages": [{"role": "user", "content": "Reply with the word OK."}],
            "stream": True,
        }
        response = await self._relay.send(upstream, "POST", "/chat/completions", json.dumps(body).encode())
        try:
            if response.status_code != 200:
                raise self._chat_failure(response.status_code, await limited_text(response.aiter_bytes()))
            return await self._read_reply(response)
        except RelayFailure:
            raise
        except Exception as error:
            reason = self._relay.classify(error, upstream).message
            raise _failure("chat", f"The reply broke off: {reason}", CHECK_SERVER) from None
        finally:
            await response.aclose()

    async def _read_reply(self, response: httpx.Response) -> str:
        async for value in reply_values(response.aiter_bytes()):
            if error_in(value):
                raise _failure("chat", f"The model server reports: {error_in(value)}", CHECK_SERVER)
            if has_reply(value):
                return "replies, but in one piece instead of a stream" if is_whole(value) else "streams"
            if isinstance(value, str) and is_page(response.headers.get("content-type", ""), value):
                raise _failure("chat", "The answer is no chat completion.", CHECK_BASE_URL)
        raise _failure("chat", "The stream ended without a reply.", CHECK_SERVER)

    def _chat_failure(self, status: int, text: str) -> RelayFailure:
        said = error_text(text)
        quoted = f": {said}" if said else ""
        if status in (401, 403):
            return _refused(status, text)
        about_model = "model" in said.lower() and self._model not in (self._names or [])
        if status in (400, 404, 422) and about_model:
            message = f"The server does not offer the model {self._model} (status {status}{quoted})."
            return _failure("model", message, CHECK_MODEL)
        if status in (404, 405) or is_page("", text):
            message = f"There is no chat completions endpoint at this base URL (status {status}{quoted})."
            return _failure("http", message, CHECK_BASE_URL)
        if status == 429:
            message = f"The server refuses requests for now (status {status}{quoted})."
            return _failure("chat", message, CHECK_QUOTA)
        message = f"The model server refused the request (status {status}{quoted})."
        return _failure("chat", message, CHECK_SERVER)

    async def _within(self, seconds: float, layer: Layer, work: Awaitable[Any]) -> Any:
        try:
            return await asyncio.wait_for(work, seconds)
        except (asyncio.TimeoutError, TimeoutError):
            raise _failure(layer, f"No answer within {seconds:g} s.", CHECK_SERVER) from None


def _result(layer: str, message: str, advice: str) -> dict[str, Any]:
    return {"ok": not layer, "layer": layer, "message": message, "advice": advice}


def _failure(layer: Layer, message: str, advice: str) -> RelayFailure:
    return RelayFailure(502, "relay_unreachable", layer, message, advice)


def _refused(status: int, text: str) -> RelayFailure:
    said = error_text(text)
    quoted = f": {said}" if said else ""
    message = f"The model server refused the API key (status {status}{quoted})."
    return _failure("authorization", message, CHECK_KEY)
