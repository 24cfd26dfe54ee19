"""Profiles of folders and of patterns, and of files whose name says nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files import jobs, profile_folder
from kernel_agent_helper.files.file_status import file_status
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError
from test_profile_text import dtypes, load, profile, write


def monthly(folder: Path, count: int = 3) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for month in range(1, count + 1):
        rows = "".join(f"2024-0{month}-1{day},{month * day},{'x' if day else ''}\n" for day in range(4))
        write(folder / f"2024-0{month}.csv", f"day,units,note\n{rows}")
    return folder


def test_R9_a_folder_of_like_files_is_one_table(folder: Path) -> None:
    pytest.importorskip("pandas")
    monthly(folder / "data")
    found = profile("data")
    assert (found["path"], found["type"], found["rows"], found["total_columns"]) == ("data", "folder", 12, 3)
    assert found["details"] == {"files": 3, "kinds": {"csv": 3}}
    assert dtypes(found) == {"day": "datetime", "units": "int64", "note": "str"}
    day, units, note = found["columns"]
    assert (day["min"], day["max"], units["max"], note["nulls"]) == ("2024-01-10", "2024-03-13", 9, 3)
    assert found["load_line"] == (
        "pd.concat([pd.read_csv(f, parse_dates=['day']) for f in "
        "sorted(__import__('glob').glob('data/*.csv'))], ignore_index=True)"
    )
    assert [(table["name"], table["rows"]) for table in found["tables"]] == [
        (f"data/2024-0{month}.csv", 4) for month in (1, 2, 3)
    ]
    load(found)
    status = file_status(["data"])["files"][0]
    assert found["fingerprint"] == {"size": status["size"], "mtime_ns": status["mtime_ns"], "sha256": None}
    assert found["size_bytes"] == status["size"] > 0 and found["size_mb"] > 0


def test_R9_R10_files_that_do_not_fit_are_left_out(folder: Path) -> None:
    pytest.importorskip("pandas")
    monthly(folder / "da[t]a")
    write(folder / "da[t]a" / "other.csv", "day,units,extra\n2024-01-01,1,2\n")
    write(folder / "da[t]a" / "empty.csv", "")
    write(folder / "da[t]a" / "readme.txt", "Read me.\n")
    write(folder / "da[t]a" / "broken.json", "{")
    found = profile("da[t]a")
    assert found["rows"] == 12
    for words in (
        "da[t]a/other.csv is not part of it: it has no note and has extra.",
        "da[t]a/empty.csv is not part of it: it is empty.",
        "da[t]a/readme.txt is not part of it: it is no table (text).",
        "da[t]a/broken.json is not part of it: it could not be read",
    ):
        assert any(words in note for note in found["notes"])
    load(found)


def test_R9_R10_a_pattern_is_a_set_of_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monthly(folder / "a" / "data")
    write(folder / "a" / "data" / "notes.csv", "just\ntext\n")
    found = profile("a/data/2024-*.csv")
    assert (found["path"], found["type"], found["rows"]) == ("a/data/2024-*.csv", "glob", 12)
    assert "glob('a/data/2024-*.csv')" in found["load_line"]
    load(found)
    assert load(profile(str(folder / "a/data/2024-0[12].csv"))).shape == (8, 3)
    monkeypatch.chdir(folder / "a" / "data")
    assert load(profile("2024*.csv")).shape == (12, 3)
    assert load(profile("../data/2024*.csv")).shape == (12, 3)


def test_folders_within_a_folder_are_looked_into_when_it_has_no_files(folder: Path) -> None:
    pytest.importorskip("pandas")
    monthly(folder / "parts" / "year=2024")
    monthly(folder / "parts" / "year=2025", count=1)
    os.symlink(folder / "parts", folder / "parts" / "loop")
    os.symlink(folder / "parts" / "nowhere", folder / "parts" / "dead.csv")
    os.symlink("self.csv", folder / "parts" / "year=2024" / "self.csv")
    found = profile("parts")
    assert found["rows"] == 16
    assert load(found).shape == (16, 3)


def test_loops_of_links_end(folder: Path) -> None:
    (folder / "loop").mkdir()
    for name in ("one", "two"):
        os.symlink(folder / "loop", folder / "loop" / name)
    began = time.monotonic()
    for path in ("loop", "loop/**/*.csv"):
        with pytest.raises(HelperError, match=r"without data files|No file matches"):
            profile_file(path)
    assert time.monotonic() - began < 12


def test_R11_what_matches_nothing_is_told(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(HelperError, match=r"empty is a folder without data files\."):
        profile_file("empty")
    with pytest.raises(HelperError, match=r"No file matches x\*\.csv\."):
        profile_file("x*.csv")
    write(folder / "odd[1].csv", "a,b\n1,2\n")
    assert profile("odd[1].csv")["type"] == "csv"


def test_many_and_large_files_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monthly(folder / "data", 5)
    monkeypatch.setattr(profile_folder, "MAX_READ", 2)
    found = profile("data")
    assert (found["rows"], found["details"]["files"], len(found["tables"])) == (None, 5, 5)
    assert dtypes(found) == {"day": "datetime", "units": "int64", "note": "str"}
    assert "Columns are those of 2 of 5 files." in found["notes"]
    pandas = pytest.importorskip("pandas")
    assert eval(found["load_line"], {"pd": pandas}).shape == (20, 3)


def test_tables_of_other_types_are_joined_too(folder: Path) -> None:
    pytest.importorskip("pandas")
    (folder / "lines").mkdir()
    for number in range(3):
        write(folder / "lines" / f"{number}.jsonl", f'{{"a": {number}, "b": "x"}}\n{{"a": 1, "b": null}}\n')
    found = profile("lines")
    assert (found["rows"], dtypes(found)) == (6, {"a": "int64", "b": "str"})
    load(found)


def test_R9_an_unknown_type_is_told_by_its_first_bytes(folder: Path) -> None:
    unknown: dict[str, Any] = profile(write(folder / "u.xyz", b"\x01\x02\x03 something"))
    assert (unknown["type"], unknown["load_line"]) == ("xyz", None)
    assert unknown["notes"] == [
        "Its type is not known: a .xyz file that holds binary data of an unknown kind. "
        "Nothing more can be told of it."
    ]
    text = profile(write(folder / "u.abc", "one\ntwo\n"))
    assert (text["type"], text["rows"], text["preview"]) == ("abc", 2, [["one"], ["two"]])
    header = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x28\0\0\0\x1e\x08\x02" + b"\0" * 7
    image = profile(write(folder / "picture", header))
    assert (image["type"], image["details"]["width"]) == ("png", 40)
    assert image["notes"][0] == "It is a PNG image, named as a file without extension."


def test_a_folder_is_read_by_the_worker(folder: Path) -> None:
    pytest.importorskip("pandas")
    monthly(folder / "data")
    for path in ("data", "data/*.csv"):
        told = jobs.start_profile(path, known_sha256="0" * 64)
        while told["state"] == "running":
            told = jobs.profile_progress(told["job"])
        assert (told["state"], told.get("quick"), told["unchanged"]) == ("done", None, False)
        assert (told["profile"]["path"], told["profile"]["rows"]) == (path, 12)
