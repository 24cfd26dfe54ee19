"""A Jupyter server with the extension, an upstream for it, and a browser's view of both."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jupyter_server.serverapp import ServerApp
from pytest_jupyter.jupyter_server import *  # noqa: F403
from traitlets.config import Config

from jupyterlab_kernel_agent.preview.previews import Previews
from jupyterlab_kernel_agent.relay.settings import KernelAgent
from jupyterlab_kernel_agent.tests.upstream import FakeUpstream, Script, model_server

from .drawing_programs import DrawingPrograms

StartUpstream = Callable[..., Awaitable[FakeUpstream]]

EXTENSION = "jupyterlab_kernel_agent"
PLANTED_KEY = "sk-planted/4f9a1c7e2b8d6035"
CHAT_BODY = {"model": "small-model", "messages": [{"role": "user", "content": "Hi"}], "stream": True}

ENVIRONMENT = (
    *("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR"),
)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is set on this machine counts, its keyring included."""
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture
def settings() -> dict[str, Any]:
    """`c.KernelAgent` of the server; tests override it by parametrizing."""
    return {}


@pytest.fixture
def server_settings() -> dict[str, Any]:
    """`c.ServerApp` of the server beside its extensions."""
    return {}


@pytest.fixture
def jp_server_config(settings: dict[str, Any], server_settings: dict[str, Any]) -> Config:
    extensions = {EXTENSION: True, "jupyter_server_terminals": False}
    return Config(
        {"ServerApp": {"jpserver_extensions": extensions, **server_settings}, "KernelAgent": settings}
    )


@pytest.fixture
def options(jp_serverapp: ServerApp) -> KernelAgent:
    """The live configuration of the running extension."""
    app = jp_serverapp.extension_manager.extension_points[EXTENSION].app
    return app.relay.options


@pytest.fixture
def start_upstream(jp_asyncio_loop: Any) -> Iterator[StartUpstream]:
    """Starts fake upstreams, and makes sure at the end that none of their scripts failed."""
    started: list[FakeUpstream] = []

    async def start(script: Script = model_server, tls: ssl.SSLContext | None = None) -> FakeUpstream:
        upstream = FakeUpstream(script)
        await upstream.start(tls)
        started.append(upstream)
        return upstream

    yield start
    for upstream in started:
        jp_asyncio_loop.run_until_complete(upstream.close())
        assert upstream.failures == []


@pytest.fixture
def upstream(
    start_upstream: StartUpstream, jp_asyncio_loop: Any, monkeypatch: pytest.MonkeyPatch
) -> FakeUpstream:
    """A model server that the environment points to, with a key."""
    upstream = jp_asyncio_loop.run_until_complete(start_upstream())
    monkeypatch.setenv("OPENAI_BASE_URL", upstream.url)
    monkeypatch.setenv("OPENAI_API_KEY", PLANTED_KEY)
    return upstream


@pytest.fixture
def unused_url() -> Iterator[str]:
    """An address on this machine at which nobody listens, for as long as the test runs."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/v1"


@pytest.fixture
def anonymous(
    http_server: Any, jp_http_port: int, jp_base_url: str, jp_asyncio_loop: Any
) -> Iterator[httpx.AsyncClient]:
    """A browser that is not logged in; paths are relative to the relay."""
    base_url = f"http://127.0.0.1:{jp_http_port}{jp_base_url}kernel-agent/v1/"
    client = httpx.AsyncClient(base_url=base_url, trust_env=False, timeout=20)
    yield client
    jp_asyncio_loop.run_until_complete(client.aclose())


@pytest.fixture
def browser(anonymous: httpx.AsyncClient, jp_auth_header: dict[str, str]) -> httpx.AsyncClient:
    """A browser that is logged in by token."""
    anonymous.headers.update(jp_auth_header)
    return anonymous


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DrawingPrograms:
    """Stand-ins for LibreOffice and pdftoppm; previews live in `tmp_path`."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return DrawingPrograms(folder)


@pytest.fixture
def previews(jp_serverapp: ServerApp) -> Previews:
    """The previews of the running extension."""
    return jp_serverapp.extension_manager.extension_points[EXTENSION].app.previews
