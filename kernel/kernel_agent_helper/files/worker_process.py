"""A worker beside the kernel: another Python that reads one file."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

#: What the worker's Python runs first: its first line of input holds the request and the helper's sources.
BOOT = (
    "import sys,json;r=json.loads(sys.stdin.buffer.readline());sys.path[:]=r.pop('module_path');"
    "s={'__name__':'_kernel_agent_helper.loader'};c=r.pop('sources');"
    "exec(c['_kernel_agent_helper.loader'],s);"
    "s['load_bare'](c).load('_kernel_agent_helper.files.worker').main(r)"
)
PACKAGE = "_kernel_agent_helper"
#: Characters of one answer; a profile has far less.
MAX_ANSWER = 64 * 1024**2


class WorkerProcess:
    """Answers are taken in as they come; `progress`, `answer` and `is_alive` can be looked at any time."""

    def __init__(self, request: dict[str, Any]) -> None:
        """Raises `OSError` or `RuntimeError` where processes or threads cannot be started."""
        if sys.platform == "emscripten" or not sys.executable:
            raise OSError("There are no processes here.")
        #: The last progress: share of the work from 0 to 1, rows.
        self.progress: tuple[float | None, int | None] = (None, None)
        #: `{"profile": …}`, `{"unchanged": …}` or `{"error": …}`, once it is there.
        self.answer: dict[str, Any] | None = None
        self.ended = threading.Event()
        options: dict[str, Any] = {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            # An interrupt of the kernel is not one of the worker.
            options["start_new_session"] = True
        self._process = subprocess.Popen(
            # Without `site`: the request brings the kernel's own module path.
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", BOOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            **options,
        )
        content = {**request, "module_path": _module_path(), "sources": sources()}
        line = json.dumps(content).encode() + b"\n"
        threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        return self._process.poll()

    def stop(self) -> None:
        """Ends the process at once. Does nothing when it has ended."""
        self._process.kill()
        self._process.wait()
        self.ended.set()

    def _talk(self, line: bytes) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            view = memoryview(line)
            while view:
                view = view[self._process.stdin.write(view) :]
            with os.fdopen(os.dup(self._process.stdout.fileno()), "rb") as answers:
                while text := answers.readline(MAX_ANSWER):
                    self._take(json.loads(text))
        except (OSError, ValueError):
            # It was stopped, or ended in the middle of a line; what came before it holds.
            pass
        finally:
            for stream in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()
            self._process.wait()
            self.ended.set()

    def _take(self, answer: dict[str, Any]) -> None:
        if "progress" in answer:
            fraction, rows = answer["progress"]
            self.progress = (fraction, rows)
        elif self.answer is None:
            self.answer = answer
            self.ended.set()


def _module_path() -> list[str]:
    """Where the kernel finds modules, but for the working folder: a file of the user's is no module."""
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:
        here = ""
    return [each for each in sys.path if each and isinstance(each, str) and os.path.realpath(each) != here]


def sources() -> dict[str, str]:
    """The helper's modules as text: `{module name: source}`."""
    package = sys.modules[(__package__ or "").rpartition(".")[0]]
    known = getattr(package, "__kernel_agent_sources__", None)
    return known if known is not None else _read_sources(Path(str(package.__file__)).parent)


def _read_sources(root: Path) -> dict[str, str]:
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join((PACKAGE, *(part for part in parts if part != "__init__")))
        found[name] = path.read_text(encoding="utf-8")
    return found
