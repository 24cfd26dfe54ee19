"""The corpus itself: enough of it, the same each time, and right about what it states."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from corpus import good_files, small_files, truth
from corpus.good_file import Column
from corpus.mutations import mutants

KERNEL = Path(__file__).parent.parent


def test_there_are_files_of_every_kind() -> None:
    names = [file.name for file in good_files()]
    assert len(names) >= 80 and len(set(names)) == len(names)
    assert {file.family for file in good_files()} == {
        *("delimited", "workbook", "json", "columnar", "database", "document", "folder")
    }
    for file in good_files():
        assert file.columns is None or {len(column.values) for column in file.columns} == {file.rows}


def test_the_files_are_the_same_each_time(tmp_path: Path) -> None:
    sums = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        for file in small_files():
            # Packages may stamp what they write.
            if file.family not in ("columnar", "database"):
                try:
                    file.make(folder)
                except ImportError:
                    continue
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        sums.append(
            {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
        )
    assert sums[0] == sums[1]


def test_files_are_spoiled_the_same_way_each_time(tmp_path: Path) -> None:
    first, second = ({mutant.name: mutant.data for mutant in mutants(tmp_path)} for _ in range(2))
    assert first.keys() == second.keys()
    # A database may have a stamp of its own.
    differing = {name for name in first if first[name] != second[name]}
    assert all(".duckdb" in name or ".sqlite" in name or "shop" in name for name in differing)


def test_what_is_true_of_a_column_is_worked_out_right() -> None:
    numbers = Column("n", "float64", [1, None, 2, 2, 11.0, None])
    assert (truth.nulls(numbers), truth.distinct(numbers)) == (2, (3, None))
    assert (truth.extremes(numbers), truth.mean(numbers)) == ((1, 11.0), 4.0)
    assert truth.top(numbers) == [(2, 2), (1, 1), (11.0, 1)]
    bounds = truth.histogram_bounds(numbers)
    assert bounds is not None and len(bounds) == truth.BINS
    # 2 lies a bin and a fifth from 1; 11 closes the last bin.
    assert [bounds[position] for position in (0, 1, 2, 11)] == [(1, 1), (2, 2), (0, 0), (1, 1)]
    on_edges = truth.histogram_bounds(Column("n", "int64", [0, 1, 12]))
    assert on_edges is not None and on_edges[:2] == [(1, 2), (0, 1)]
    texts = Column("t", "str", ["b", "a", None, "a"])
    assert (truth.top(texts), truth.extremes(texts), truth.mean(texts)) == ([("a", 2), ("b", 1)], None, None)
    assert truth.top(Column("t", "str", ["b", "a"])) is None
    days = Column("d", "datetime", [date(2024, 1, 1), date(2024, 1, 13)])
    assert truth.histogram_bounds(days) is not None and truth.mean(days) is None
    assert truth.distinct(Column("i", "int64", range(20_001))) == (None, 20_001)


@pytest.mark.parametrize(
    ("found", "expected", "is_same"),
    [
        (1, 1.0, True), (1.0000000001, 1.0, True), (1.00001, 1.0, False), (True, 1, False), (1, True, False),
        ("2024-01-01", date(2024, 1, 1), True), ("2024-01-02", date(2024, 1, 1), False), (None, None, True),
        (0, None, False), ("9223372036854775808", 2**63, True), (None, float("inf"), True), ("a", "a", True),
        ("a" * 59 + "…", "a" * 70, True), ("a" * 59 + "…", "a" * 58 + "b" * 9, False), ("a…", "ab", False),
    ],
)  # fmt: skip
def test_values_in_json_are_compared(found: object, expected: object, is_same: bool) -> None:
    assert truth.same(found, expected) is is_same


def test_the_command_writes_them_all(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "corpus", str(tmp_path)],
        cwd=KERNEL,
        capture_output=True,
        text=True,
        check=True,
    )
    written = int(done.stdout.split()[0])
    assert written + done.stderr.count("was not written") == len(good_files())
    assert (tmp_path / "comma.csv").exists()
    assert len(list((tmp_path / "spoiled").iterdir())) >= 200
    assert (tmp_path / "harmful" / "deep-lists.json").exists()
