"""Folders and globs of like files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .good_file import GoodFile, delimited, writer
from .samples import sales, units

MONTHS = [f"2024-{month:02}.csv" for month in range(1, 7)]


def files() -> list[GoodFile]:
    names = [column.name for column in sales()]
    return [
        GoodFile("monthly", "folder", _monthly("monthly"), "folder", shows=["2024-01.csv", *names]),
        GoodFile("by-month/*.csv", "folder", _monthly("by-month"), "glob", shows=["2024-01.csv", *names]),
        GoodFile("various", "folder", _various, "folder", shows=["items.csv", "readme.txt"]),
    ]


def _monthly(folder_name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        for seed, name in enumerate(MONTHS):
            writer(f"{folder_name}/{name}", delimited(sales(20, seed)))(folder)

    return make


def _various(folder: Path) -> None:
    writer("various/items.csv", delimited(units()))(folder)
    writer("various/readme.txt", "Read me.\n")(folder)
