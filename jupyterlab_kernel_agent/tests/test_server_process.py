"""A Jupyter server as people start it: the extension is found, and keeps the key out of every output."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from jupyterlab_kernel_agent.tests.upstream import FakeUpstream, Reply, Request

KEY = "sk-planted/4f9a1c7e2b8d6035"
ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "jupyter-config" / "server-config" / "jupyterlab_kernel_agent.json"
STARTED = "is running at"


def environment(home: Path, upstream: FakeUpstream) -> dict[str, str]:
    """A machine of its own, on which the extension is enabled by the file that the wheel installs."""
    enabled = home / "config" / "jupyter_server_config.d"
    enabled.mkdir(parents=True)
    (enabled / CONFIG.name).write_text(CONFIG.read_text())
    inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    folders = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "run"}
    return {
        **inherited,
        **{name: str(home / folder) for name, folder in folders.items()},
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": upstream.url,
    }


async def echo(request: Request, reply: Reply) -> None:
    await reply.whole(401, {"error": {"message": f"Incorrect API key: {request.headers['authorization']}"}})


async def use(port: int) -> list[str]:
    """Calls every endpoint; returns all that came back."""
    seen: list[str] = []
    base_url = f"http://127.0.0.1:{port}/kernel-agent/v1/"
    headers = {"Authorization": "token secret-token"}
    async with httpx.AsyncClient(base_url=base_url, headers=headers, trust_env=False, timeout=30) as browser:
        for method, path in (
            ("GET", "status"),
            ("GET", "models"),
            ("POST", "chat/completions"),
            ("POST", "test"),
        ):
            response = await browser.request(method, path, content=json.dumps({"model": "m"}))
            assert response.status_code in (200, 401)
            seen.append(f"{response.headers} {response.text}")
    return seen


async def run_server(home: Path) -> tuple[list[str], str]:
    """What the browser saw, and what the server logged with `--debug`."""
    upstream = FakeUpstream(echo)
    await upstream.start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    work = home / "work"
    work.mkdir()
    arguments = ["--debug", "--no-browser", "--allow-root", f"--port={port}", f"--ServerApp.root_dir={work}"]
    arguments += ["--IdentityProvider.token=secret-token", "--ServerApp.port_retries=0"]
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "jupyter_server", *arguments),
        cwd=work,
        env=environment(home, upstream),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert server.stdout is not None
    log = ""
    try:
        while STARTED not in log:
            line = await asyncio.wait_for(server.stdout.readline(), 60)
            assert line, log
            log += line.decode()
        reading = asyncio.ensure_future(server.stdout.read())
        seen = await use(port)
    finally:
        server.terminate()
        await server.wait()
        await upstream.close()
    log += (await reading).decode()
    assert upstream.requests
    return seen, log


def test_the_key_is_in_no_output_and_no_file(tmp_path: Path) -> None:
    seen, log = asyncio.run(run_server(tmp_path))
    assert '"source": "environment"' in seen[0]
    assert "jupyterlab_kernel_agent | extension was successfully loaded" in log
    files = [path.read_text(errors="replace") for path in tmp_path.rglob("*") if path.is_file()]
    for text in (*seen, log, *files):
        assert KEY not in text
        assert KEY.partition("/")[2] not in text
