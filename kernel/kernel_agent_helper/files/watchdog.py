"""Ends a worker that goes on without its kernel, takes too much memory, or comes to nothing."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable

from .progress import PROGRESS

#: Bytes a worker may take; what needs more is told so, and the machine is left alone.
MAX_WORKER_BYTES = 2 * 1024**3
#: Seconds without any sign of progress.
NO_PROGRESS_SECONDS = 120.0
#: Seconds for the whole of it.
MAX_WORKER_SECONDS = 3600.0
INTERVAL_SECONDS = 0.05


class Watchdog:
    """Runs beside the reading, in a thread. `end(sentence)` is called when it has to stop."""

    def __init__(self, end: Callable[[str], None], tell: Callable[[float | None, int | None], None]) -> None:
        self._end = end
        self._tell = tell
        self._parent = os.getppid()
        self.max_bytes = MAX_WORKER_BYTES
        self.no_progress_seconds = NO_PROGRESS_SECONDS

    def start(self) -> None:
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        start = moved = time.monotonic()
        seen: object = None
        while True:
            time.sleep(INTERVAL_SECONDS)
            if os.getppid() != self._parent and sys.platform != "win32":
                os._exit(0)
            fraction, rows = PROGRESS.now()
            signs = (fraction, rows, PROGRESS.reports, round(time.process_time()))
            now = time.monotonic()
            if signs != seen:
                seen, moved = signs, now
                self._tell(fraction, rows)
            memory = memory_bytes()
            if memory is not None and memory > self.max_bytes:
                self._end(
                    f"needs more than {self.max_bytes // 1024**2} MB of memory to be read: it was stopped."
                )
            if now - moved > self.no_progress_seconds:
                self._end(f"gave nothing for {now - moved:.0f} seconds: reading it was stopped.")
            if now - start > MAX_WORKER_SECONDS:
                self._end(f"took more than {MAX_WORKER_SECONDS / 60:.0f} minutes: reading it was stopped.")


def memory_bytes() -> int | None:
    """Bytes of memory this process has now (on macOS: at most had); None when the system does not tell."""
    if sys.platform.startswith("linux"):
        try:
            with open("/proc/self/statm", "rb") as stream:
                return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            return None
    try:
        import resource
    except ImportError:
        return _windows_memory()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _windows_memory() -> int | None:
    try:
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            _fields_ = [
                ("cb", wintypes.DWORD),
                ("faults", wintypes.DWORD),
                *[(f"size{number}", ctypes.c_size_t) for number in range(8)],
            ]

        counters = Counters()
        counters.cb = ctypes.sizeof(counters)
        process = ctypes.windll.kernel32.GetCurrentProcess()  # type: ignore[attr-defined]
        if not ctypes.windll.psapi.GetProcessMemoryInfo(  # type: ignore[attr-defined]
            wintypes.HANDLE(process), ctypes.byref(counters), counters.cb
        ):
            return None
        return int(counters.size1)
    except Exception:
        return None
