"""A real kernel, spoken to as the client does it: with the expression templates and nothing else."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).parent.parent
PACKAGE = "_kernel_agent_helper"
TIMEOUT = 60


def sources() -> dict[str, str]:
    """The helper's modules as a kernel gets them: `{module name: source}`."""
    root = ROOT / "kernel_agent_helper"
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(("_kernel_agent_helper", *(part for part in parts if part != "__init__")))
        found[name] = path.read_text(encoding="utf-8")
    return found


def inject_expression(modules: dict[str, str] | None = None) -> str:
    template = (ROOT / "inject_expression.py").read_text(encoding="utf-8")
    return template.replace("@PAYLOAD@", _encoded(sources() if modules is None else modules), 1)


def call_expression(name: str, arguments: dict[str, Any]) -> str:
    template = (ROOT / "call_expression.py").read_text(encoding="utf-8")
    return template.replace("@CALL@", _encoded({"name": name, "args": arguments}), 1)


def _encoded(value: object) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


@dataclass
class Execution:
    """What one execute request came to."""

    reply: dict[str, Any]
    messages: list[dict[str, Any]] = field(default_factory=list)

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        return [message["content"] for message in self.messages if message["msg_type"] == kind]

    @property
    def stdout(self) -> str:
        return "".join(content["text"] for content in self.of_type("stream") if content["name"] == "stdout")

    @property
    def results(self) -> list[str]:
        return [content["data"]["text/plain"] for content in self.of_type("execute_result")]


class LiveKernel:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> LiveKernel:
        self.manager, self.client = start_new_kernel(kernel_name="python3", cwd=str(self._folder))
        return self

    def __exit__(self, *_: object) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def restart(self) -> None:
        self.manager.restart_kernel(now=True)
        self.client.wait_for_ready(timeout=TIMEOUT)

    def run_user(self, code: str) -> Execution:
        """A cell of the user's."""
        return self.execute({"code": code, "silent": False, "store_history": True}, {})

    def run_agent(self, code: str) -> Execution:
        """Code of the agent's."""
        return self.execute({"code": code, "silent": False, "store_history": False}, {"kernel_agent": True})

    def ask(self, expression: str) -> Execution:
        """A request that leaves no trace; the value of `expression` is the user expression `reply`."""
        content = {"code": "", "silent": True, "store_history": False}
        return self.execute({**content, "user_expressions": {"reply": expression}}, {})

    def evaluate(self, expression: str) -> dict[str, Any]:
        return self.ask(expression).reply["user_expressions"]["reply"]

    def inject(self, modules: dict[str, str] | None = None) -> Any:
        return self._reply(inject_expression(modules))

    def call(self, name: str, **arguments: Any) -> Any:
        """The helper's reply, `{"ok": …}`."""
        return self._reply(call_expression(name, arguments))

    def value(self, code: str) -> str:
        """The text of an expression in the user's namespace, without a trace."""
        return self.evaluate(code)["data"]["text/plain"]

    def _reply(self, expression: str) -> Any:
        found = self.evaluate(expression)
        assert found["status"] == "ok", found
        return found["data"]["application/json"]

    def execute(self, content: dict[str, Any], metadata: dict[str, Any]) -> Execution:
        content = {"user_expressions": {}, "allow_stdin": False, "stop_on_error": False, **content}
        session = self.client.session
        message = session.msg("execute_request", content, metadata=metadata)
        self.client.shell_channel.send(message)
        identity = message["header"]["msg_id"]
        messages = []
        while True:
            received = self.client.get_iopub_msg(timeout=TIMEOUT)
            if received["parent_header"].get("msg_id") != identity:
                continue
            messages.append(received)
            if received["msg_type"] == "status" and received["content"]["execution_state"] == "idle":
                break
        while True:
            reply = self.client.get_shell_msg(timeout=TIMEOUT)
            # A slow kernel is asked several times whether it is ready, and answers each time.
            if reply["parent_header"].get("msg_id") == identity:
                break
        return Execution(reply["content"], messages)
