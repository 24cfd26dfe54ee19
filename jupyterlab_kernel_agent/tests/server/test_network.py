"""Proxies, certificates and timeouts on the way to the upstream."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import httpx
import pytest

from jupyterlab_kernel_agent.relay.settings import KernelAgent
from jupyterlab_kernel_agent.tests.upstream import FakeUpstream, answers

from .conftest import CHAT_BODY, PLANTED_KEY, StartUpstream

CHAT = "chat/completions"
CERTIFICATES = Path(__file__).parent / "certificates"
# RFC 5737: nothing answers there, so that a connection hangs or fails at once, depending on the network.
NOWHERE = "http://192.0.2.1/v1"


@pytest.fixture
def bundle() -> str:
    """An authority that vouches for `localhost`; its certificates are for these tests only, until 2037."""
    return str(CERTIFICATES / "authority.pem")


@pytest.fixture
def secure_upstream(
    start_upstream: StartUpstream, options: KernelAgent, jp_asyncio_loop: Any
) -> FakeUpstream:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / "localhost.pem", CERTIFICATES / "localhost-key-for-tests.pem")
    upstream = jp_asyncio_loop.run_until_complete(start_upstream(tls=context))
    options.base_url = f"https://localhost:{upstream.port}/v1"
    return upstream


async def outcome(browser: httpx.AsyncClient) -> tuple[int, str]:
    response = await browser.post(CHAT, json=CHAT_BODY)
    if response.status_code == 200:
        return 200, "data: [DONE]" if response.text.endswith("data: [DONE]\n\n") else response.text
    return response.status_code, response.json()["error"]["code"]


async def failing_layer(browser: httpx.AsyncClient) -> str:
    result = (await browser.post("test", json={"model": "small-model"})).json()
    assert result["ok"] is (result["layer"] == "")
    return result["layer"]


ANSWERED = (200, "data: [DONE]")


async def test_an_unknown_certificate_is_refused(
    browser: httpx.AsyncClient, secure_upstream: FakeUpstream
) -> None:
    assert await outcome(browser) == (502, "relay_tls")
    assert await failing_layer(browser) == "tls"
    assert secure_upstream.requests == []


async def test_a_ca_bundle_is_trusted(
    browser: httpx.AsyncClient, secure_upstream: FakeUpstream, options: KernelAgent, bundle: str
) -> None:
    options.ca_bundle = bundle
    assert await outcome(browser) == ANSWERED
    assert await failing_layer(browser) == ""


async def test_ssl_cert_file_is_trusted(
    browser: httpx.AsyncClient, secure_upstream: FakeUpstream, bundle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", bundle)
    assert await outcome(browser) == ANSWERED


async def test_checking_can_be_turned_off(
    browser: httpx.AsyncClient, secure_upstream: FakeUpstream, options: KernelAgent
) -> None:
    options.verify_tls = False
    assert await outcome(browser) == ANSWERED
    assert await failing_layer(browser) == ""


async def test_a_certificate_for_another_host_is_refused(
    browser: httpx.AsyncClient, secure_upstream: FakeUpstream, options: KernelAgent, bundle: str
) -> None:
    options.ca_bundle = bundle
    options.base_url = f"https://127.0.0.1:{secure_upstream.port}/v1"
    assert await outcome(browser) == (502, "relay_tls")


async def test_a_server_that_does_not_speak_tls(
    browser: httpx.AsyncClient, upstream: FakeUpstream, options: KernelAgent
) -> None:
    options.base_url = upstream.url.replace("http:", "https:")
    assert await outcome(browser) == (502, "relay_tls")
    assert await failing_layer(browser) == "tls"


async def test_a_ca_bundle_that_is_not_there(
    browser: httpx.AsyncClient, upstream: FakeUpstream, options: KernelAgent
) -> None:
    options.ca_bundle = "/nowhere/ca.pem"
    assert await outcome(browser) == (503, "relay_not_configured")
    assert await failing_layer(browser) == "configuration"


@pytest.mark.parametrize("way", ["configuration", "environment"])
async def test_requests_go_through_the_proxy(
    browser: httpx.AsyncClient,
    start_upstream: StartUpstream,
    options: KernelAgent,
    monkeypatch: Any,
    way: str,
) -> None:
    proxy = await start_upstream()
    options.base_url = "http://models.example/v1"
    options.api_key = PLANTED_KEY
    address = f"http://127.0.0.1:{proxy.port}"
    if way == "configuration":
        options.proxy = address
    else:
        monkeypatch.setenv("http_proxy", address)
    assert await outcome(browser) == ANSWERED
    assert proxy.last.target == "http://models.example/v1/chat/completions"
    assert await failing_layer(browser) == ""


async def test_a_loopback_upstream_is_never_reached_through_a_proxy(
    browser: httpx.AsyncClient,
    upstream: FakeUpstream,
    options: KernelAgent,
    monkeypatch: Any,
    unused_url: str,
) -> None:
    monkeypatch.setenv("http_proxy", unused_url)
    monkeypatch.setenv("ALL_PROXY", unused_url)
    options.proxy = unused_url
    assert await outcome(browser) == ANSWERED


async def test_a_proxy_that_wants_a_password(
    browser: httpx.AsyncClient, start_upstream: StartUpstream, options: KernelAgent
) -> None:
    proxy = await start_upstream(answers(407, "<h1>Who are you?</h1>", {"Content-Type": "text/html"}))
    options.base_url = "http://models.example/v1"
    options.proxy = f"http://127.0.0.1:{proxy.port}"
    assert await outcome(browser) == (502, "relay_proxy")
    assert await failing_layer(browser) == "proxy"


async def test_a_proxy_that_refuses_a_tunnel(
    browser: httpx.AsyncClient, start_upstream: StartUpstream, options: KernelAgent
) -> None:
    proxy = await start_upstream(answers(403, "no"))
    options.base_url = "https://models.example/v1"
    options.proxy = f"http://user:pr0xy-password@127.0.0.1:{proxy.port}"
    assert await outcome(browser) == (502, "relay_proxy")
    assert proxy.last.method == "CONNECT"
    assert "pr0xy-password" not in (await browser.post("test")).text


async def test_a_proxy_that_is_not_there(
    browser: httpx.AsyncClient, options: KernelAgent, unused_url: str
) -> None:
    options.base_url = "https://models.example/v1"
    options.proxy = unused_url
    assert await outcome(browser) == (502, "relay_proxy")
    assert await failing_layer(browser) == "proxy"


@pytest.mark.parametrize("proxy", ["http://[", "gopher://proxy.example:1", "socks5://127.0.0.1:1"])
async def test_a_proxy_that_cannot_be_used(
    browser: httpx.AsyncClient, options: KernelAgent, proxy: str
) -> None:
    options.base_url = "https://models.example/v1"
    options.proxy = proxy
    status, code = await outcome(browser)
    assert status in (502, 503)
    assert code in ("relay_proxy", "relay_not_configured")
    assert await failing_layer(browser) in ("proxy", "configuration")


async def test_a_connection_that_nobody_accepts_in_time(
    browser: httpx.AsyncClient, options: KernelAgent
) -> None:
    options.base_url = NOWHERE
    options.connect_timeout = 0.05
    status, code = await outcome(browser)
    assert (status, code) in ((504, "relay_timeout"), (502, "relay_unreachable"))
    assert await failing_layer(browser) == "connect"


async def test_a_host_that_does_not_exist(browser: httpx.AsyncClient, options: KernelAgent) -> None:
    options.base_url = "http://models.invalid/v1"
    assert await outcome(browser) == (502, "relay_unreachable")
    assert await failing_layer(browser) == "dns"
