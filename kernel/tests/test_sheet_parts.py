"""Sheets of several tables, columns of several kinds, frames with an index, folders of partitions."""

from __future__ import annotations

import importlib.util
import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files.profile_file import profile_file

Cells = dict[str, Any]


def workbook(path: Path, cells: Cells) -> list[str]:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    book.save(path)
    return profile_file(path.name)["notes"]


def table(at: str, row: int, titles: list[str], rows: list[list[Any]]) -> Cells:
    return {
        f"{chr(ord(at) + across)}{row + down}": value
        for down, values in enumerate([titles, *rows])
        for across, value in enumerate(values)
    }


def test_R57_tables_below_one_another_are_told_of(folder: Path) -> None:
    first = table("A", 1, ["Region", "Q1"], [["N", 1], ["S", 2], ["W", 3]])
    second = table("A", 8, ["Product", "Price"], [["X", 1.5], ["Y", 2.5]])
    notes = workbook(folder / "x.xlsx", {**first, "A7": "Prices", **second})
    assert any("further headers are in row 8;" in note for note in notes)


def test_R57_tables_side_by_side_are_told_of(folder: Path) -> None:
    cells = {
        **table("A", 1, ["Region", "Q1"], [["N", 1], ["S", 2]]),
        **table("E", 1, ["Name", "Age"], [["Ann", 3], ["Bo", 4]]),
    }
    notes = workbook(folder / "x.xlsx", cells)
    assert any("side by side: columns C, D between them are blank" in note for note in notes)


def test_R57_a_table_with_a_blank_row_is_one_table(folder: Path) -> None:
    cells = {
        **table("A", 1, ["Region", "Q1"], [["N", 1]]),
        **{f"A{row}": f"R{row}" for row in range(5, 9)},
        **{f"B{row}": row for row in range(5, 9)},
    }
    assert workbook(folder / "x.xlsx", cells) == []


def test_R57_times_are_one_kind_and_mixed_kinds_are_named(folder: Path) -> None:
    rows = [[time(hour, 5), hour if hour % 2 else datetime(2024, 1, 1 + hour)] for hour in range(10)]
    assert workbook(folder / "x.xlsx", table("A", 1, ["Time", "Odd"], rows)) == [
        "'Sheet', column 'Odd' mixes numbers and dates."
    ]


def test_R57_months_across_are_a_header(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    titles: Any = [datetime(2024, month, 1) for month in range(1, 13)]
    notes = workbook(folder / "x.xlsx", table("A", 1, titles, [list(range(12)), list(range(12))]))
    found = profile_file("x.xlsx")
    frame = eval(found["load_line"], {"pd": pandas})
    assert found["rows"] == len(frame) == 2
    assert [str(name) for name in frame.columns] == [column["name"] for column in found["columns"]]
    assert "datetime" not in notes[0] and "2024-01-01" in notes[0]


def test_R57_a_table_of_dates_alone_has_no_header(folder: Path) -> None:
    dates: Any = [date(2024, 1, day) for day in range(1, 4)]
    workbook(folder / "x.xlsx", table("A", 1, dates, [dates, dates]))
    assert profile_file("x.xlsx")["rows"] == 3


def write_parquet(path: Path, options: str = "") -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as database:
        database.execute(f"COPY (SELECT range AS a, range * 2 AS b FROM range(9)) TO '{path}' ({options})")


def test_R57_the_index_of_a_frame_is_told_of(folder: Path) -> None:
    text = json.dumps({"index_columns": ["b"], "column_indexes": []})
    write_parquet(folder / "x.parquet", f"FORMAT parquet, KV_METADATA {{pandas: '{text}'}}")
    notes = profile_file("x.parquet")["notes"]
    assert notes[0] == "'b' is the index of the frame: df.reset_index() makes a column of it."
    if importlib.util.find_spec("pyarrow") is None:
        assert notes[1:] == ["The load line needs a package that is not installed: %pip install pyarrow"]
    text = json.dumps({"index_columns": [{"kind": "range", "name": None, "start": 0, "stop": 9, "step": 1}]})
    write_parquet(folder / "y.parquet", f"FORMAT parquet, KV_METADATA {{pandas: '{text}'}}")
    assert not any("index" in note for note in profile_file("y.parquet")["notes"])


def test_R57_a_folder_named_as_a_partition_adds_no_column(folder: Path) -> None:
    (folder / "year=2024").mkdir()
    write_parquet(folder / "year=2024" / "x.parquet", "FORMAT parquet")
    names = [column["name"] for column in profile_file("year=2024/x.parquet")["columns"]]
    assert names == ["a", "b"]
