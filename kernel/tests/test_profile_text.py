"""Profiles of delimited text."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files import delimited_table, profile_text
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError, strict

SALES = "date,region,units,price\n2024-01-01,North,3,1.5\n2024-02-01,South,,2.5\n2024-03-01,North,5,\n"
GERMAN = "Datum;Größe;Umsatz;PLZ\n01.02.2024;Müller;1.234,50;01234\n15.03.2024;Ö;2,5;99999\n"


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> str:
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return path.name


def profile(name: str, **options: Any) -> dict[str, Any]:
    return strict(profile_file(name, **options))


def dtypes(found: dict[str, Any]) -> dict[str, str]:
    return {column["name"]: column["dtype"] for column in found["columns"]}


def load(found: dict[str, Any]) -> Any:
    """What the load line gives, checked against what the profile says of it."""
    pandas = pytest.importorskip("pandas")
    frame = eval(found["load_line"], {"pd": pandas})
    assert len(frame) == found["rows"]
    assert [str(name) for name in frame.columns] == [column["name"] for column in found["columns"]]
    for name, column in zip(frame.columns, found["columns"], strict=True):
        assert frame[name].isna().sum() == column["nulls"]
        assert (frame[name].dtype.kind == "M") == (column["dtype"] == "datetime")
        assert (frame[name].dtype.kind in "if") == (column["dtype"] in ("int64", "float64"))
    return frame


def test_R57_a_csv_file_is_described_so_that_it_can_be_used(folder: Path) -> None:
    pytest.importorskip("pandas")
    found = profile(write(folder / "sales 2024.csv", SALES), preview_rows=2)
    assert (found["path"], found["type"], found["rows"]) == ("sales 2024.csv", "csv", 3)
    assert (found["size_bytes"], found["size_mb"]) == (len(SALES), 8.5e-05)
    assert found["modified"].endswith("+00:00")
    assert found["load_line"] == "pd.read_csv('sales 2024.csv', parse_dates=['date'])"
    shown = ("name", "dtype", "nulls", "distinct", "examples", "min", "max")
    assert [{key: column[key] for key in shown if key in column} for column in found["columns"]] == [
        {
            "name": "date",
            "dtype": "datetime",
            "nulls": 0,
            "distinct": 3,
            "examples": ["2024-01-01", "2024-02-01", "2024-03-01"],
            "min": "2024-01-01",
            "max": "2024-03-01",
        },
        {"name": "region", "dtype": "str", "nulls": 0, "distinct": 2, "examples": ["North", "South"]},
        {
            "name": "units",
            "dtype": "float64",
            "nulls": 1,
            "distinct": 2,
            "examples": [3.0, 5.0],
            "min": 3.0,
            "max": 5.0,
        },
        {
            "name": "price",
            "dtype": "float64",
            "nulls": 1,
            "distinct": 2,
            "examples": [1.5, 2.5],
            "min": 1.5,
            "max": 2.5,
        },
    ]
    assert found["preview"] == [["2024-01-01", "North", 3.0, 1.5], ["2024-02-01", "South", None, 2.5]]
    load(found)


@pytest.mark.parametrize(
    ("content", "encoding", "arguments"),
    [
        (GERMAN, "cp1252", "sep=';', encoding='cp1252', decimal=',', thousands='.', dtype={'PLZ': 'str'}, "
         "parse_dates=['Datum'], date_format={'Datum': '%d.%m.%Y'}"),
        ("a;b\n1,5;x\n2,5;y\n", "utf-8", "sep=';', decimal=','"),
        ("a\tb\n1\tx\n", "utf-16", "sep='\\t', encoding='utf-16'"),
        ("a,b\n1,ä\n", "utf-8-sig", "encoding='utf-8-sig'"),
        ("a|b\n1|x\n2|y\n", "utf-8", "sep='|'"),
        ("day,amount\n01/13/2024,\"1,234.50\"\n02/03/2024,\"12,234.50\"\n", "utf-8",
         "thousands=',', parse_dates=['day'], date_format={'day': '%m/%d/%Y'}"),
        ("2024-01-01,5,abc\n2024-01-02,6,def\n2024-01-03,7,xyz\n", "utf-8", "header=None, parse_dates=[0]"),
        ("Item,2021,2022,2023\nRevenue,100,200,300\nCost,50,60,70\n", "utf-8", ""),
        ("Sales report\nmade by me\n\nregion,units\nN,1\nS,2\nE,3\nW,4\nX,5\n", "utf-8", "skiprows=2"),
        ("sep=;\na;b\n1;2\n3;4\n", "utf-8", "sep=';', skiprows=1"),
        ("a,b\n1,2,\n3,4,\n", "utf-8", "index_col=False"),
        ("a,b\nr1,1,01\nr2,3,04\n", "utf-8", "dtype={'b': 'str'}"),
        ('a, b, "c"\n1, 2024-01-01, "x, y"\n2, 2024-01-02, "z"\n', "utf-8",
         "skipinitialspace=True, parse_dates=['b']"),
        ('a,b\n"line\nbreak",2\n"x, y",3\n', "utf-8", ""),
        ("name\nAnna\nBert\n", "utf-8", ""),
        ("t,v\n2024-01-01 10:00:00,1\n2024-01-02 11:30:00,2\n", "utf-8",
         "parse_dates=['t'], date_format={'t': 'ISO8601'}"),
        ("t,v\n2024-01-01T10:00:00.5,1\n2024-01-02T11:30:00,2\n", "utf-8",
         "parse_dates=['t'], date_format={'t': 'ISO8601'}"),
        ("month,v\n2024-01,1\n2024-02,2\n", "utf-8", "parse_dates=['month']"),
        ("when,v\n5 Jan 2024,1\n17 Feb 2024,2\n", "utf-8",
         "parse_dates=['when'], date_format={'when': '%d %b %Y'}"),
        ("a,b,c\n", "utf-8", ""),
    ],
)  # fmt: skip
def test_the_load_line_fits_how_the_file_is_written(
    folder: Path, content: str, encoding: str, arguments: str
) -> None:
    pytest.importorskip("pandas")
    found = profile(write(folder / "data.csv", content, encoding))
    assert found["load_line"] == f"pd.read_csv('data.csv'{', ' if arguments else ''}{arguments})"
    load(found)


def test_numbers_with_signs_between_thousands_are_numbers(folder: Path) -> None:
    frame = load(profile(write(folder / "data.csv", GERMAN, "cp1252")))
    assert frame["Umsatz"].tolist() == [1234.5, 2.5]
    assert frame["PLZ"].tolist() == ["01234", "99999"]


def test_what_is_uncertain_is_noted(folder: Path) -> None:
    pytest.importorskip("pandas")
    ambiguous = profile(write(folder / "a.csv", "d,x\n01/02/2024,1\n03/04/2024,2\n"))
    assert "the other way round" in ambiguous["notes"][0]
    mixed = profile(write(folder / "b.csv", "d,x\n2024-01-01,1\nunknown,2\n2024-01-03,3\n"))
    assert "1 value is none" in mixed["notes"][0] and dtypes(mixed)["d"] == "str"
    whole = profile(write(folder / "c.csv", "day,x\n20240101,1\n20240102,2\n"))
    assert "dates as whole numbers" in whole["notes"][0]
    ragged = profile(write(folder / "d.csv", "a,b\n1,2\n3,4,5\n6,7\n"))
    assert ragged["notes"] == ["Lines with too many cells are left out."]
    load(ragged)


def test_a_letter_late_in_the_file_changes_the_encoding(folder: Path) -> None:
    name = write(folder / "late.csv", "a,b\n" + "x,1\n" * 300_000 + "Müller,2\n", "cp1252")
    found = profile(name)
    assert found["rows"] == 300_001
    assert "encoding='cp1252'" in found["load_line"]


def test_R6_of_a_long_file_the_rows_and_extremes_are_exact(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.setattr(delimited_table, "WHOLE_BYTES", 100)
    found = profile(write(folder / "long.csv", "a,b\n" + "".join(f"{i},x\n" for i in range(500))))
    column = found["columns"][0]
    assert (found["rows"], column["min"], column["max"], column["mean"]) == (500, 0, 499, 249.5)
    assert found["sampled_rows"] == 500
    assert "those of the whole file" in found["notes"][0]


def test_wide_files_are_cut_and_say_so(folder: Path) -> None:
    names = ",".join(f"c{i}" for i in range(200))
    found = profile(write(folder / "wide.csv", names + "\n" + names.replace("c", "") + "\n"), max_columns=5)
    assert len(found["columns"]) == 5 and len(found["preview"][0]) == 5
    assert "200 columns; only the first 5 are described." in found["notes"]


def test_compressed_files_are_read(folder: Path) -> None:
    found = profile(write(folder / "data.csv.gz", gzip.compress(SALES.encode())))
    assert (found["type"], found["rows"]) == ("csv", 3)
    load(found)


def test_text_is_a_table_only_if_its_lines_are_parted_like_one(folder: Path) -> None:
    table = profile(write(folder / "table.txt", "x    y\n1.0  2.0\n2.0  3.0\n4.5 1.0\n"))
    assert (table["type"], table["rows"], dtypes(table)) == ("csv", 3, {"x": "float64", "y": "float64"})
    load(table)
    prose = profile(write(folder / "prose.txt", "Dear all,\nthis is a text, with commas.\nBye\n"))
    assert (prose["type"], prose["rows"], prose["columns"]) == ("text", 3, [])
    assert eval(prose["load_line"]).startswith("Dear all")


def test_large_identifiers_are_exact(folder: Path) -> None:
    found = profile(write(folder / "ids.csv", "id,v\n9007199254740993,1\n9007199254740995,2\n"))
    assert (found["columns"][0]["min"], found["columns"][0]["dtype"]) == ("9007199254740993", "int64")


@pytest.mark.parametrize("content", [SALES, GERMAN, "a;b\n1,5;true\n2,5;false\n", "a, b\n1, x\n2, y\n"])
def test_without_pandas_the_same_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    name = write(folder / "data.csv", content)
    pytest.importorskip("pandas")
    with_pandas = profile(name)
    monkeypatch.setattr(profile_text, "has_package", lambda _: False)
    without = profile(name)
    assert dtypes(without) == dtypes(with_pandas)
    assert without["rows"] == with_pandas["rows"]
    for ours, theirs in zip(without["columns"], with_pandas["columns"], strict=True):
        assert (ours["nulls"], ours.get("min"), ours.get("max")) == (
            theirs["nulls"], theirs.get("min"), theirs.get("max"),
        )  # fmt: skip
    assert without["notes"] == ["pandas is not installed: %pip install pandas"]
    assert len(eval(without["load_line"])) == without["rows"] + 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.csv", b"", "empty.csv is empty"),
        ("blank.csv", b"\n\n  \n", "nothing but blanks"),
        ("binary.csv", bytes(range(256)) * 10, "is not text"),
        ("image.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is not text"),
        ("fake.csv.gz", b"not compressed", "could not be read"),
        ("empty.csv.gz", gzip.compress(b""), "is empty"),
    ],
)
def test_what_is_no_table_is_refused(folder: Path, name: str, content: bytes, message: str) -> None:
    write(folder / name, content)
    with pytest.raises(HelperError, match=message):
        profile_file(name)


def test_a_missing_file_and_a_folder_are_refused(folder: Path) -> None:
    write(folder / "there.csv", SALES)
    (folder / "sub").mkdir()
    with pytest.raises(HelperError, match=r"There is no file gone\.csv in .*there\.csv"):
        profile_file("gone.csv")
    with pytest.raises(HelperError, match="sub is a folder"):
        profile_file("sub")


def test_other_files_are_described_by_their_size(folder: Path) -> None:
    found = profile(write(folder / "data.h5", b"\x89HDF\r\n\x1a\n123"))
    assert found["size_bytes"] == 11
    assert found["notes"]


def test_a_glance_reads_little_of_long_lines(folder: Path) -> None:
    from kernel_agent_helper.files.profile_file import open_source
    from kernel_agent_helper.files.quick_profile import quick_profile

    name = write(folder / "long.csv", "1," * 200_000 + "1\n")
    found = quick_profile(open_source(name), 5, 100)
    assert (found["type"], found["columns"], found["partial"]) == ("csv", [], True)
    text = quick_profile(open_source(write(folder / "long.txt", "word " * 100_000)), 5, 100)
    assert (text["type"], text["partial"]) == ("text", True)
    wide = ",".join(f"c{position}" for position in range(10_000))
    quick = quick_profile(
        open_source(write(folder / "wide.csv", f"{wide}\n" + ("1," * 9_999 + "1\n") * 20)), 5, 100
    )
    assert (quick["total_columns"], len(quick["preview"])) == (10_000, 3)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ('a,b\n1,x\n2,"y\n', 1),
        ('a,b\n1,x\n2,y\n"3,z', 2),
        ('a,b\n1,"x\n2,y\n3,z\n', 0),
        ('a,b\n1,"x\ny"\n2,"z, ""q"" w"\n3,"', 2),
    ],
)
def test_quotes_that_are_never_closed_are_told_of(folder: Path, content: str, rows: int) -> None:
    found = profile(write(folder / "data.csv", content))
    assert found["rows"] == rows and "never closed" in found["notes"][0]
    assert found["load_line"] == "pd.read_csv('data.csv', on_bad_lines='skip', engine='python')"
    load(found)


@pytest.mark.parametrize(
    ("content", "rows", "note"),
    [
        ("a,b\n1,2,x\n3,4\n5,6,7\n8,9,10,11\n12,13\n14,15\n16,17\n", 6, "Lines with too many"),
        ("a,b\n\n1,2,x\n3,4\n5,6\n7,8\n", 4, "The first row has more"),
        ("a,b\n1,2,\n1,2,x,\n3,4,\n5,6\n7,8,\n9,10,\n", 5, "Lines with too many"),
    ],
)
def test_rows_that_are_too_long_are_taken_as_pandas_takes_them(
    folder: Path, content: str, rows: int, note: str
) -> None:
    found = profile(write(folder / "data.csv", content))
    assert found["rows"] == rows and any(note in each for each in [*found["notes"], note])
    assert "index_col=False" in found["load_line"]
    frame = load(found)
    shown = frame.head(5).astype(object).where(frame.head(5).notna(), None).values.tolist()
    assert shown == found["preview"]
