"""Totals, footnotes and further lines of a header are told of; so are times that are written as numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from kernel_agent_helper.files.profile_file import profile_file

ROWS = "".join(f"Land {i};{i + 100};{i + 200}\n" for i in range(1, 20))


def notes_of(folder: Path, text: str, name: str = "x.csv") -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return profile_file(name)["notes"]


def test_R57_footnotes_are_told_of(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    notes = notes_of(folder, "Land;Männer;Frauen\n" + ROWS + "_____\n1) vorläufig\n© Amt, 2024\n")
    assert notes == [
        "The last 3 rows have only one cell ('_____', '1) vorläufig', '© Amt, 2024'), as a footnote has: "
        "df.iloc[:-3] leaves them out."
    ]
    df = pandas.read_csv("x.csv", sep=";").iloc[:-3]
    assert df["Land"].iloc[-1] == "Land 19"


@pytest.mark.parametrize("word", ["Summe", "Total", "GRAND TOTAL", "Gesamt:", "Insgesamt"])
def test_R57_a_total_is_told_of(word: str, folder: Path) -> None:
    notes = notes_of(folder, "Land;Männer;Frauen\n" + ROWS + f"{word};2090;3990\n")
    assert notes == [f"The last row looks like a total ({word!r}): leave it out before you add up."]


@pytest.mark.parametrize(
    "text",
    [
        "Land;Männer;Frauen\n" + ROWS,
        "Land;Männer;Frauen\n" + ROWS + "Land 20;;\n" * 0 + "Land 21;5;\n",
        "kind;n\n" + "total;1\nsum;2\n" * 10,
        "id;a;b\n" + "".join(f"{i};;\n" if i % 3 == 0 else f"{i};x;y\n" for i in range(1, 31)),
        "a;b\n" + "x;1\n" * 3,
    ],
)
def test_R57_data_at_the_end_is_data(text: str, folder: Path) -> None:
    assert notes_of(folder, text) == []


def test_R57_further_lines_of_a_header_are_told_of(folder: Path) -> None:
    rows = "".join(f"2024-01-{i:02},{i},{20 + i}\n" for i in range(1, 28))
    text = 'Start,Seconds,Q1\n"Start Date","Duration","How old\nare you?"\n{"id":"s"},{"id":"d"},{"id":"q"}\n'
    notes = notes_of(folder, text + rows)
    assert notes == [
        "The first 2 rows look like a part of the header: without that, 'Start', 'Seconds', 'Q1' would be "
        "numbers or dates."
    ]


def test_R57_a_header_in_two_lines_is_told_of(folder: Path) -> None:
    rows = "".join(f"Region {i},{i},{i},{i},{i}\n" for i in range(20))
    notes = notes_of(folder, ",Men,,Women,\nRegion,2022,2023,2022,2023\n" + rows)
    assert notes == [
        "2 columns have no name in the header: perhaps the names are written in two lines "
        "(read_csv with header=[0, 1])."
    ]


@pytest.mark.parametrize(
    ("name", "first", "step", "unit"),
    [
        ("ts", 1_700_000_000, 60, "s"),
        ("created_at", 1_700_000_000.25, 0.5, "s"),
        ("Timestamp", 1_700_000_000_000, 1000, "ms"),
        ("event time", 1_700_000_000_000_000_000, 10**9, "ns"),
    ],
)
def test_R57_times_since_1970_are_told_of(
    name: str, first: float, step: float, unit: str, folder: Path
) -> None:
    pandas = pytest.importorskip("pandas")
    notes = notes_of(folder, f"{name},v\n" + "".join(f"{first + i * step},{i}\n" for i in range(50)))
    assert len(notes) == 1 and f"pd.to_datetime(df[{name!r}], unit={unit!r})" in notes[0]
    df = pandas.read_csv("x.csv")
    assert (
        str(eval(f"pd.to_datetime(df[{name!r}], unit={unit!r})", {"pd": pandas, "df": df})[0])[:4] == "2023"
    )


@pytest.mark.parametrize(
    ("name", "first"), [("customer", 1_700_000_000), ("time", 12), ("ean", 4006381333931)]
)
def test_R57_other_numbers_are_no_times(name: str, first: int, folder: Path) -> None:
    assert notes_of(folder, f"{name},v\n" + "".join(f"{first + i},{i}\n" for i in range(50))) == []


def test_R57_dates_of_fourteen_digits_are_told_of(folder: Path) -> None:
    notes = notes_of(folder, "ts,v\n" + "".join(f"2024030112{i:02}00,{i}\n" for i in range(50)))
    assert notes == ["'ts' holds dates as whole numbers: pd.to_datetime(df['ts'], format='%Y%m%d%H%M%S')."]


def test_R57_times_of_several_offsets_can_be_read_as_told(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    rows = "".join(f"2024-0{3 + i // 30}-{1 + i % 28:02}T10:00:00+0{1 + i // 30}:00,{i}\n" for i in range(60))
    notes = notes_of(folder, "at,v\n" + rows)
    assert len(notes) == 1 and "utc=True" in notes[0]
    df = pandas.read_csv("x.csv")
    code = "pd.to_datetime(df['at'], format='ISO8601', utc=True)"
    assert code in notes[0] and eval(code, {"pd": pandas, "df": df}).notna().all()


def test_one_wrong_date_is_one_value(folder: Path) -> None:
    notes = notes_of(folder, "day,v\n" + "".join(f"2024-01-{i:02},{i}\n" for i in range(1, 28)) + "soon,3\n")
    assert "but 1 value is none:" in notes[0]


def test_R57_cells_that_are_parted_by_two_signs(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    notes = notes_of(folder, "a||b||c\n" + "".join(f"{i}||x{i}||{i / 2}\n" for i in range(40)), "x.txt")
    assert len(notes) == 1 and notes[0].startswith("Cells are parted by '||'")
    frame = pandas.read_csv("x.txt", sep=r"\|\|", engine="python")
    assert repr(r"\|\|") in notes[0] and list(frame.columns) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "text",
    [
        "Mon, {:02} Jan 2024 10:00:00 +0000",
        "{:02}/Jan/2024:10:00:00 +0000",
        "2024-01-{:02} 10:00:00 UTC",
        "{:02}JAN2024",
        "202401{:02}T100000Z",
    ],
)
def test_R57_dates_of_other_forms_are_told_of(text: str, folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    cells = [text.format(day) for day in (1, 8, 15, 22)]
    notes = notes_of(folder, "when|v\n" + "".join(f"{cell}|{i}\n" for i, cell in enumerate(cells * 5)))
    assert len(notes) == 1 and notes[0].startswith("'when' holds dates: ")
    df = pandas.read_csv("x.csv", sep="|")
    assert eval(notes[0].partition(": ")[2][:-1], {"pd": pandas, "df": df}).dt.day.tolist()[:4] == [
        1,
        8,
        15,
        22,
    ]


def test_R57_quotes_behind_backslashes_are_told_of(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    rows = "".join(f'"{i}","say \\"hi\\" {i}"\n' for i in range(40))
    notes = notes_of(folder, '"id","text"\n' + rows)
    assert notes == [
        "Quotes within cells are written with a backslash: read_csv with escapechar='\\\\' reads them."
    ]
    assert pandas.read_csv("x.csv", escapechar="\\")["text"].iloc[3] == 'say "hi" 3'
    assert notes_of(folder, 'id,path\n1,"C:\\data\\"\n2,"a ""b"" c"\n' * 10) == []
