"""What is said of numbers that pandas takes for text; the code in the sentence has to give the numbers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files.number_hints import number_hint
from kernel_agent_helper.files.profile_file import profile_file


def run(hint: str, cells: list[str]) -> list[Any]:
    pandas = pytest.importorskip("pandas")
    code = re.search(r"pd\.to_numeric.*(?=\.$)", hint)
    assert code, hint
    return eval(code.group(), {"pd": pandas, "df": pandas.DataFrame({"x": cells})}).tolist()


@pytest.mark.parametrize(
    ("cells", "numbers", "words"),
    [
        (["5.5%", "12%", "0%"], [5.5, 12, 0], "with '%'"),
        (["5,5 %", "12,25 %"], [5.5, 12.25], "with '%'"),
        (["$1,234.50", "$0.99", "$2,000,000.00"], [1234.5, 0.99, 2e6], "'$' and ',' between thousands"),
        (["1.234,50 €", "3,00 €", "12,00 €"], [1234.5, 3, 12], "'€' and '.' between thousands"),
        (["€ 3.50", "€ 12.75"], [3.5, 12.75], "with '€'"),
        (["652 432", "1 234 567", "12"], [652432, 1234567, 12], "blanks between thousands"),
        (["652\u00a0432,5", "1\u202f234,0"], [652432.5, 1234.0], "blanks between thousands"),
        (["1'234.50", "12.00", "1'000'000.10"], [1234.5, 12, 1000000.1], "apostrophes between thousands"),
        (["\u22121.5", "2.5", "\u22123"], [-1.5, 2.5, -3], "a minus that is no hyphen"),
        (["(1,200)", "300", "(5)"], [-1200, 300, -5], "brackets for a minus"),
        (["10 kg", "2.5 kg", "1,000 kg"], [10, 2.5, 1000], "with 'kg'"),
        (["-$5.00", "$7.50"], [-5, 7.5], "with '$'"),
        (["21.5°C", "-3°C", "0.0°C"], [21.5, -3, 0], "with '°C'"),
    ],
)
def test_R57_numbers_with_signs_around_them(cells: list[str], numbers: list[float], words: str) -> None:
    hint = number_hint("x", dict.fromkeys(cells, 1), ",") if ",5 %" in cells[0] else None
    hint = hint or number_hint("x", dict.fromkeys(cells, 1), ".")
    assert hint and hint.startswith("'x' holds numbers") and words in hint
    assert run(hint, cells) == numbers


def test_R57_words_among_signs_are_missing() -> None:
    cells = ["5%", "n.a.", "7%", "9%"]
    hint = number_hint("x", dict.fromkeys(cells, 1), ".")
    assert hint and "errors='coerce'" in hint
    assert run(hint, cells)[0::2] == [5, 7]


@pytest.mark.parametrize(
    "cells",
    [
        ["+49 301 234 567", "+49 302 234 567"],
        ["030 123 456", "030 123 457"],
        ["DE89370400440532013000", "DE89370400440532013001"],
        ["12 Main Street", "14 Oak Road"],
        ["10 AM", "11 PM", "12 AM"],
        ["18-24", "25-34", "35-44"],
        ["R1", "R2", "R3"],
        ["1.2.3", "1.2.4", "10.0.1"],
        ["192.168.1.1", "192.168.1.2"],
        ["10:30", "11:45"],
        ["A/5 21171", "113803", "PC 17599", "17463"],
        ["yes", "no"],
    ],
)
def test_R57_other_texts_are_no_numbers(cells: list[str]) -> None:
    assert number_hint("x", dict.fromkeys(cells, 1), ".") is None


@pytest.mark.parametrize("word", ["-", ".", "?", "\\N", "n.a.", "missing"])
def test_R57_words_for_missing_numbers_are_named(word: str, folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    (folder / "x.csv").write_text("id,v\n" + "".join(f"{i},{word if i % 9 == 4 else i}\n" for i in range(90)))
    found = profile_file("x.csv")
    assert found["notes"] == [
        f"'v' holds numbers, but 10 values are {word!r}: "
        f"read_csv with na_values={[word]!r} reads those as missing."
    ]
    assert pandas.read_csv("x.csv", na_values=[word])["v"].isna().sum() == 10


def test_R57_a_profile_tells_of_numbers_as_text(folder: Path) -> None:
    (folder / "x.csv").write_text("id,share\n" + "".join(f"{i},{i / 2}%\n" for i in range(30)))
    assert any("'share' holds numbers with '%'" in note for note in profile_file("x.csv")["notes"])


def test_R57_how_numbers_are_written_is_told_from_all_over_a_table(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    (folder / "x.csv").write_text("id,price\n" + "".join(f'{i},"${i:,}.00"\n' for i in range(60_000)))
    note = next(note for note in profile_file("x.csv")["notes"] if note.startswith("'price'"))
    df = pandas.read_csv("x.csv")
    prices = eval(note[note.index("pd.to_numeric") : -1], {"pd": pandas, "df": df})
    assert prices.tolist() == list(range(60_000))


def test_R57_as_many_numbers_as_are_just_not_counted_have_a_histogram(folder: Path) -> None:
    for number in (20_000, 20_001, 20_010, 20_100):
        (folder / "x.csv").write_text("a,b\n" + "".join(f"{i}.5,x\n" for i in range(number)))
        assert sum(profile_file("x.csv")["columns"][0]["histogram"]) == number


@pytest.mark.parametrize(
    ("rows", "words"), [(5000, "but 1 value is '-'"), (60_000, "but some values are '-'")]
)
def test_R57_a_rare_word_among_many_numbers_is_found(rows: int, words: str, folder: Path) -> None:
    lines = (f"{i},{'-' if i == 0 else i * 1.5}\n" for i in range(rows))
    (folder / "x.csv").write_text("id,v\n" + "".join(lines))
    assert any(words in note for note in profile_file("x.csv")["notes"])


def test_R57_thousands_that_come_late_are_read() -> None:
    cells = [f"${i:,}" for i in range(5000)]
    hint = number_hint("x", dict.fromkeys(cells, 1), ".")
    assert hint and run(hint, cells) == list(range(5000))
