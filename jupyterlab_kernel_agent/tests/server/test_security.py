"""Who may use the relay, what a client can change (nothing), and where the key turns up (nowhere)."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import traceback
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from jupyter_server.auth import Authorizer
from jupyter_server.serverapp import ServerApp

from jupyterlab_kernel_agent.relay.settings import KernelAgent
from jupyterlab_kernel_agent.tests.upstream import FakeUpstream, Reply, Request, answers

from .conftest import CHAT_BODY, EXTENSION, PLANTED_KEY, StartUpstream

CHAT = "chat/completions"
ENDPOINTS = [("POST", CHAT), ("GET", "models"), ("GET", "status"), ("POST", "test")]


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
async def test_without_a_token_there_is_nothing(
    anonymous: httpx.AsyncClient, upstream: FakeUpstream, method: str, path: str
) -> None:
    response = await anonymous.request(method, path, content=json.dumps(CHAT_BODY))
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "relay_forbidden"
    assert upstream.requests == []


async def log_in_by_cookie(browser: httpx.AsyncClient, serverapp: ServerApp) -> str:
    """Leaves the browser with a session cookie only; returns the XSRF token."""
    token = serverapp.identity_provider.token
    await browser.get(f"../../login?token={token}")
    await browser.get("../../no-such-page")
    browser.headers.pop("Authorization", None)
    return browser.cookies["_xsrf"]


@pytest.mark.parametrize("path", [CHAT, "test"])
async def test_a_cookie_alone_is_not_enough_to_post(
    anonymous: httpx.AsyncClient, jp_serverapp: ServerApp, upstream: FakeUpstream, path: str
) -> None:
    xsrf = await log_in_by_cookie(anonymous, jp_serverapp)
    assert (await anonymous.get("status")).status_code == 200
    response = await anonymous.post(path, json=CHAT_BODY)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "relay_forbidden")
    assert "_xsrf" in response.json()["message"]
    assert upstream.requests == []
    response = await anonymous.post(path, json=CHAT_BODY, headers={"X-XSRFToken": xsrf})
    assert response.status_code == 200


async def test_another_origin_is_refused(
    anonymous: httpx.AsyncClient, jp_serverapp: ServerApp, upstream: FakeUpstream
) -> None:
    xsrf = await log_in_by_cookie(anonymous, jp_serverapp)
    headers = {"X-XSRFToken": xsrf, "Origin": "https://evil.example"}
    response = await anonymous.post(CHAT, json=CHAT_BODY, headers=headers)
    assert response.status_code in (403, 404)
    assert upstream.requests == []


class ReadOnly(Authorizer):
    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        return resource != "kernel_agent" or action == "read"


@pytest.mark.parametrize("server_settings", [{"authorizer_class": ReadOnly}])
async def test_an_authorizer_decides_over_the_relay(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    assert (await browser.get("models")).status_code == 200
    assert (await browser.post(CHAT, json=CHAT_BODY)).status_code == 403
    assert [request.method for request in upstream.requests] == ["GET"]


async def test_a_client_cannot_choose_host_path_query_or_headers(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    attempts = {
        "X-Forwarded-Host": "evil.example",
        "X-Upstream": "https://evil.example",
        "OpenAI-Organization": "evil",
        "api-key": "evil",
        "Cookie": "session=evil",
        "Accept-Encoding": "gzip",
    }
    body = {**CHAT_BODY, "base_url": "https://evil.example", "api_base": "https://evil.example"}
    params = {"base_url": "https://evil.example", "url": "https://evil.example", "path": "/admin"}
    await browser.post(CHAT, json=body, headers=attempts, params=params)
    sent = upstream.last
    assert (sent.method, sent.target) == ("POST", "/v1/chat/completions")
    assert sent.headers == {
        "host": f"127.0.0.1:{upstream.port}",
        "connection": "keep-alive",
        "accept": "text/event-stream, application/json",
        "accept-encoding": "identity",
        "content-type": "application/json",
        "user-agent": sent.headers["user-agent"],
        "authorization": f"Bearer {PLANTED_KEY}",
        "content-length": str(len(sent.body)),
    }
    assert sent.headers["user-agent"].startswith("jupyterlab-kernel-agent/")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "embeddings", 404),
        ("POST", "chat/completions/extra", 404),
        ("POST", "chat/completions/..%2F..%2Fadmin", 404),
        ("POST", "models", 405),
        ("GET", CHAT, 405),
        ("DELETE", "models", 405),
    ],
)
async def test_there_are_no_other_endpoints(
    browser: httpx.AsyncClient, upstream: FakeUpstream, method: str, path: str, status: int
) -> None:
    assert (await browser.request(method, path)).status_code == status
    assert upstream.requests == []


def echoing(kind: str) -> Any:
    """A hostile upstream that returns the key that it was sent, in every place and way it can think of."""

    async def script(request: Request, reply: Reply) -> None:
        key = request.headers["authorization"].removeprefix("Bearer ")
        spellings = [key, json.dumps(key), key.replace("/", "\\/"), quote(key, safe=""), f"Bearer {key}"]
        body = {
            "error": {
                "message": f"Incorrect API key provided: {' '.join(spellings)}",
                "headers": request.headers,
            }
        }
        headers = {"x-request-id": key, "x-ratelimit-key": key, "x-echo": key, "Set-Cookie": f"key={key}"}
        if kind == "refusal":
            await reply.whole(401, body, headers)
        elif kind == "page":
            await reply.whole(200, f"<p>{' '.join(spellings)}</p>", {**headers, "Content-Type": "text/html"})
        elif kind == "redirect":
            await reply.whole(
                302, "", {**headers, "Location": f"https://{key}@elsewhere.example/{key}?k={key}"}
            )
        elif kind == "reason":
            reply.writer.write(f"HTTP/1.1 {key} {key}\r\n{key}\r\n\r\n".encode())
            reply.break_off()
        else:
            await reply.start(headers=headers)
            for spelling in spellings:
                await reply.event({"choices": [{"delta": {"content": spelling}}]})
                # In two pieces, and over two events: only the first is one text.
                await reply.chunk(f"data: {spelling[:9]}")
                await reply.chunk(f"{spelling[9:]}\n\n")
            if kind == "stream":
                await reply.end()
            else:
                await reply.chunk(f"data: {key[:-1]}")
                reply.break_off()

    return script


@pytest.mark.parametrize("kind", ["refusal", "page", "redirect", "reason", "stream", "broken stream"])
async def test_a_planted_key_turns_up_in_no_response_and_no_log(
    browser: httpx.AsyncClient, upstream: FakeUpstream, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, name)
    upstream.script = echoing(kind)
    seen = []
    for method, path in ENDPOINTS:
        response = await browser.request(method, path, content=json.dumps(CHAT_BODY))
        seen.append(
            f"{response.status_code} {response.reason_phrase} {dict(response.headers)} {response.text}"
        )
    assert len(upstream.requests) >= 3, "the upstream was meant to get the key"
    assert "httpcore" in {record.name.partition(".")[0] for record in caplog.records}
    logs = [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    assert_absent(PLANTED_KEY, *seen, *logs, caplog.text)


def assert_absent(key: str, *texts: str) -> None:
    """Neither the key nor a spelling of it, nor most of it."""
    spellings = [key, json.dumps(key)[1:-1], key.replace("/", "\\/"), quote(key, safe="")]
    spellings += [base64.b64encode(key.encode()).decode(), key[3:], key[:-4]]
    for text in texts:
        for spelling in spellings:
            assert spelling not in text


@pytest.mark.parametrize(
    "settings", [{"api_key": PLANTED_KEY, "extra_query": {"subscription-key": "query-s3cret"}}]
)
async def test_the_configuration_does_not_show_the_key(
    browser: httpx.AsyncClient,
    jp_serverapp: ServerApp,
    start_upstream: StartUpstream,
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = jp_serverapp.extension_manager.extension_points[EXTENSION].app
    caplog.set_level(logging.DEBUG, "httpx")
    upstream = await start_upstream()
    app.relay.options.base_url = f"http://someone:passw0rd-long@127.0.0.1:{upstream.port}/v1"
    await browser.get("models")
    assert "query-s3cret" in upstream.last.target
    current = await app.relay.upstream()
    shown = [
        repr(app.relay.options),
        repr(app),
        repr(current),
        str(current),
        repr(current.redactor),
        caplog.text,
    ]
    shown.append((await browser.get("status")).text)
    assert "HTTP Request" in caplog.text
    for secret in (PLANTED_KEY, "query-s3cret", "passw0rd-long"):
        assert [text for text in shown if secret in text] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"api_key": [PLANTED_KEY]},
        {"base_url": {"key": PLANTED_KEY}},
        {"extra_headers": PLANTED_KEY},
        {"extra_headers": {"X-Key": [PLANTED_KEY]}},
    ],
)
def test_an_error_about_the_configuration_does_not_quote_it(wrong: dict[str, Any]) -> None:
    try:
        KernelAgent(**wrong)
    except Exception as error:
        assert next(iter(wrong)) in str(error)
        assert PLANTED_KEY not in "".join(traceback.format_exception(error))
    else:
        pytest.fail("this configuration was meant to be refused")


@pytest.mark.parametrize("key", ["sk-4f9a1c7e\n2b8d6035", "sk-4f9a1c7e“2b8d6035”", "sk-4f9a1c7e\x002b8d6035"])
async def test_a_key_that_cannot_be_sent_is_named_but_not_shown(
    browser: httpx.AsyncClient, upstream: FakeUpstream, options: KernelAgent, key: str, caplog: Any
) -> None:
    options.api_key = key
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert (response.status_code, response.json()["error"]["code"]) == (503, "relay_not_configured")
    assert "API key" in response.text
    assert "4f9a1c7e" not in response.text + caplog.text
    assert upstream.requests == []


async def test_bodies_are_not_logged(
    browser: httpx.AsyncClient, upstream: FakeUpstream, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    upstream.script = answers(500, {"error": {"message": "confidential reply"}})
    body = {"model": "small-model", "messages": [{"role": "user", "content": "confidential prompt"}]}
    await browser.post(CHAT, json=body)
    await browser.post(CHAT, content=b"confidential prompt")
    await browser.post("test", content=b"confidential prompt")
    assert "confidential" not in caplog.text


async def test_the_client_is_shared_and_closed_with_the_server(
    browser: httpx.AsyncClient, upstream: FakeUpstream, jp_serverapp: ServerApp
) -> None:
    app = jp_serverapp.extension_manager.extension_points[EXTENSION].app
    await asyncio.gather(*(browser.get("models") for _ in range(5)))
    client = await app.relay.client(await app.relay.upstream())
    assert client is await app.relay.client(await app.relay.upstream())
    await app.stop_extension()
    assert client.is_closed
