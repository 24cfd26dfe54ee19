"""Files that are something else than their name says."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files.profile_file import open_source, profile_file
from kernel_agent_helper.files.quick_profile import quick_profile
from kernel_agent_helper.reply import HelperError

RECORDS: list[dict[str, Any]] = [{"a": i, "b": f"x{i}"} for i in range(30)]


def frame_of(found: dict[str, Any]) -> Any:
    return eval(found["load_line"], {"pd": pytest.importorskip("pandas")})


@pytest.mark.parametrize("name", ["x.txt", "x.csv", "x.log", "response"])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (json.dumps(RECORDS), "json"),
        (json.dumps(RECORDS, indent=2), "json"),
        ("".join(json.dumps(record) + "\n" for record in RECORDS), "jsonl"),
    ],
)
def test_R57_json_is_read_whatever_its_name(name: str, text: str, kind: str, folder: Path) -> None:
    (folder / name).write_text(text)
    found = profile_file(name)
    assert (found["type"], found["rows"]) == (kind, 30)
    assert frame_of(found)["b"].tolist() == [record["b"] for record in RECORDS]
    if name != "response":
        assert "although its name ends with" in found["notes"][0]
        assert quick_profile(open_source(name), 5, 100)["notes"]


def test_R57_text_that_only_begins_like_json_is_text(folder: Path) -> None:
    (folder / "x.csv").write_text('{"a":1},2\n' + '{"a":3},4\n' * 20)
    assert (profile_file("x.csv")["type"], profile_file("x.csv")["total_columns"]) == ("csv", 2)


def test_R57_a_workbook_is_read_whatever_its_name(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["a", "b"], [1, "x"], [2, "y"]):
        book.active.append(row)
    book.save("book.xlsx")
    Path("book.xlsx").rename("book.csv")
    assert quick_profile(open_source("book.csv"), 5, 100)["partial"]
    found = profile_file("book.csv")
    assert (found["type"], found["rows"]) == ("excel", 2)
    assert found["notes"][0] == "It is an Excel workbook (.xlsx), although its name ends with .csv."
    assert len(frame_of(found)) == 2


def test_R57_a_wide_text_with_the_name_of_a_workbook_is_a_table(folder: Path) -> None:
    rows = "".join(f"00{i:04}\t1000\t{i},5\n" for i in range(40))
    (folder / "export.xls").write_bytes(("Material\tWerk\tMenge\n" + rows).encode("utf-16"))
    found = profile_file("export.xls")
    assert (found["type"], found["rows"], found["columns"][2]["dtype"]) == ("tsv", 40, "float64")
    assert frame_of(found)["Material"].iloc[3] == "000003"


def test_R57_a_table_of_an_unknown_extension_is_a_table(folder: Path) -> None:
    (folder / "iris.data").write_text("".join(f"{5 + i % 9}.1,3.{i % 9},Iris-setosa\n" for i in range(50)))
    found = profile_file("iris.data")
    assert (found["type"], found["rows"], found["total_columns"]) == ("csv", 50, 3)
    assert len(frame_of(found)) == 50


def test_a_text_of_an_unknown_extension_stays_lines(folder: Path) -> None:
    (folder / "LICENSE").write_text("You may use this, as it is.\nNobody pays.\nThe end, friends.\n")
    assert profile_file("LICENSE")["type"] == "text"


def test_R11_the_head_of_a_broken_text_is_read(folder: Path) -> None:
    (folder / "x.html").write_bytes("<html><title>Zoë Müß, Übermüthig</title>".encode() + b"\xff</html>")
    assert profile_file("x.html")["details"]["title"] == "Zoë Müß, Übermüthig"


def test_R57_a_web_page_with_the_name_of_a_table_is_told_so(folder: Path) -> None:
    (folder / "export.csv").write_text("<!DOCTYPE html><html><title>Sign in</title><body>…</body></html>")
    found = profile_file("export.csv")
    assert (found["type"], found["details"]["title"]) == ("html", "Sign in")
    assert found["notes"][0] == "It is HTML, although its name ends with .csv."


def test_R57_tags_may_be_names_of_columns(folder: Path) -> None:
    (folder / "x.txt").write_text("<TICKER>,<PER>,<CLOSE>\n" + "".join(f"A,D,{i}.5\n" for i in range(30)))
    assert (profile_file("x.txt")["type"], profile_file("x.txt")["rows"]) == ("csv", 30)


@pytest.mark.parametrize("name", ["x.csv", "x.parquet", "x.xlsx", "x.json", "x.png"])
def test_R11_what_git_left_in_the_place_of_a_file_is_told_so(name: str, folder: Path) -> None:
    text = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
    (folder / name).write_text(text)
    with pytest.raises(HelperError, match="is a pointer of Git LFS"):
        profile_file(name)
    with pytest.raises(HelperError, match="is a pointer of Git LFS"):
        quick_profile(open_source(name), 5, 100)


@pytest.mark.parametrize("member", ["a/sales.csv", "daten.txt"])
def test_R57_the_one_table_in_an_archive_is_described(member: str, folder: Path) -> None:
    with zipfile.ZipFile("x.csv.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, "x;y\n" + "1,5;2\n2,5;3\n" * 20)
    found = profile_file("x.csv.zip")
    assert (found["type"], found["rows"], found["columns"][0]["mean"]) == ("csv", 40, 2.0)
    assert found["notes"] == [f"It is the one file in the archive, {member}."]
    frame = frame_of(found)
    assert frame["x"].tolist()[:2] == [1.5, 2.5] and len(frame) == 40
