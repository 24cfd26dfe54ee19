"""What is configured, in which order it counts, and what a machine's network settings do to it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from traitlets.config import Config

from jupyterlab_kernel_agent.relay import stored_key
from jupyterlab_kernel_agent.relay.hidden import hide_confidential
from jupyterlab_kernel_agent.relay.network import choose_proxy, proxy_for
from jupyterlab_kernel_agent.relay.service import Relay
from jupyterlab_kernel_agent.relay.settings import KernelAgent
from jupyterlab_kernel_agent.relay.stored_key import StoredKey
from jupyterlab_kernel_agent.relay.upstream import Upstream, read_upstream

KEY = "sk-4f9a1c7e2b8d60"


def read(environment: dict[str, str] | None = None, **options: Any) -> Upstream:
    return read_upstream(KernelAgent(**options), environment or {}, "1.0")


def test_the_configuration_counts_before_the_environment_and_that_before_the_keyring() -> None:
    environment = {"OPENAI_API_KEY": "from-environment"}
    options = KernelAgent(api_key="from-configuration")
    first = read_upstream(options, environment, "1", "from-file", "from-keyring")
    assert (first.source, first.headers["Authorization"]) == ("configuration", "Bearer from-configuration")
    second = read_upstream(KernelAgent(), environment, "1", "", "from-keyring")
    assert (second.source, second.headers["Authorization"]) == ("environment", "Bearer from-environment")
    third = read_upstream(KernelAgent(), {}, "1", "", "from-keyring")
    assert (third.source, third.headers["Authorization"]) == ("keyring", "Bearer from-keyring")


@pytest.mark.parametrize("pasted", [f" {KEY}\n", f'"{KEY}"', f"Bearer {KEY}"])
def test_a_key_is_freed_of_what_was_pasted_around_it(pasted: str) -> None:
    assert read({"OPENAI_API_KEY": pasted}).headers["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"base_url": "https://x.openai.azure.com"}, {"api-key": KEY}),
        ({"base_url": "https://x.services.ai.azure.com/openai/v1"}, {"api-key": KEY}),
        (
            {"base_url": "https://x.openai.azure.com", "auth_header": "bearer"},
            {"Authorization": f"Bearer {KEY}"},
        ),
        ({"base_url": "https://azure.com.evil.example"}, {"Authorization": f"Bearer {KEY}"}),
        ({"auth_header": "none", "extra_headers": {"X-Key": KEY}}, {"X-Key": KEY}),
        ({"extra_headers": {"authorization": "Token other"}}, {"Authorization": "Token other"}),
    ],
)
def test_the_key_is_sent_as_the_host_wants_it(options: dict[str, Any], expected: dict[str, str]) -> None:
    headers = read(api_key=KEY, **options).headers
    authorizing = ("Authorization", "api-key", "X-Key")
    assert {name: value for name, value in headers.items() if name in authorizing} == expected


def test_credentials_in_the_base_url_are_sent_when_there_is_no_key() -> None:
    address = "https://me:password@host.example/v1"
    assert read(base_url=address).headers["Authorization"] == "Basic bWU6cGFzc3dvcmQ="
    assert read(base_url=address, api_key=KEY).headers["Authorization"] == f"Bearer {KEY}"
    assert "Authorization" not in read(base_url="http://localhost:11434").headers


def test_a_query_that_was_pasted_with_the_base_url_is_kept() -> None:
    upstream = read(base_url="https://host.example/v1?api-version=1&a=b", extra_query={"api-version": "2"})
    assert upstream.query == {"api-version": "2", "a": "b"}


def test_a_key_can_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "from-environment")
    file = tmp_path / "key"
    relay = Relay(KernelAgent(api_key_file=str(file), keyring_service=""))
    missing = asyncio.run(relay.upstream())
    assert missing.problem is not None
    assert "api_key_file" in missing.problem.message
    file.write_text(f"{KEY}\n")
    found = asyncio.run(relay.upstream())
    assert (found.problem, found.source) == (None, "configuration")
    assert found.headers["Authorization"] == f"Bearer {KEY}"


def no_exemption(host: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("url", "configured", "environment", "expected"),
    [
        ("https://models.example/v1", "", {"https": "http://proxy:1"}, "http://proxy:1"),
        ("https://models.example/v1", "", {"http": "http://proxy:1"}, None),
        ("https://models.example/v1", "", {"all": "socks5://proxy:1"}, "socks5://proxy:1"),
        ("http://models.example/v1", "proxy:3128", {}, "http://proxy:3128"),
        ("http://models.example/v1", "http://mine:1", {"http": "http://proxy:1"}, "http://mine:1"),
        ("http://models.example/v1", "none", {"http": "http://proxy:1"}, None),
        ("http://localhost:8000/v1", "http://mine:1", {"http": "http://proxy:1"}, None),
        ("http://app.localhost/v1", "", {"http": "http://proxy:1"}, None),
        ("http://127.5.0.1:8000/v1", "", {"http": "http://proxy:1"}, None),
        ("http://[::1]:8000/v1", "", {"http": "http://proxy:1"}, None),
        ("http://localhost.evil.example/v1", "", {"http": "http://proxy:1"}, "http://proxy:1"),
    ],
)
def test_which_proxy_is_used(
    url: str, configured: str, environment: dict[str, str], expected: str | None
) -> None:
    assert choose_proxy(url, configured, environment, no_exemption) == expected


def test_no_proxy_exempts_from_the_environment_but_not_from_the_configuration() -> None:
    environment = {"http": "http://proxy:1"}

    def is_exempt(host: str) -> bool:
        return host == "models.example:8000"

    url = "http://models.example:8000/v1"
    assert choose_proxy(url, "", environment, is_exempt) is None
    assert choose_proxy(url, "http://mine:1", environment, is_exempt) == "http://mine:1"


@pytest.mark.parametrize(
    ("url", "exempt"),
    [
        ("http://10.1.2.3:8000/v1", True),
        ("http://192.168.7.7/v1", True),
        ("http://[fd00::1]:8000/v1", True),
        ("http://[fd12::1]/v1", True),
        ("http://models.corp.example/v1", True),
        ("http://172.16.0.1/v1", False),
        ("http://[fe80::1]/v1", False),
        ("http://10.example/v1", False),
    ],
)
def test_no_proxy_may_hold_networks_and_ipv6_addresses(
    monkeypatch: pytest.MonkeyPatch, url: str, exempt: bool
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://proxy:1")
    monkeypatch.setenv("no_proxy", "10.0.0.0/8, 192.168.7.7,[fd00::1],fd12::/16,.corp.example,nonsense/99")
    assert proxy_for(url, "") == (None if exempt else "http://proxy:1")


def test_the_keyring_is_asked_once_and_not_on_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, bool]] = []

    def get_password(service: str, user: str) -> str:
        asked.append((service, user, threading.current_thread() is threading.main_thread()))
        return KEY

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get_password))

    async def twice() -> list[str]:
        key = StoredKey("service")
        return list(await asyncio.gather(key.get(), key.get()))

    assert asyncio.run(twice()) == [KEY, KEY]
    assert asked == [("service", "OPENAI_API_KEY", False)]


def test_a_locked_keyring_is_not_waited_for_and_answers_later(monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked = threading.Event()

    def get_password(service: str, user: str) -> str:
        assert unlocked.wait(10)
        return KEY

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get_password))
    monkeypatch.setattr(stored_key, "WAIT_SECONDS", 0.05)

    async def ask() -> list[str]:
        key = StoredKey("service")
        first = [await key.get(), await key.get()]
        unlocked.set()
        while not (answer := await key.get()):
            await asyncio.sleep(0)
        return [*first, answer]

    assert asyncio.run(asyncio.wait_for(ask(), 10)) == ["", "", KEY]


@pytest.mark.parametrize("trouble", ["missing", "broken", "empty", "not wanted"])
def test_without_a_keyring_there_is_no_key(monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    def get_password(service: str, user: str) -> str | None:
        if trouble == "broken":
            raise RuntimeError("no backend")
        assert trouble == "empty"
        return None

    module = None if trouble == "missing" else SimpleNamespace(get_password=get_password)
    monkeypatch.setitem(sys.modules, "keyring", module)
    assert asyncio.run(StoredKey("" if trouble == "not wanted" else "service").get()) == ""


def test_confidential_values_do_not_show_in_a_printed_configuration() -> None:
    config = Config({"KernelAgent": {"api_key": KEY, "extra_headers": {"X-Key": KEY}, "model": "small"}})
    hide_confidential(config)
    assert KEY not in repr(config)
    assert "small" in repr(config)
    options = KernelAgent(config=config)
    assert (options.api_key, options.extra_headers) == (KEY, {"X-Key": KEY})
    assert read_upstream(options, {}, "1").headers["Authorization"] == f"Bearer {KEY}"
    hide_confidential(Config())


def output_of(code: str, *flags: str) -> str:
    command = [sys.executable, *flags, "-c", code]
    root = Path(__file__).parents[2]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def test_the_package_is_light_and_needs_no_server() -> None:
    heavy = {"jupyter_server", "tornado", "traitlets", "httpx", "asyncio", "ssl", "json"}
    # -S: nothing but the standard library can be imported, as in a kernel that has no Jupyter server.
    code = f"import sys, jupyterlab_kernel_agent as p; print(bool(p.__version__), {heavy} & set(sys.modules))"
    assert output_of(code, "-S") == "True set()"


def test_loading_the_extension_does_not_load_the_http_client() -> None:
    load = "import sys, jupyterlab_kernel_agent as p; p._jupyter_server_extension_points()"
    assert output_of(f"{load}; print('httpx' in sys.modules)") == "False"
