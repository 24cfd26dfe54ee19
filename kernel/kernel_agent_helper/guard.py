"""Keeps `_`, `Out` and the rest of IPython's memory as they were when the agent's own code runs.

The agent's requests are sent with `store_history=False`, which spares `In` and the counter. IPython would
still store the value of a trailing expression, ask the *user's* last cell whether it ended with a semicolon,
and remember the last error. Which request is running is asked each time, so that the user's cells are never
affected, not even those of a subshell.
"""

from __future__ import annotations

import sys
from typing import Any

from .shell import running_shell

METADATA_KEY = "kernel_agent"
REPLACED = ("update_user_ns", "log_output", "quiet")
REMEMBERED = ("last_type", "last_value", "last_traceback", "last_exc")
LAST_RESULT = ("last_execution_succeeded", "last_execution_result")

_installed: list[Guard] = []


class Guard:
    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._hook = shell.displayhook
        self._original = {name: getattr(self._hook, name) for name in REPLACED}
        self._running: _Before | None = None

    def install(self) -> None:
        for name in REPLACED:
            setattr(self._hook, name, getattr(self, name))
        self._shell.events.register("pre_run_cell", self.pre_run_cell)
        self._shell.events.register("post_run_cell", self.post_run_cell)

    def uninstall(self) -> None:
        for name in REPLACED:
            # Bound methods are made anew each time they are asked for, hence not `is`.
            if self._hook.__dict__.get(name) == getattr(self, name):
                setattr(self._hook, name, self._original[name])
        self._shell.events.unregister("pre_run_cell", self.pre_run_cell)
        self._shell.events.unregister("post_run_cell", self.post_run_cell)

    # In place of the display hook's own methods.

    def update_user_ns(self, result: object) -> None:
        if _agent_request(self._shell) is None:
            self._original["update_user_ns"](result)

    def log_output(self, format_dict: Any) -> None:
        if _agent_request(self._shell) is None:
            self._original["log_output"](format_dict)

    def quiet(self) -> bool:
        request = _agent_request(self._shell)
        if request is None:
            return self._original["quiet"]()
        try:
            code = self._shell.transform_cell(request["content"]["code"])
            return bool(self._hook.semicolon_at_end_of_expression(code))
        except Exception:
            return False

    # Around the agent's cell; cells that it runs inside itself belong to it.

    def pre_run_cell(self, info: object) -> None:
        request = _agent_request(self._shell)
        if request is None:
            return
        identity = request.get("header", {}).get("msg_id")
        if self._running is None or self._running.identity != identity:
            self._running = _Before(self._shell, identity, info)

    def post_run_cell(self, result: Any) -> None:
        before = self._running
        if before is None or _agent_request(self._shell) is None:
            return
        if result is None or getattr(result, "info", before.info) is before.info:
            self._running = None
            before.restore()


class _Before:
    """What IPython remembered when the agent's cell began."""

    def __init__(self, shell: Any, identity: object, info: object) -> None:
        self.identity = identity
        self.info = info
        self._shell = shell
        self._system = {name: sys.__dict__[name] for name in REMEMBERED if name in sys.__dict__}
        self._results = {name: getattr(shell, name) for name in LAST_RESULT if hasattr(shell, name)}
        # Newer IPython keeps everything a cell shows, for exporting the history as a notebook.
        self._outputs = getattr(getattr(shell, "history_manager", None), "outputs", None)
        self._numbers = (shell.execution_count - 1, shell.execution_count)
        self._lengths = {}
        if isinstance(self._outputs, dict):
            self._lengths = {n: len(self._outputs[n]) for n in self._numbers if n in self._outputs}

    def restore(self) -> None:
        for name in REMEMBERED:
            if name in self._system:
                setattr(sys, name, self._system[name])
            elif name in sys.__dict__:
                delattr(sys, name)
        for name, value in self._results.items():
            setattr(self._shell, name, value)
        if isinstance(self._outputs, dict):
            for number in self._numbers:
                if number in self._lengths:
                    del self._outputs[number][self._lengths[number] :]
                else:
                    self._outputs.pop(number, None)


def install() -> bool:
    """Installs the guard once per kernel life; false where the shell is not one that it understands."""
    shell = running_shell()
    if not _installed and _is_suitable(shell):
        guard = Guard(shell)
        guard.install()
        _installed.append(guard)
    return bool(_installed)


def uninstall() -> None:
    while _installed:
        _installed.pop().uninstall()


def _is_suitable(shell: Any) -> bool:
    hook = getattr(shell, "displayhook", None)
    return (
        all(callable(getattr(hook, name, None)) for name in REPLACED)
        and hasattr(hook, "semicolon_at_end_of_expression")
        and hasattr(getattr(shell, "events", None), "register")
        and isinstance(_request(shell), dict)
    )


def _agent_request(shell: Any) -> dict[str, Any] | None:
    """The message that is being executed if it is the agent's, otherwise None."""
    request = _request(shell)
    metadata = request.get("metadata") if isinstance(request, dict) else None
    return request if isinstance(metadata, dict) and metadata.get(METADATA_KEY) is True else None


def _request(shell: Any) -> Any:
    kernel = getattr(shell, "kernel", None)
    try:
        if hasattr(kernel, "get_parent"):
            return kernel.get_parent()
        return getattr(shell, "parent_header", None)
    except Exception:
        return None
