"""Profiles made beside the kernel: started, asked after, stopped."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from ..late import late_module
from ..reply import HelperError
from . import watchdog
from .fingerprint import fingerprint, hash_file
from .paths import first_folder
from .plain_reason import not_profiled
from .profile_file import bounded, open_source, profile_file
from .quick_profile import quick_profile
from .worker_process import WorkerProcess

#: Jobs that are remembered; older ones are stopped and forgotten.
MAX_JOBS = 32
#: Jobs that run at one time.
MAX_RUNNING = 4
#: Seconds for which `start_profile` waits for a small file to be done.
WAIT_SECONDS = 0.15
#: Bytes up to which a file is small in this sense.
WAITED_FOR = 2 * 1024**2
#: Files of up to this many bytes are hashed in the kernel when their hash is known.
HASHED_HERE = 4 * 1024**2
#: Without processes a file of more bytes is only looked at.
READ_HERE = 64 * 1024**2


@dataclass
class Job:
    name: str
    path: str
    worker: WorkerProcess | None
    quick: dict[str, Any] | None
    #: Seconds after which it is stopped; None for no such limit.
    limit: float | None
    started: float = field(default_factory=time.monotonic)
    #: How it ended; empty while it runs.
    state: str = ""
    answer: dict[str, Any] = field(default_factory=dict)
    ended: float = 0.0


_jobs: dict[str, Job] = {}
_lock = threading.Lock()
_count = 0


def start_profile(
    path: str,
    preview_rows: int = 5,
    max_columns: int = 100,
    known_sha256: str | None = None,
    seconds: float | None = None,
) -> dict[str, Any]:
    """Begins to profile a file; see `kernel/README.md` for what comes back.

    `seconds`: it is stopped after that many. Raises `HelperError` for what can be seen of the file at once.
    """
    started = time.monotonic()
    # A folder is read by the worker alone: there is neither a beginning nor a content that would be hashed.
    source = None if late_module("profile_folder").is_folder(path) else open_source(path)
    preview_rows, max_columns = bounded(preview_rows, max_columns)
    unchanged = None if source is None else _unchanged(source.path, known_sha256)
    if unchanged is not None:
        return _shape(_add(path, None, None, seconds, started, "done", {"unchanged": unchanged}), True)
    request = {
        "path": path,
        "preview_rows": preview_rows,
        "max_columns": max_columns,
        "known_sha256": known_sha256,
        "first_folder": first_folder(),
        "max_bytes": watchdog.MAX_WORKER_BYTES,
        "no_progress_seconds": watchdog.NO_PROGRESS_SECONDS,
    }
    _make_room()
    try:
        worker = WorkerProcess(request)
    except (OSError, RuntimeError):
        return _shape(_read_here(path, preview_rows, max_columns, started), True)
    try:
        # With a known hash nothing is parsed until it is known that the content is another.
        quick = None if known_sha256 or source is None else quick_profile(source, preview_rows, max_columns)
    except BaseException:
        worker.stop()
        raise
    job = _add(path, worker, quick, seconds, started)
    if source is None or os.path.getsize(source.path) <= WAITED_FOR:
        worker.ended.wait(max(0.0, WAIT_SECONDS - (time.monotonic() - started)))
    return _shape(_looked_at(job), True)


def profile_progress(job: str) -> dict[str, Any]:
    """How the job is now. Raises `HelperError` when there is no such job."""
    return _shape(_looked_at(_find(job)))


def stop_profile(job: str) -> dict[str, Any]:
    """Ends the job; its profile is what is known so far. Raises `HelperError` when there is no such job."""
    found = _looked_at(_find(job))
    if not found.state:
        _end(found, "stopped", {"profile": _partial(found, "Reading it was stopped")})
    return _shape(found)


def _unchanged(path: str, known_sha256: str | None) -> dict[str, Any] | None:
    """The new fingerprint of a file, small enough to be hashed at once, whose content is known."""
    if not known_sha256:
        return None
    status = os.stat(path)
    if status.st_size > HASHED_HERE:
        return None
    try:
        same = hash_file(path) == known_sha256
    except OSError:
        return None
    return fingerprint(status, known_sha256) if same else None


def _read_here(path: str, preview_rows: int, max_columns: int, started: float) -> Job:
    """Without a process of its own, as in a browser."""
    source = None if late_module("profile_folder").is_folder(path) else open_source(path)
    if source is None or os.path.getsize(source.path) <= READ_HERE:
        try:
            answer = {"profile": profile_file(path, preview_rows, max_columns)}
        except HelperError:
            raise
        except Exception as error:
            raise HelperError(not_profiled(path, error)) from None
    else:
        quick = quick_profile(source, preview_rows, max_columns)
        quick["notes"].append("The file is too large to be read whole where there are no processes.")
        answer = {"profile": quick}
    return _add(path, None, None, None, started, "done", answer)


def _add(
    path: str,
    worker: WorkerProcess | None,
    quick: dict[str, Any] | None,
    limit: float | None,
    started: float,
    state: str = "",
    answer: dict[str, Any] | None = None,
) -> Job:
    global _count  # noqa: PLW0603 - names of jobs are never used again
    with _lock:
        _count += 1
        job = Job(f"p{_count}", path, worker, quick, limit, started, state, answer or {}, time.monotonic())
        _jobs[job.name] = job
    return job


def _make_room() -> None:
    """Forgets the oldest jobs; a user waits for none of them any more."""
    with _lock:
        jobs = list(_jobs.values())
    running = [job for job in jobs if not _looked_at(job).state]
    for job in running[: max(0, len(running) - MAX_RUNNING + 1)]:
        _end(job, "stopped", {"profile": _partial(job, "Reading it was stopped for other files")})
    with _lock:
        for job in jobs[: max(0, len(jobs) - MAX_JOBS + 1)]:
            _jobs.pop(job.name, None)


def _find(name: str) -> Job:
    job = _jobs.get(name)
    if job is None:
        raise HelperError(f"There is no job {name}: its result was fetched, or the kernel was restarted.")
    return job


def _looked_at(job: Job) -> Job:
    """The job, with its state brought up to date."""
    worker = job.worker
    if job.state or worker is None:
        return job
    if worker.answer is not None:
        _end(job, "failed" if "error" in worker.answer else "done", worker.answer)
    elif worker.ended.is_set():
        _end(job, "failed", {"error": _sudden_end(job, worker.exit_code)})
    elif job.limit is not None and time.monotonic() - job.started > job.limit:
        words = f"Reading it was stopped after {job.limit:g} seconds"
        _end(job, "stopped", {"profile": _partial(job, words)})
    return job


def _sudden_end(job: Job, code: int | None) -> str:
    how = f"with code {code}" if code is None or code >= 0 else f"by signal {-code}"
    return (
        f"{job.path} could not be read: the process that read it ended {how}, "
        "as after a crash or for lack of memory."
    )


def _end(job: Job, state: str, answer: dict[str, Any]) -> None:
    job.state, job.answer, job.ended = state, answer, time.monotonic()
    if job.worker is not None:
        job.worker.stop()


def _partial(job: Job, words: str) -> dict[str, Any] | None:
    if job.quick is None:
        return None
    rows = job.worker.progress[1] if job.worker is not None else None
    so_far = f" after {rows} rows" if rows else ""
    return {**job.quick, "notes": [*job.quick["notes"], f"{words}{so_far}; the rest was not read."]}


def _shape(job: Job, with_quick: bool = False) -> dict[str, Any]:
    """What the client gets. A job that has ended is forgotten once this was told."""
    fraction, rows = job.worker.progress if job.worker is not None else (None, None)
    profile = job.answer.get("profile")
    unchanged = job.answer.get("unchanged")
    told: dict[str, Any] = {
        "job": job.name,
        "state": job.state or "running",
        "profile": profile,
        "error": job.answer.get("error"),
        "fraction": 1.0 if job.state == "done" else fraction,
        "rows": profile.get("rows") if profile and job.state == "done" else rows,
        "seconds": round((job.ended if job.state else time.monotonic()) - job.started, 3),
        "unchanged": unchanged is not None,
    }
    if with_quick:
        told["quick"] = job.quick
    if unchanged is not None:
        told["fingerprint"] = unchanged
    if job.state:
        with _lock:
            _jobs.pop(job.name, None)
    return told
