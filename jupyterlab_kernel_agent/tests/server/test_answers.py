"""Status codes, headers and errors: the upstream's own, and the relay's."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from jupyterlab_kernel_agent import __version__
from jupyterlab_kernel_agent.relay import handlers
from jupyterlab_kernel_agent.relay.settings import KernelAgent
from jupyterlab_kernel_agent.tests.upstream import MODELS, FakeUpstream, answers

from .conftest import CHAT_BODY, PLANTED_KEY, StartUpstream

CHAT = "chat/completions"


def error_of(response: httpx.Response) -> tuple[int, str, str]:
    error = response.json()["error"]
    assert error["message"]
    return response.status_code, error["type"], error["code"]


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (400, {"error": {"message": "max_tokens is too large"}}, {}),
        (401, {"error": {"message": "Incorrect API key"}}, {"x-request-id": "req-401"}),
        (404, {"error": {"message": "no such model"}}, {}),
        (429, {"error": {"message": "slow down"}}, {"Retry-After": "7", "x-ratelimit-remaining-tokens": "0"}),
        (500, {"error": {"message": "oops"}}, {"retry-after-ms": "1500"}),
        (529, {"error": {"message": "overloaded"}}, {"x-should-retry": "true"}),
    ],
)
async def test_an_error_of_the_upstream_passes_unchanged(
    browser: httpx.AsyncClient, upstream: FakeUpstream, status: int, body: Any, headers: dict[str, str]
) -> None:
    upstream.script = answers(status, body, headers)
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert response.status_code == status
    assert response.json() == body
    assert response.headers["content-type"] == "application/json"
    assert {name: response.headers[name] for name in headers} == headers
    assert response.headers["x-kernel-agent-source"] == "upstream"


async def test_a_web_page_passes_as_what_it_is_and_cannot_run(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    page = "<html><script>alert(1)</script>Sign in</html>"
    upstream.script = answers(200, page, {"Content-Type": "text/html; charset=utf-8"})
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert (response.status_code, response.text) == (200, page)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in response.headers["content-security-policy"]


async def test_cookies_and_hop_by_hop_headers_stay_behind(
    browser: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    unwanted = {
        "Set-Cookie": "session=1",
        "Keep-Alive": "timeout=99",
        "Proxy-Authenticate": "Basic",
        "Access-Control-Allow-Origin": "*",
        "Content-Security-Policy": "default-src *",
        "Server": "upstream",
        "Location": "https://elsewhere.example",
    }
    upstream.script = answers(200, {}, unwanted)
    response = await browser.post(CHAT, json=CHAT_BODY)
    passed = {name: response.headers.get(name) for name in unwanted}
    assert [name for name, value in unwanted.items() if passed[name] == value] == []
    assert "session" not in response.headers.get("set-cookie", "")


async def test_the_model_list_passes_through(browser: httpx.AsyncClient, upstream: FakeUpstream) -> None:
    response = await browser.get("models")
    assert [model["id"] for model in response.json()["data"]] == MODELS
    assert upstream.last.target == "/v1/models"
    assert upstream.last.headers["authorization"] == f"Bearer {PLANTED_KEY}"


async def test_nothing_is_listening_at_the_upstream(
    browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, unused_url: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", unused_url)
    for response in (await browser.post(CHAT, json=CHAT_BODY), await browser.get("models")):
        assert error_of(response) == (502, "relay_error", "relay_unreachable")


async def test_nothing_is_configured(browser: httpx.AsyncClient) -> None:
    for response in (await browser.post(CHAT, json=CHAT_BODY), await browser.get("models")):
        assert error_of(response) == (503, "relay_error", "relay_not_configured")


@pytest.mark.parametrize("base_url", ["ftp://files.example", "https://", "https://host:port", "not a url"])
async def test_a_base_url_that_is_none(
    browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, base_url: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", base_url)
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert error_of(response) == (503, "relay_error", "relay_not_configured")
    status = (await browser.get("status")).json()
    assert (status["configured"], status["upstream"]) == (True, "")


@pytest.mark.parametrize("body", [b"", b"hello", b"[1, 2]", b'{"model": "cut o', b'"text"'])
async def test_a_body_that_is_no_json_object(
    browser: httpx.AsyncClient, upstream: FakeUpstream, body: bytes
) -> None:
    response = await browser.post(CHAT, content=body)
    assert error_of(response) == (400, "relay_error", "relay_bad_request")
    assert upstream.requests == []


async def test_a_body_that_is_too_large(
    browser: httpx.AsyncClient, upstream: FakeUpstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert handlers.MAX_BODY_BYTES == 100 * 1024 * 1024
    monkeypatch.setattr(handlers, "MAX_BODY_BYTES", 1000)
    response = await browser.post(CHAT, content=b'{"text": "' + b"a" * 1000 + b'"}')
    assert error_of(response) == (413, "relay_error", "relay_bad_request")
    assert upstream.requests == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_redirects_are_not_followed(
    browser: httpx.AsyncClient, start_upstream: StartUpstream, monkeypatch: Any, status: int
) -> None:
    elsewhere, upstream = await start_upstream(), await start_upstream()
    monkeypatch.setenv("OPENAI_BASE_URL", upstream.url)
    upstream.script = answers(status, "", {"Location": f"{elsewhere.url}/chat/completions?secret=1"})
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert error_of(response) == (502, "relay_error", "relay_unreachable")
    assert "redirects" in response.json()["error"]["message"]
    assert "secret=1" not in response.text
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("settings", "environment", "expected"),
    [
        ({}, {}, (False, "", "", "none", False, "auto")),
        (
            {},
            {"OPENAI_API_KEY": PLANTED_KEY},
            (True, "", "https://api.openai.com/v1", "environment", True, "auto"),
        ),
        (
            {"max_approval": "ask"},
            {"OPENAI_BASE_URL": " http://localhost:11434/ ", "OPENAI_MODEL": "llama"},
            (True, "llama", "http://localhost:11434/v1", "environment", False, "ask"),
        ),
        (
            {
                "api_key": PLANTED_KEY,
                "base_url": "https://user:pass-word-1@host.example/v1?code=1",
                "model": "m",
            },
            {"OPENAI_API_KEY": "other", "OPENAI_BASE_URL": "https://other.example", "OPENAI_MODEL": "other"},
            (True, "m", "https://host.example/v1", "configuration", True, "auto"),
        ),
        (
            {"api_key_env": "TEAM_KEY"},
            {"OPENAI_API_KEY": "", "TEAM_KEY": PLANTED_KEY},
            (True, "", "https://api.openai.com/v1", "environment", True, "auto"),
        ),
    ],
)
async def test_the_status_says_what_is_configured_and_nothing_secret(
    browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: Any
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    configured, model, upstream, source, key_set, ceiling = expected
    response = await browser.get("status")
    assert response.json() == {
        "configured": configured,
        "model": model,
        "upstream": upstream,
        "source": source,
        "key_set": key_set,
        "version": __version__,
        "ceiling": ceiling,
    }


async def test_extra_headers_and_query_reach_the_upstream(
    browser: httpx.AsyncClient, upstream: FakeUpstream, options: KernelAgent
) -> None:
    options.extra_headers = {"X-Team": "blue", "user-agent": "our own", "Accept-Encoding": "gzip"}
    options.extra_query = {"api-version": "2024-10-21"}
    options.auth_header = "api-key"
    await browser.post(CHAT, json=CHAT_BODY)
    assert upstream.last.target == "/v1/chat/completions?api-version=2024-10-21"
    sent = upstream.last.headers
    assert (sent["x-team"], sent["user-agent"], sent["accept-encoding"]) == ("blue", "our own", "identity")
    assert sent["api-key"] == PLANTED_KEY
    assert "authorization" not in sent


async def test_a_defect_of_the_relay_is_told_and_logged_without_secrets(
    browser: httpx.AsyncClient, upstream: FakeUpstream, monkeypatch: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async def defect(*arguments: Any) -> str:
        raise KeyError(f"surprise, with {PLANTED_KEY}")

    monkeypatch.setattr(handlers, "pass_on", defect)
    response = await browser.post(CHAT, json=CHAT_BODY)
    assert error_of(response) == (500, "relay_error", "relay_internal")
    assert "surprise" in caplog.text
    assert PLANTED_KEY not in caplog.text + response.text
