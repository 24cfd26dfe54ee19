"""`POST v1/test` names the layer that fails. Layers below HTTP are tried in `test_network.py`."""

from __future__ import annotations

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
    model_server,
)

from .conftest import PLANTED_KEY

ALL_STEPS = ["configuration", "dns", "connect", "http", "authorization", "model", "chat"]


async def run_test(browser: httpx.AsyncClient, model: str | None = "small-model") -> dict[str, Any]:
    body = None if model is None else {"model": model}
    response = await browser.post("test", json=body) if body else await browser.post("test")
    assert response.status_code == 200
    result = response.json()
    assert set(result) == {"ok", "layer", "message", "advice", "steps"}
    assert all(set(step) == {"layer", "ok", "detail", "ms"} for step in result["steps"])
    failed = [step["layer"] for step in result["steps"] if not step["ok"]]
    assert failed == ([] if result["ok"] else [result["layer"]])
    return result


async def test_all_is_well(browser: httpx.AsyncClient, upstream: FakeUpstream) -> None:
    result = await run_test(browser)
    assert (result["ok"], result["layer"]) == (True, "")
    assert [step["layer"] for step in result["steps"]] == ALL_STEPS
    assert upstream.last.json()["stream"] is True


async def test_the_configured_model_is_tried_by_default(
    browser: httpx.AsyncClient, upstream: FakeUpstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_MODEL", "large-model")
    assert (await run_test(browser, None))["ok"]
    assert upstream.last.json()["model"] == "large-model"


async def test_a_server_with_one_model_needs_no_name(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    only = answers(200, {"data": [{"id": "large-model"}]})

    async def script(request: Request, reply: Reply) -> None:
        await (only if request.method == "GET" else model_server)(request, reply)

    upstream.script = script
    assert (await run_test(browser, ""))["ok"]


async def test_nothing_is_configured(browser: httpx.AsyncClient) -> None:
    result = await run_test(browser)
    assert (result["ok"], result["layer"], len(result["steps"])) == (False, "configuration", 1)
    assert "OPENAI_API_KEY" in result["advice"]


async def test_nobody_listens(
    browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, unused_url: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", unused_url)
    assert (await run_test(browser))["layer"] == "connect"


def for_models(script: Script) -> Script:
    """Answers only the request for the model list in its own way."""

    async def both(request: Request, reply: Reply) -> None:
        await (script if request.method == "GET" else model_server)(request, reply)

    return both


async def stream_of(reply: Reply, *pieces: str) -> None:
    await reply.start()
    for piece in pieces:
        await reply.chunk(piece)


async def ends_without_reply(request: Request, reply: Reply) -> None:
    await stream_of(reply, ": waiting\n\n", "data: [DONE]\n\n")
    await reply.end()


async def error_in_stream(request: Request, reply: Reply) -> None:
    await stream_of(reply, ": waiting\n\n", 'data: {"error": {"message": "out of memory"}}\n\n')
    await reply.end()


async def breaks_off(request: Request, reply: Reply) -> None:
    await stream_of(reply, 'data: {"choi')
    reply.break_off()


HTML = {"Content-Type": "text/html"}
NO_MODEL = {"error": {"message": "model 'small-model' not found"}}


@pytest.mark.parametrize(
    ("script", "layer", "word"),
    [
        (answers(200, "<html>Sign in</html>", HTML), "http", "web page"),
        (answers(404, "<html>Not found</html>", HTML), "http", "web page"),
        (answers(200, "hello"), "http", "list of models"),
        (answers(302, "", {"Location": "https://login.example/"}), "http", "login.example"),
        (answers(404, "404 page not found"), "http", "no chat completions endpoint"),
        (answers(401, {"error": {"message": f"Incorrect API key: {PLANTED_KEY}"}}), "authorization", "401"),
        (answers(403, "<html>Forbidden</html>", HTML), "authorization", "403"),
        (chat(answers(401, {"detail": "no"})), "authorization", "no"),
        (chat(answers(429, {"error": {"message": "quota"}})), "chat", "quota"),
        (chat(answers(500, {"error": "boom"})), "chat", "boom"),
        (chat(answers(200, "<html>Sign in</html>", HTML)), "chat", "no chat completion"),
        (chat(ends_without_reply), "chat", "without a reply"),
        (chat(error_in_stream), "chat", "out of memory"),
        (chat(breaks_off), "chat", "broke off"),
    ],
)
async def test_the_failing_layer_is_named(
    browser: httpx.AsyncClient, upstream: FakeUpstream, script: Script, layer: str, word: str
) -> None:
    upstream.script = script
    result = await run_test(browser)
    assert (result["ok"], result["layer"]) == (False, layer)
    assert word in result["message"]
    assert result["advice"]
    assert PLANTED_KEY not in str(result)


@pytest.mark.parametrize("model", ["", "other-model"])
async def test_the_model_is_missing(browser: httpx.AsyncClient, upstream: FakeUpstream, model: str) -> None:
    result = await run_test(browser, model)
    assert (result["ok"], result["layer"]) == (False, "model")
    assert result["advice"]


@pytest.mark.parametrize(
    "script",
    [
        for_models(answers(404, {"error": "no list here"})),
        for_models(answers(200, {"models": [{"name": "something-else"}]})),
        chat(answers(200, {"choices": [{"message": {"content": "OK"}}]})),
    ],
    ids=["no model list", "a model that is not listed", "no streaming"],
)
async def test_peculiar_servers_that_answer_are_well(
    browser: httpx.AsyncClient, upstream: FakeUpstream, script: Script
) -> None:
    upstream.script = script
    assert (await run_test(browser))["ok"]


@pytest.mark.parametrize("body", [b"[]", b"hello", b'{"model": 1}'])
async def test_a_body_that_makes_no_sense(
    browser: httpx.AsyncClient, upstream: FakeUpstream, body: bytes
) -> None:
    response = await browser.post("test", content=body)
    assert (response.status_code, response.json()["error"]["code"]) == (400, "relay_bad_request")
