"""Profiles one file in a process of its own, for the kernel that started it.

Its standard input stays open as long as the kernel wants it to live. What it has to say goes out as lines of
JSON: `{"progress": [fraction, rows]}`, and at the end `{"profile": …}`, `{"unchanged": fingerprint}` or
`{"error": …}`.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any

from ..late import late_module
from ..reply import HelperError, strict
from . import paths
from .fingerprint import fingerprint, hash_file
from .plain_reason import not_profiled
from .profile_file import open_source, profile_file
from .watchdog import Watchdog


def main(request: dict[str, Any]) -> None:
    """Does what is asked and ends the process. `request` has the arguments of `start_profile`."""
    worker = Worker(request)
    threading.Thread(target=worker.wait_for_the_end, daemon=True).start()
    watchdog = Watchdog(worker.fail, worker.tell)
    watchdog.max_bytes = request.get("max_bytes") or watchdog.max_bytes
    watchdog.no_progress_seconds = request.get("no_progress_seconds") or watchdog.no_progress_seconds
    watchdog.start()
    worker.run()


class Worker:
    def __init__(self, request: dict[str, Any]) -> None:
        self._request = request
        self._path: str = request["path"]
        self._lock = threading.Lock()
        # Whatever a reader prints must not stand among the answers.
        self._answers = os.fdopen(os.dup(1), "wb", buffering=0)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)

    def wait_for_the_end(self) -> None:
        """The kernel is gone, or wants no more, when there is nothing left to read."""
        sys.stdin.buffer.read()
        os._exit(0)

    def tell(self, fraction: float | None, rows: int | None) -> None:
        self._send({"progress": [fraction, rows]})

    def fail(self, sentence: str) -> None:
        self._send({"error": f"{self._path} {sentence}"})
        os._exit(1)

    def run(self) -> None:
        try:
            answer = self._answer()
        except HelperError as error:
            answer = {"error": str(error)}
        except Exception as error:
            answer = {"error": not_profiled(self._path, error)}
        self._send(strict(answer))
        # Nothing is worth waiting for: threads of readers, or what they do at the end.
        os._exit(0)

    def _answer(self) -> dict[str, Any]:
        request = self._request
        paths.set_first_folder(request["first_folder"])
        known = request["known_sha256"]
        if known and not late_module("profile_folder").is_folder(self._path):
            source = open_source(self._path)
            status = os.stat(source.path)
            if hash_file(source.path) == known and os.stat(source.path).st_mtime_ns == status.st_mtime_ns:
                return {"unchanged": fingerprint(status, known)}
        return {"profile": profile_file(self._path, request["preview_rows"], request["max_columns"])}

    def _send(self, answer: dict[str, Any]) -> None:
        line = json.dumps(answer, allow_nan=False).encode() + b"\n"
        with self._lock:
            view = memoryview(line)
            try:
                while view:
                    view = view[self._answers.write(view) :]
            except OSError:
                os._exit(0)
