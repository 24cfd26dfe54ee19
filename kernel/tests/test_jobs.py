"""Profiles made by a worker beside a real kernel."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_kernel import PACKAGE, LiveKernel

ROWS = "day,region,units\n" + "".join(f"2024-01-{1 + i % 28:02},R{i % 5},{i}\n" for i in range(2000))


def start(kernel: LiveKernel, path: str, **options: Any) -> dict[str, Any]:
    reply = kernel.call("start_profile", path=path, **options)
    assert reply["ok"], reply
    return reply["value"]


def until_ended(kernel: LiveKernel, job: dict[str, Any]) -> dict[str, Any]:
    limit = time.monotonic() + 60
    while job["state"] == "running":
        assert time.monotonic() < limit, job
        reply = kernel.call("profile_progress", job=job["job"])
        assert reply["ok"], reply
        job = reply["value"]
    return job


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("jobs")
    (path / "sales.csv").write_text(ROWS)
    return path


def test_R6_a_file_is_profiled_beside_the_kernel(shared_kernel: LiveKernel, place: Path) -> None:
    job = start(shared_kernel, str(place / "sales.csv"))
    assert job["quick"]["partial"] and [c["name"] for c in job["quick"]["columns"]] == [
        "day",
        "region",
        "units",
    ]
    assert job["quick"]["fingerprint"]["sha256"] is None and len(job["quick"]["preview"]) == 5
    ended = until_ended(shared_kernel, job)
    assert ended["state"] == "done", ended
    profile = ended["profile"]
    assert (profile["rows"], profile["partial"], profile["total_columns"]) == (2000, False, 3)
    assert len(profile["fingerprint"]["sha256"]) == 64
    assert profile["fingerprint"]["mtime_ns"] == str(os.stat(place / "sales.csv").st_mtime_ns)


def test_R8_an_unchanged_file_is_hashed_and_not_parsed(shared_kernel: LiveKernel, place: Path) -> None:
    path = str(place / "sales.csv")
    profile = until_ended(shared_kernel, start(shared_kernel, path))["profile"]
    os.utime(path, ns=(1, 1_700_000_000_000_000_001))
    again = start(shared_kernel, path, known_sha256=profile["fingerprint"]["sha256"])
    assert (again["state"], again["unchanged"], again["profile"]) == ("done", True, None)
    assert again["fingerprint"] == {**profile["fingerprint"], "mtime_ns": "1700000000000000001"}
    changed = until_ended(shared_kernel, start(shared_kernel, path, known_sha256="0" * 64))
    assert changed["unchanged"] is False and changed["profile"]["rows"] == 2000


def set_boot(kernel: LiveKernel, code: str | None) -> None:
    """What the workers of the kernel run instead of the helper; None for what they run usually."""
    module = f"sys.modules['{PACKAGE}'].__kernel_agent_load_late__('{PACKAGE}.files.worker_process')"
    lines = [
        "import sys",
        f"_m = {module}",
        "_m.__dict__.setdefault('USUAL', _m.BOOT)",
        f"_m.BOOT = _m.USUAL if {code!r} is None else {code!r}",
        "del _m",
    ]
    kernel.run_user("\n".join(lines))


@pytest.fixture
def held(shared_kernel: LiveKernel) -> Iterator[LiveKernel]:
    """A kernel whose workers tell how far they are and then wait for ever."""
    set_boot(
        shared_kernel,
        "import sys;sys.stdin.buffer.readline();"
        "sys.stdout.write('{\"progress\":[0.25,500]}\\n');sys.stdout.flush();sys.stdin.read()",
    )
    yield shared_kernel
    set_boot(shared_kernel, None)


def worker_pid(kernel: LiveKernel, job: str) -> int:
    module = f"__import__('sys').modules['{PACKAGE}.files.jobs']"
    return int(kernel.value(f"{module}._jobs['{job}'].worker.pid"))


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


def until_told(kernel: LiveKernel, job: str) -> dict[str, Any]:
    limit = time.monotonic() + 30
    while True:
        told = kernel.call("profile_progress", job=job)["value"]
        if told["rows"] is not None or told["state"] != "running":
            return told
        assert time.monotonic() < limit


def test_R8_progress_is_told_and_the_kernel_stays_free(held: LiveKernel, place: Path) -> None:
    job = start(held, str(place / "sales.csv"))
    told = until_told(held, job["job"])
    assert (told["state"], told["fraction"], told["rows"], told["profile"]) == ("running", 0.25, 500, None)
    assert held.run_user("6 * 7").results == ["42"]
    stopped = held.call("stop_profile", job=job["job"])["value"]
    assert stopped["state"] == "stopped" and stopped["profile"]["partial"]
    assert stopped["profile"]["fingerprint"]["sha256"] is None
    assert "stopped after 500 rows; the rest was not read" in stopped["profile"]["notes"][-1]
    assert held.call("profile_progress", job=job["job"])["ok"] is False


def test_R8_stopping_ends_the_process(held: LiveKernel, place: Path) -> None:
    job = start(held, str(place / "sales.csv"))
    pid = worker_pid(held, job["job"])
    assert is_running(pid)
    assert held.call("stop_profile", job=job["job"])["value"]["state"] == "stopped"
    assert not is_running(pid)


def test_a_limit_of_time_ends_a_job_with_what_is_known(held: LiveKernel, place: Path) -> None:
    job = until_ended(held, start(held, str(place / "sales.csv"), seconds=0.2))
    assert job["state"] == "stopped" and job["profile"]["partial"]
    assert "stopped after 0.2 seconds" in job["profile"]["notes"][-1]


def test_a_worker_that_is_killed_is_told_of(held: LiveKernel, place: Path) -> None:
    job = start(held, str(place / "sales.csv"))
    os.kill(worker_pid(held, job["job"]), signal.SIGKILL)
    ended = until_ended(held, job)
    assert ended["state"] == "failed"
    assert "sales.csv could not be read: the process that read it ended by signal 9" in ended["error"]


def test_jobs_are_bounded(held: LiveKernel, place: Path) -> None:
    jobs = [start(held, str(place / "sales.csv"))["job"] for _ in range(6)]
    pids = [worker_pid(held, job) for job in jobs[-4:]]
    assert held.call("profile_progress", job=jobs[0])["value"]["state"] == "stopped"
    for job in jobs[-4:]:
        held.call("stop_profile", job=job)
    assert not any(map(is_running, pids))


def test_R8_no_worker_outlives_its_kernel(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text(ROWS)
    with LiveKernel(tmp_path) as kernel:
        kernel.inject()
        kernel.call("file_status", paths=[])
        # The worker itself, held before it reads.
        late = f"sys.modules['{PACKAGE}'].__kernel_agent_load_late__"
        kernel.run_user(
            f"import sys\nm = {late}('{PACKAGE}.files.worker_process')\n"
            f"m.BOOT = m.BOOT.replace('.main(r)', '.Worker(r).wait_for_the_end()')"
        )
        job = start(kernel, "sales.csv")
        pid = worker_pid(kernel, job["job"])
        assert is_running(pid)
        kernel.manager.signal_kernel(signal.SIGKILL)
        limit = time.monotonic() + 20
        while is_running(pid):
            assert time.monotonic() < limit


def test_too_much_memory_ends_the_worker_with_a_sentence(kernel: LiveKernel, tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text("a,b\n" + "".join(f"{i},text number {i}\n" for i in range(100_000)))
    kernel.inject()
    kernel.call("file_status", paths=[])
    late = f"sys.modules['{PACKAGE}'].__kernel_agent_load_late__"
    kernel.run_user(f"import sys\n{late}('{PACKAGE}.files.watchdog').MAX_WORKER_BYTES = 20 * 1024**2")
    ended = until_ended(kernel, start(kernel, "sales.csv"))
    assert ended["state"] == "failed"
    assert ended["error"] == "sales.csv needs more than 20 MB of memory to be read: it was stopped."


def test_paths_lead_from_the_folder_the_kernel_was_in_first(kernel: LiveKernel, tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text(ROWS)
    (tmp_path / "sub").mkdir()
    kernel.inject()
    kernel.run_user("import os; os.chdir('sub')")
    assert kernel.call("file_status", paths=["sales.csv"])["value"]["files"][0]["kind"] == "file"
    assert until_ended(kernel, start(kernel, "sales.csv"))["profile"]["rows"] == 2000
    (tmp_path / "sub" / "sales.csv").write_text("a,b\n1,2\n")
    assert until_ended(kernel, start(kernel, "sales.csv"))["profile"]["rows"] == 1


def test_a_module_of_the_users_is_not_met_by_the_worker(kernel: LiveKernel, tmp_path: Path) -> None:
    for name in ("csv.py", "json.py", "hashlib.py"):
        (tmp_path / name).write_text("raise RuntimeError('mine')")
    (tmp_path / "sales.csv").write_text(ROWS)
    kernel.inject()
    kernel.run_user("import sys; sys.path.insert(0, '')")
    assert until_ended(kernel, start(kernel, "sales.csv"))["state"] == "done"


def test_what_is_seen_at_once_is_said_at_once(shared_kernel: LiveKernel, place: Path) -> None:
    (place / "empty.csv").write_bytes(b"")
    (place / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    os.mkfifo(place / "pipe.csv")
    for name, words in [
        ("gone.csv", "There is no file"),
        ("empty.csv", "is empty"),
        ("picture.csv", "is a PNG image"),
        ("pipe.csv", "is a named pipe"),
    ]:
        reply = shared_kernel.call("start_profile", path=str(place / name))
        assert reply["ok"] is False and words in reply["error"]["message"], reply


def test_a_finished_job_without_a_kernel_process_is_done_at_once(monkeypatch: Any, place: Path) -> None:
    from kernel_agent_helper.files import jobs

    def no_process(_: object) -> None:
        raise OSError("There are no processes here.")

    monkeypatch.setattr(jobs, "WorkerProcess", no_process)
    told = jobs.start_profile(str(place / "sales.csv"))
    assert (told["state"], told["profile"]["rows"], told["quick"]) == ("done", 2000, None)
