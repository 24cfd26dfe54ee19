"""Profiles many files in a few processes, and says what became of each, also when a process ends by it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKER = Path(__file__).parent / "trial_worker.py"
#: Processes; the machines that run the tests have two cores.
WORKERS = 2
#: Seconds after which a file is given up.
GIVE_UP = 20


@dataclass(frozen=True)
class Outcome:
    #: A profile as strict JSON.
    profile: dict[str, Any] | None = None
    #: Why there is none, as the user reads it.
    sentence: str | None = None
    #: Any other end: an error that is no sentence, a hang, the end of the process.
    error: str | None = None
    seconds: float = 0
    #: Bytes the process took at most.
    peak: int = 0


class Worker:
    def __init__(self, folder: Path, environment: dict[str, str] | None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(WORKER)],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")

    def ask(self, path: str) -> Outcome:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(path) + "\n")
        self._process.stdin.flush()
        try:
            answer = self._answers.get(timeout=GIVE_UP)
        except queue.Empty:
            self.end()
            return Outcome(error=f"no answer in {GIVE_UP} s", seconds=GIVE_UP)
        if not answer:
            self.end()
            return Outcome(error=f"the process ended with {self._process.returncode}")
        return Outcome(**json.loads(answer))

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None


def profile_all(
    folder: Path, paths: Iterable[str], environment: dict[str, str] | None = None
) -> dict[str, Outcome]:
    """What became of each path, relative to `folder`, in processes of that environment."""
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    outcomes: dict[str, Outcome] = {}
    for path in paths:
        waiting.put(path)

    def work() -> None:
        worker = Worker(folder, environment)
        while not waiting.empty():
            try:
                path = waiting.get_nowait()
            except queue.Empty:
                break
            if not worker.is_alive:
                worker = Worker(folder, environment)
            outcomes[path] = worker.ask(path)
        worker.end()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
