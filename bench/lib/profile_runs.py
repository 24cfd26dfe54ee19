"""Runs of the benchmark `profile`, each a line of JSON: pandas alone in a new process, and jobs in a real kernel.

Called with the folder of the files, the folder of the kernel's helper and the number of runs.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

ALONE = """
import json, resource, sys, time
before = time.perf_counter()
import pandas
between = time.perf_counter()
frame = pandas.read_csv(sys.argv[1])
after = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"seconds": after - between, "with_import": after - before, "bytes": peak, "rows": len(frame)}))
"""
#: Counts how often the kernel opens one of the files, whoever does it.
COUNT_OPENS = """
import sys
opens = []
sys.addaudithook(lambda event, args: opens.append(args[0]) if event == "open" and "sales." in str(args[0]) else None)
"""
POLL_SECONDS = 0.05
#: Looking takes processor time from what is looked at; the system itself remembers the peak of each process.
WATCH_SECONDS = 0.02


def run_alone(csv: Path) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-c", ALONE, str(csv)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


class Memory:
    """The most memory that the processes a kernel started, and the kernel itself beyond what it had, took at once."""

    def __init__(self, kernel: int) -> None:
        self._kernel = kernel
        self._before = _resident(kernel)
        self._workers: dict[int, int] = {}
        self._grown = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(WATCH_SECONDS):
            self._grown = max(self._grown, _resident(self._kernel) - self._before)
            for child in _children(self._kernel):
                self._workers[child] = max(self._workers.get(child, 0), _peak(child))

    def stop(self) -> int:
        self._ended.set()
        self._thread.join()
        return sum(self._workers.values()) + self._grown


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(word) for task in tasks for word in (task / "children").read_text().split()]
    except OSError:
        return []


def _status(pid: int, key: str) -> int:
    try:
        found = re.search(rf"{key}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found.group(1)) * 1024 if found else 0


def _resident(pid: int) -> int:
    return _status(pid, "VmRSS")


def _peak(pid: int) -> int:
    return _status(pid, "VmHWM")


def run_job(kernel: Any, path: Path) -> dict[str, Any]:
    pid = int(kernel.value("__import__('os').getpid()"))
    memory = Memory(pid)
    start = time.perf_counter()
    job = value(kernel.call("start_profile", path=str(path)))
    schema = time.perf_counter() - start
    while job["state"] == "running":
        time.sleep(POLL_SECONDS)
        job = value(kernel.call("profile_progress", job=job["job"]))
    seconds = time.perf_counter() - start
    taken = memory.stop()
    assert job["state"] == "done", job
    return {
        "seconds": seconds,
        "schema": schema,
        "bytes": taken,
        "rows": job["profile"]["rows"],
        "profile": job["profile"],
    }


def run_unchanged(kernel: Any, path: Path, known: dict[str, Any]) -> dict[str, Any]:
    """What a turn does about a file that it knows already."""
    kernel.run_user("opens.clear()")
    start = time.perf_counter()
    status = value(kernel.call("file_status", paths=[str(path)]))["files"][0]
    same = (status["size"], status["mtime_ns"]) == (known["size"], known["mtime_ns"])
    seconds = time.perf_counter() - start
    assert same, status
    return {"seconds": seconds, "reads": int(kernel.value("len(opens)"))}


def value(reply: dict[str, Any]) -> Any:
    assert reply["ok"], reply
    return reply["value"]


def main(folder: Path, helper: Path, runs: int) -> None:
    sys.path.insert(0, str(helper / "tests"))
    from live_kernel import LiveKernel

    csv, parquet = folder / "sales.csv", folder / "sales.parquet"
    with LiveKernel(folder) as kernel:
        kernel.inject()
        kernel.run_user(COUNT_OPENS)
        # The first run of each brings the files into the system's memory and is not counted.
        for number in range(runs + 1):
            alone = run_alone(csv)
            job = run_job(kernel, csv)
            known = job.pop("profile")["fingerprint"]
            packed = run_job(kernel, parquet)
            del packed["profile"]
            unchanged = run_unchanged(kernel, csv, known)
            if number:
                line = {"alone": alone, "job": job, "parquet": packed, "unchanged": unchanged}
                print(json.dumps(line), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
