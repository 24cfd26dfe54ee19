"""Profiles made by a worker beside a real kernel."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from live_kernel import LiveKernel

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
    assert job["quick"]["partial"] and [c["name"] for c in job["quick"]["columns"]] == ["day", "region", "units"]
    assert job["quick"]["fingerprint"]["sha256"] is None and len(job["quick"]["preview"]) == 5
    ended = until_ended(shared_kernel, job)
    assert ended["state"] == "done", ended
    profile = ended["profile"]
    assert (profile["rows"], profile["partial"], profile["total_columns"]) == (2000, False, 3)
    assert len(profile["fingerprint"]["sha256"]) == 64
    assert profile["fingerprint"]["mtime_ns"] == str(os.stat(place / "sales.csv").st_mtime_ns)
