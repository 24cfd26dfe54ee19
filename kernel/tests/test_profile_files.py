"""Profiles of workbooks, JSON and Parquet."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files import profile_excel
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError
from test_profile_text import dtypes, load, profile, write


def workbook(path: Path, **sheets: list[tuple[Any, ...]]) -> str:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path.name


REPORT = [
    (None, "Quarterly report"),
    (),
    (None, "Item", "Q1", "Q2"),
    (None, "Revenue", 10, 2.5),
    (None, "Cost", None, 3),
]


def test_R57_all_sheets_of_a_workbook_are_described(folder: Path) -> None:
    days = [("day", "amount"), (datetime.datetime(2024, 1, 1), 1), (datetime.datetime(2024, 1, 2), "n/a")]
    found = profile(workbook(folder / "book.xlsx", Empty=[], Report=REPORT, Days=days), preview_rows=1)
    assert (found["type"], found["rows"]) == ("excel", 2)
    assert dtypes(found) == {"Item": "str", "Q1": "float64", "Q2": "float64"}
    assert found["preview"] == [["Revenue", 10, 2.5]]
    assert found["load_line"] == "pd.read_excel('book.xlsx', sheet_name='Report', header=2, usecols='B:D')"
    assert [(sheet["name"], sheet["rows"], sheet["columns"]) for sheet in found["sheets"]] == [
        ("Empty", 0, []),
        ("Report", 2, ["Item", "Q1", "Q2"]),
        ("Days", 2, ["day", "amount"]),
    ]
    assert found["sheets"][2]["load_line"] == "pd.read_excel('book.xlsx', sheet_name='Days')"
    load(found)


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "b"), (1, "x"), (2, "y")],
        [(1, 2), (3, 4)],
        [(), (None, None, 1, 2), (None, None, 3, 4)],
        [(None, "x", None, "y"), (None, 3, 4, datetime.datetime(2024, 1, 1, 3))],
        [("Item", 2023, 2024), ("a", 1, 2), (), ("b", 3, 4)],
        [("title",), ("a", "b", "c"), (1, 2, 3), (4, None, 6)],
        [("only",), (1,), (2,)],
    ],
)
def test_the_load_line_fits_where_the_table_is(folder: Path, rows: list[tuple[Any, ...]]) -> None:
    load(profile(workbook(folder / "book.xlsx", Sheet=rows)))


def test_what_is_odd_in_a_sheet_is_noted(folder: Path) -> None:
    rows = [("Item", 2023), ("a", 1), ("b", "many")]
    found = profile(workbook(folder / "book.xlsx", Sheet=rows))
    assert found["notes"] == [
        "'Sheet', column '2023' mixes numbers and text.",
        "'Sheet' has column labels that are no text: 2023.",
    ]
    empty = profile(workbook(folder / "empty.xlsx", Sheet=[]))
    assert (empty["rows"], empty["notes"]) == (None, ["No sheet holds a table."])


def test_workbooks_that_cannot_be_read_are_refused(folder: Path) -> None:
    pytest.importorskip("openpyxl")
    with pytest.raises(HelperError, match=r"not a readable Excel workbook"):
        profile_file(write(folder / "fake.xlsx", b"PK nothing"))
    with pytest.raises(HelperError, match=r"encrypted, or in the old \.xls format"):
        profile_file(write(folder / "locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))


def test_without_openpyxl_the_missing_package_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile_excel, "package_version", lambda _: None)
    found = profile(workbook(folder / "book.xlsx", Days=[("day", "amount"), ("Mon", 1), ("Tue", 2)]))
    assert (found["rows"], dtypes(found)) == (2, {"day": "str", "amount": "int64"})
    assert "needs a package that is not installed: %pip install pandas openpyxl" in found["notes"][0]


def test_json_records_are_a_table(folder: Path) -> None:
    records = [{"a": 1, "b": "x"}, {"a": 2, "c": [1]}]
    found = profile(write(folder / "r.json", json.dumps(records)))
    assert (found["type"], found["rows"]) == ("json", 2)
    assert dtypes(found) == {"a": "int64", "b": "str", "c": "object"}
    assert [column["nulls"] for column in found["columns"]] == [0, 1, 1]
    assert found["preview"] == [[1, "x", None], [2, None, "[1]"]]
    load(found)
    inside = profile(write(folder / "i.json", json.dumps({"meta": 1, "data": [{"a": 1}, {"a": 2}]})))
    assert (inside["rows"], dtypes(inside)) == (2, {"a": "int64"})
    load(inside)


def test_other_json_is_told_by_its_keys(folder: Path) -> None:
    found = profile(write(folder / "o.json", '{"a": 1, "b": [1, 2]}'))
    assert found["notes"][1] == "An object with 2 keys: {'a': 1, 'b': [1, 2]}"
    assert eval(found["load_line"]) == {"a": 1, "b": [1, 2]}
    with pytest.raises(HelperError, match=r"b\.json is not valid JSON"):
        profile_file(write(folder / "b.json", '{"a":'))


def test_json_lines_are_a_table(folder: Path) -> None:
    found = profile(write(folder / "l.jsonl", '{"a": 1}\n\n{"a": 2.5}\n'))
    assert (found["type"], found["rows"], dtypes(found)) == ("jsonl", 2, {"a": "float64"})
    load(found)
    misnamed = profile(write(folder / "l.json", '{"a": 1}\n{"a": 2}\n'))
    assert (misnamed["type"], misnamed["rows"]) == ("jsonl", 2)
    torn = profile(write(folder / "t.jsonl", '{"a": 1}\n{"a": '))
    assert (torn["rows"], torn["load_line"]) == (1, None)
    assert "not valid JSON: 1" in torn["notes"][0]


def test_parquet_is_told_from_its_footer(folder: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pyarrow.table({"a": list(range(1000)), "s": ["x", None] * 500})
    parquet.write_table(table, "x.parquet", row_group_size=100)
    found = profile("x.parquet", preview_rows=2)
    assert (found["type"], found["rows"]) == ("parquet", 1000)
    first = {key: found["columns"][0][key] for key in ("name", "dtype", "nulls", "min", "max")}
    assert first == {"name": "a", "dtype": "int64", "nulls": 0, "min": 0, "max": 999}
    assert found["columns"][1]["nulls"] == 500
    assert found["preview"] == [[0, "x"], [1, None]]
    with pytest.raises(HelperError, match=r"could not be read"):
        profile_file(write(folder / "torn.parquet", b"PAR1 torn"))


def test_what_is_no_parquet_file_is_refused(folder: Path) -> None:
    with pytest.raises(HelperError, match=r"is not a Parquet file"):
        profile_file(write(folder / "fake.parquet", b"abc"))
