"""Broken, hostile and odd files of tables: each ends with a sentence, none is read without bound."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files import profile_file as module
from kernel_agent_helper.files import regular_file, text_lines
from kernel_agent_helper.files.file_status import file_status
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError

TABLE = "a,b\n" + "".join(f"{i},x{i}\n" for i in range(20_000))


def refusal(path: str) -> str:
    with pytest.raises(HelperError) as caught:
        profile_file(path)
    return str(caught.value)


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.csv", TABLE)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped(), "is a zip archive"),
        (gzip.compress(TABLE.encode()), "is gzip data"),
        (b"PAR1" + bytes(100), "is a Parquet file"),
        (bytes(5000), "nothing but zero bytes"),
    ],
)
def test_R9_what_a_file_really_is_is_said(folder: Path, content: bytes, words: str) -> None:
    (folder / "sales.csv").write_bytes(content)
    assert words in refusal("sales.csv")


def test_R9_compressed_data_that_was_cut_off_is_said_to_be(folder: Path) -> None:
    (folder / "cut.csv.gz").write_bytes(gzip.compress(TABLE.encode())[:-40])
    assert "ends too early" in refusal("cut.csv.gz")


def test_R9_a_parquet_file_that_was_cut_off_is_said_to_be(folder: Path) -> None:
    (folder / "cut.parquet").write_bytes(b"PAR1" + bytes(500))
    assert "its end is missing" in refusal("cut.parquet")


def test_R9_a_line_without_end_is_not_read_whole(folder: Path) -> None:
    with open("line.csv", "wb") as stream:
        stream.write(b"a,b\n1,2\n" + b"x" * 600_000)
        for _ in range(60):
            stream.write(b"x" * 1024**2)
    assert f"a line of more than {text_lines.MAX_LINE_BYTES // 1024**2} MB" in refusal("line.csv")


def test_R9_a_decompression_bomb_is_not_unpacked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_lines, "BOMB_BYTES", 1024**2)
    (folder / "bomb.csv.gz").write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 5_000_000))
    assert "unpack to more than" in refusal("bomb.csv.gz")


def test_R9_pipes_devices_and_loops_are_never_opened(folder: Path) -> None:
    os.mkfifo("pipe.csv")
    os.symlink("loop.csv", "loop.csv")
    os.symlink("/dev/zero", "zero.csv")
    assert "is a named pipe" in refusal("pipe.csv")
    assert "leads back to itself" in refusal("loop.csv")
    assert "is a device" in refusal("zero.csv")


def test_R9_a_file_that_may_not_be_read_is_said_to_be(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "locked.csv").write_text(TABLE)
    monkeypatch.setattr(regular_file.os, "access", lambda *_: False)
    assert "permission is denied" in refusal("locked.csv")


def test_R9_a_file_that_goes_on_changing_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "live.csv"
    path.write_text(TABLE)
    describe = module._describe

    def changing(*args: Any) -> dict[str, Any]:
        told = describe(*args)
        with path.open("a") as stream:
            stream.write("1,x\n")
        return told

    monkeypatch.setattr(module, "_describe", changing)
    assert "changed while it was read, twice" in refusal("live.csv")


def test_R9_ten_thousand_columns_are_counted_and_the_first_described(folder: Path) -> None:
    names = ",".join(f"c{i}" for i in range(10_000))
    (folder / "wide.csv").write_text(names + "\n" + names.replace("c", "") + "\n")
    found = profile_file("wide.csv")
    assert (found["total_columns"], len(found["columns"]), found["rows"]) == (10_000, 100, 1)


def test_R8_the_status_of_any_path_is_told(folder: Path) -> None:
    (folder / "a.csv").write_text("a\n1\n")
    (folder / "sub").mkdir()
    (folder / "sub" / "b.csv").write_text("a\n1\n22\n")
    os.symlink("loop", "loop")
    paths = [
        "a.csv",
        "sub",
        "sub/*.csv",
        "gone.csv",
        "loop",
        "nul\0.csv",
        'q"uo\nte',
        "../../../no such file",
        "y" * 9000,
    ]
    told = file_status(paths)["files"]
    assert [each["kind"] for each in told[:4]] == ["file", "folder", "glob", "missing"]
    assert [each["size"] for each in told[:3]] == [4, 7, 7]
    assert all(each["kind"] in ("missing", "other") and each["reason"] for each in told[3:])
    assert told[0]["mtime_ns"] == str(os.stat("a.csv").st_mtime_ns)
