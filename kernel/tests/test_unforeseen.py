"""Errors that nobody foresaw are told in a sentence; patterns that lead in circles end."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files import delimited_table, jobs, profile_text, quick_profile
from kernel_agent_helper.files.file_status import file_status
from kernel_agent_helper.files.path_pattern import matching
from kernel_agent_helper.files.plain_reason import not_profiled
from kernel_agent_helper.files.profile_file import open_source, profile_file
from kernel_agent_helper.reply import HelperError

INTERNAL = AttributeError("'ColumnPlan' object has no attribute 'plan'")


@pytest.mark.parametrize(
    "error",
    [
        INTERNAL,
        KeyError("zst"),
        ValueError("not enough values to unpack (expected 2, got 1)"),
        AssertionError(),
    ],
)
def test_R11_what_python_says_of_its_objects_is_not_told(error: Exception) -> None:
    told = not_profiled("sales.csv", error)
    assert told == "sales.csv could not be profiled: its content is not built as expected."


def test_R11_what_a_reader_or_the_system_says_is_told() -> None:
    assert not_profiled("a.csv", PermissionError(13, "Permission denied")) == (
        "a.csv could not be profiled: Permission denied."
    )
    assert "more memory" in not_profiled("a.csv", MemoryError())


def test_R11_a_glance_that_fails_tells_type_and_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "sales.csv").write_text("a,b\n1,2\n")
    monkeypatch.setattr(quick_profile, "late_module", lambda _: (_ for _ in ()).throw(INTERNAL))
    found = quick_profile.quick_profile(open_source("sales.csv"), 5, 100)
    assert (found["type"], found["size_bytes"], found["partial"], found["columns"]) == ("csv", 8, True, [])


def test_R11_without_processes_an_error_is_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> Any:
        raise INTERNAL

    def no_processes(_: Any) -> Any:
        raise OSError

    (folder / "sales.csv").write_text("a,b\n1,2\n")
    monkeypatch.setattr(jobs, "profile_file", fails)
    monkeypatch.setattr(jobs, "WorkerProcess", no_processes)
    with pytest.raises(HelperError, match=r"^sales\.csv could not be profiled: its content"):
        jobs.start_profile("sales.csv")


def test_R8_one_bad_member_does_not_spoil_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "data").mkdir()
    for name in ("a.csv", "b.csv", "c.csv"):
        (folder / "data" / name).write_text("x,y\n1,2\n")
    read = profile_text.profile_delimited

    def fails_once(source: Any, *rest: Any) -> Any:
        if source.name.endswith("b.csv"):
            raise INTERNAL
        return read(source, *rest)

    monkeypatch.setattr(profile_text, "profile_delimited", fails_once)
    found = profile_file("data")
    assert found["rows"] == 2
    assert any("b.csv" in note and "not built as expected" in note for note in found["notes"])
    assert not any("ColumnPlan" in note for note in found["notes"])


def test_R8_patterns_that_lead_in_circles_end(folder: Path) -> None:
    for name in ("a", "b", "c"):
        (folder / name).mkdir()
        for link in range(12):
            os.symlink("..", folder / name / f"up{link}")
    (folder / "a" / "x.csv").write_text("a\n1\n")
    patterns = ["*/*/*/*/*/*/*.csv", "**/*.csv", "/".join(["**"] * 500) + "/*.csv", "*/" * 40 + "*.csv"]
    started = time.monotonic()
    told = file_status(patterns)["files"]
    assert time.monotonic() - started < 20
    assert [each["kind"] for each in told] == ["other", "glob", "glob", "other"]
    assert told[0]["reason"] == "leads through more folders than are searched"
    assert file_status(["a/*.json"])["files"][0]["reason"] == "matches no file"
    assert told[1]["size"] == told[2]["size"] == 4


def test_two_stars_find_each_file_once(folder: Path) -> None:
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "x.csv").write_text("a\n1\n")
    assert matching("**/**/*.csv") == matching("**/*.csv") == ["a/b/x.csv"]


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pandas"])
def test_R6_years_of_two_digits_are_of_one_century(
    engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(engine)
    monkeypatch.setattr(delimited_table, "WHOLE_BYTES", 0)
    (folder / "x.csv").write_text("day,n\n" + "".join(f"01.02.{year:02},{year}\n" for year in range(100)))
    found = profile_text.profile_delimited(open_source("x.csv"), 5, 100, engine)
    assert (found["columns"][0]["min"], found["columns"][0]["max"]) == ("1969-02-01", "2068-02-01")


def test_the_status_of_a_pattern_counts_what_the_profile_reads(folder: Path) -> None:
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "x.csv").write_text("a\n1\n")
    status = file_status(["deep/**/*.csv"])["files"][0]
    found = profile_file("deep/**/*.csv")
    assert (status["kind"], status["size"], found["rows"]) == ("glob", 4, 1)
    assert found["fingerprint"]["mtime_ns"] == status["mtime_ns"]


@pytest.mark.parametrize("rows", [1000, 200_000])
def test_R57_zeros_in_front_that_come_late_are_kept(rows: int, folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    lines = (f"{i},{10000 + i % 80000 if i < rows // 2 else f'0{1000 + i % 8000}'}\n" for i in range(rows))
    (folder / "x.csv").write_text("id,zip\n" + "".join(lines))
    found = profile_file("x.csv")
    assert [column["dtype"] for column in found["columns"]] == ["int64", "str"]
    frame = eval(found["load_line"], {"pd": pandas})
    assert frame["zip"].iloc[rows // 2][0] == "0" and found["rows"] == len(frame)


def test_R11_a_text_that_ends_in_zero_bytes_is_told_so(folder: Path) -> None:
    (folder / "x.csv").write_bytes(b"a,b\n1,2\n" + bytes(2000))
    with pytest.raises(HelperError, match=r"x\.csv is damaged: after 8 bytes of text there are zero bytes"):
        profile_file("x.csv")
