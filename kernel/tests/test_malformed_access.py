"""Files that change, vanish or may not be read while they are profiled; files that must stay as they are."""

from __future__ import annotations

import builtins
import errno
import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from corpus import small_files
from corpus.horrors import horrors
from kernel_agent_helper.files import profile_file as profiling
from kernel_agent_helper.files.file_status import MAX_PATH_CHARACTERS, file_status
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError, strict
from test_malformed import faults
from trials import Outcome

FORBIDDEN = (
    *("comma.csv", "notes.txt", "packed.csv.gz", "records.json", "lines.jsonl", "book.xlsx", "shop.sqlite"),
    *("report.docx", "paper.pdf", "grey.png", "grid.npy", "archive.zip", "polars.parquet"),
)
KINDS = {"file", "folder", "glob", "missing", "other"}


def outcome_of(path: str) -> Outcome:
    try:
        return Outcome(profile=strict(profile_file(path)))
    except HelperError as error:
        return Outcome(sentence=str(error))


def make(name: str, folder: Path) -> Path:
    file = next(file for file in small_files() if file.name == name)
    for package in file.needs:
        pytest.importorskip(package)
    file.make(folder)
    return folder / name


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], None]], None]:
    """Does something with the file each time it was looked at and is about to be read."""

    def install(act: Callable[[int], None]) -> None:
        find = profiling.describer_of
        times = iter(range(1000))

        def found(kind: str) -> Any:
            act(next(times))
            return find(kind)

        monkeypatch.setattr(profiling, "describer_of", found)

    return install


def append(path: Path) -> None:
    with open(path, "a") as stream:
        stream.write("2030-01-01,North,1,2.5,late\n")


def test_R11_a_file_that_grows_while_it_is_read_is_read_once_more(folder: Path, meanwhile: Any) -> None:
    path = make("comma.csv", folder)
    meanwhile(lambda time: append(path) if time == 0 else None)
    found = profile_file(path.name)
    assert (found["rows"], found["size_bytes"]) == (25, path.stat().st_size)
    assert found["fingerprint"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_R11_a_file_that_goes_on_growing_is_told_so(folder: Path, meanwhile: Any) -> None:
    path = make("comma.csv", folder)
    meanwhile(lambda _: append(path))
    with pytest.raises(HelperError, match=r"comma\.csv changed while it was read"):
        profile_file(path.name)


@pytest.mark.parametrize("name", ["comma.csv", "records.json", "book.xlsx", "shop.sqlite", "grey.png"])
@pytest.mark.parametrize("act", ["vanishes", "shrinks", "is emptied", "becomes a folder"])
def test_R11_a_file_that_changes_under_the_reader_is_told_of(
    name: str, act: str, folder: Path, meanwhile: Any
) -> None:
    path = make(name, folder)

    def change(_: int) -> None:
        if act == "shrinks":
            os.truncate(path, max(1, path.stat().st_size // 2))
        elif act == "is emptied":
            os.truncate(path, 0)
        elif path.is_file():
            path.unlink()
            if act == "becomes a folder":
                path.mkdir()

    meanwhile(change)
    assert list(faults(name, outcome_of(name))) == []


@pytest.mark.parametrize("name", FORBIDDEN)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.EMFILE])
def test_R11_a_file_that_may_not_be_read_is_told_of(
    name: str, number: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(name, folder)

    def refusing(original: Any) -> Any:
        def refuse(target: Any, *args: Any, **options: Any) -> Any:
            if isinstance(target, (str, bytes, Path)) and os.path.basename(os.fsdecode(target)) == path.name:
                raise OSError(number, os.strerror(number), os.fsdecode(target))
            return original(target, *args, **options)

        return refuse

    for module, attribute in ((builtins, "open"), (io, "open"), (os, "open")):
        monkeypatch.setattr(module, attribute, refusing(getattr(module, attribute)))
    outcome = outcome_of(name)
    assert outcome.sentence is not None and list(faults(name, outcome)) == []


@pytest.mark.parametrize("name", ["shop.sqlite", "view.sqlite", "shop.duckdb"])
def test_a_database_is_left_as_it_is(name: str, folder: Path) -> None:
    path = make(name, folder)
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    profile_file(name)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)
    assert [entry.name for entry in folder.iterdir()] == [name]


def test_the_status_of_any_path_is_told_without_reading(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [horror.name for horror in horrors() if not horror.name.startswith("bomb")]
    for horror in horrors():
        if horror.name in names:
            horror.make(folder)

    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)
    files = file_status(names)["files"]
    monkeypatch.undo()
    assert [file["path"] for file in files] == [name[:MAX_PATH_CHARACTERS] for name in names]
    assert {file["kind"] for file in files} <= KINDS
    for file in files:
        assert (file["size"] is None) == (file["kind"] in ("missing", "other")), file
        assert file["kind"] not in ("missing", "other") or file["reason"], file
