"""What parts the cells of a text, and where its table begins: logs, comments, quotes, labels in front."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files.profile_file import profile_file
from test_profile_text import dtypes, load, profile


def written(folder: Path, name: str, text: str) -> dict[str, Any]:
    (folder / name).write_text(text, encoding="utf-8")
    return profile(name)


def test_R57_a_sign_within_quotes_parts_nothing(folder: Path) -> None:
    line = '10.0.0.{} - - [01/Mar/2024:10:00:00 +0000] "GET /{} HTTP/1.1" 200 {} "-" "Mozilla (X11; Linux)"\n'
    found = written(folder, "access.log", "".join(line.format(i, i, i * 13) for i in range(50)))
    assert (found["rows"], found["total_columns"]) == (50, 10)
    frame = load(found)
    assert frame.iloc[3].tolist()[5:] == ["GET /3 HTTP/1.1", 200, 39, "-", "Mozilla (X11; Linux)"]


def test_R57_a_log_with_milliseconds_is_lines(folder: Path) -> None:
    lines = "".join(f"2024-03-01 10:00:0{i % 10},{i:03} INFO job {'is ' * (i % 4)}done\n" for i in range(50))
    found = written(folder, "app.log", lines)
    assert (found["type"], found["rows"], found["columns"]) == ("text", 50, [])


def test_R57_cells_in_quotes_between_blanks(folder: Path) -> None:
    text = '"x" "y" "g"\n' + "".join(f'"{i}" {i / 2} {i} "a b"\n' for i in range(40))
    found = written(folder, "table.txt", text)
    assert dtypes(found) == {"x": "float64", "y": "int64", "g": "str"}
    assert load(found)["g"].tolist() == ["a b"] * 40


@pytest.mark.parametrize(
    ("top", "lines"),
    [("# made by a tool, v1\n# units: m, s\nx,y\n", 2), ("#x,y\n", 0), ("##made\n##so, too\n#x,y\n", 2)],
)
def test_R57_comments_above_a_table_are_left_out(top: str, lines: int, folder: Path) -> None:
    found = written(folder, "x.csv", top + "".join(f"{i},{i * 2}\n" for i in range(30)))
    assert found["rows"] == 30
    assert [column["name"].lstrip("#") for column in found["columns"]] == ["x", "y"]
    assert (f"skiprows={lines}" in found["load_line"]) == (lines > 0)
    load(found)


def test_R57_a_table_of_hash_signs_is_no_comment(folder: Path) -> None:
    found = written(folder, "x.csv", "".join(f"#{i:06x},{i}\n" for i in range(30)))
    assert found["rows"] == 30


def test_R57_a_first_row_of_data_is_no_header_for_a_few_odd_cells_below_it(folder: Path) -> None:
    rows = "".join(f"2024-01-{1 + i % 28:02},{'n.a.' if i % 25 == 7 else i}\n" for i in range(100))
    found = written(folder, "x.csv", rows)
    assert (found["rows"], [column["name"] for column in found["columns"]]) == (100, ["0", "1"])


def test_R57_dates_beside_a_label_in_front_spoil_no_column(folder: Path) -> None:
    rows = "".join(f"r{i},{i},{i}.5,0{1 + i % 9}.02.2024,{i}\n" for i in range(30))
    found = written(folder, "x.csv", "a,b,day,e\n" + rows)
    assert list(dtypes(found).values()) == ["int64", "float64", "datetime", "int64"]
    frame = load(found)
    assert (frame.index[3], frame["b"].iloc[3], str(frame["day"].iloc[3])) == (
        "r3",
        3.5,
        "2024-02-04 00:00:00",
    )


def test_R57_a_cell_whose_quotes_stand_inside_is_kept(folder: Path) -> None:
    (folder / "x.csv").write_text("id,size\n" + "".join(f'{i},5" pipe\n' for i in range(30)))
    assert profile_file("x.csv")["total_columns"] == 2


def test_R57_a_comma_after_a_zero_is_a_decimal_sign(folder: Path) -> None:
    rows = "".join(f"m{i}\t{i // 2},{'500' if i % 2 else '000'}\n" for i in range(40))
    found = written(folder, "x.tsv", "item\tamount\n" + rows)
    assert "decimal=','" in found["load_line"]
    assert load(found)["amount"].tolist() == [i / 2 for i in range(40)]


def test_R57_blanks_part_more_numbers_than_a_tab_does(folder: Path) -> None:
    rows = "".join(f'1{i % 9}.0   8   {300 + i}.5      {100 + i}.0   70  1\t"car {i}"\n' for i in range(40))
    found = written(folder, "auto-mpg.data", rows)
    assert (found["rows"], found["total_columns"]) == (40, 7)
    assert load(found).iloc[3, 6] == "car 3"
