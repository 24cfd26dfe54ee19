"""Runs a program for a bounded time, and ends it with everything that it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .failures import PreviewsClosed


class TooSlow(Exception):
    """The program did not end in time, and was ended."""


class ProcessRunner:
    """Runs one program at a time, in the thread that asks for it; may be closed from another one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def run(self, command: Sequence[str], folder: Path, env: Mapping[str, str], seconds: float) -> int:
        """Waits for the program's end; returns its exit status. Nothing that it started is left behind.

        Raises `TooSlow`, `PreviewsClosed`, and `OSError` when it cannot be started.
        """
        with self._lock:
            if self._closed:
                raise PreviewsClosed
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **group_of_its_own(),
            )
            self._process = process
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise TooSlow from None
        finally:
            with self._lock:
                self._process = None
                end_group(process)
        if self._closed:
            raise PreviewsClosed
        return status

    def close(self) -> None:
        """Ends what runs; nothing is started any more."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                end_group(self._process)


def group_of_its_own() -> dict[str, Any]:
    """The program and its children can be ended together, and Ctrl-C at the server is none of theirs."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and its children, those that outlived it included."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)
    else:
        # Nobody is left, or only those that have ended.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
