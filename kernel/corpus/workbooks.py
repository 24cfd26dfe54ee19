"""Excel workbooks."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from .good_file import Column, GoodFile
from .samples import units

Book = Any
STAMP = (2024, 1, 1, 0, 0, 0)


def files() -> list[GoodFile]:
    sold, days = _sold(), _days()
    total = [*sold, Column("total", "float64", [4.5, 36.25, 1.0])]
    wide = [Column(f"c{position}", "int64", [position, 2, 3]) for position in range(120)]
    mixed = [Column("n", "object", [1, "many", 3]), Column("w", "str", ["a", None, "c"])]
    truth = [Column("ok", "bool", [True, False, True]), Column("n", "float64", [1, None, 2])]
    return [
        _book("book.xlsx", units(), lambda book: _put(book.active, units())),
        _book(
            "sheets.xlsx",
            sold,
            _three_sheets,
            tables=[("Notes", 0, []), ("Sold", 3, ["item", "n", "price"]), ("Days", 3, ["day", "at"])],
        ),
        _book(
            "offset.xlsx", sold, lambda book: _put(book.active, sold, top=4, left=3, title="Quarterly report")
        ),
        _book("merged.xlsx", sold, _merged, notes=["merged"]),
        _book("formulas.xlsx", total, _formulas, notes=["formula"], patch=["4.5", "36.25", "1"]),
        _book("dates.xlsx", days, lambda book: _put(book.active, days)),
        _book(
            "hidden.xlsx",
            sold,
            _hidden,
            tables=[("Sheet", 3, ["item", "n", "price"]), ("Secret", 3, ["day", "at"])],
        ),
        _book("wide.xlsx", wide, lambda book: _put(book.active, wide)),
        _book("mixed.xlsx", mixed, lambda book: _put(book.active, mixed), notes=["mixes"]),
        _book("truth.xlsx", truth, lambda book: _put(book.active, truth)),
        _book("ünï 東京.xlsx", sold, lambda book: _put(book.active, sold)),
    ]


def _book(
    name: str,
    columns: list[Column],
    fill: Callable[[Book], None],
    patch: list[str] | None = None,
    **more: Any,
) -> GoodFile:
    def make(folder: Path) -> None:
        import openpyxl

        book = openpyxl.Workbook()
        fill(book)
        book.properties.created = book.properties.modified = datetime(*STAMP)
        book.save(folder / name)
        _rewrite(folder / name, patch or [])

    return GoodFile(
        name, "workbook", make, "excel", len(columns[0].values), columns, needs=("openpyxl",), **more
    )


def _rewrite(path: Path, cached: list[str]) -> None:
    """The same bytes each time, and the results of formulas that a spreadsheet program would have stored."""
    values = iter(cached)
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, stored in members.items():
            data = stored
            if cached and name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"</f><v ?/?>(</v>)?", lambda _: f"</f><v>{next(values)}</v>".encode(), data)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-01-01T00:00:00Z", data)
            archive.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)


def _put(sheet: Any, columns: list[Column], top: int = 1, left: int = 1, title: str | None = None) -> None:
    if title is not None:
        sheet.cell(1, left, title)
    for position, column in enumerate(columns, left):
        for row, value in enumerate([column.name, *column.values], top):
            sheet.cell(row, position, value)


def _three_sheets(book: Book) -> None:
    book.active.title = "Notes"
    _put(book.create_sheet("Sold"), _sold())
    _put(book.create_sheet("Days"), _days())


def _sold() -> list[Column]:
    return [
        Column("item", "str", ["pen", "ink", "nib"]),
        Column("n", "int64", [3, 5, 2]),
        Column("price", "float64", [1.5, 7.25, 0.5]),
    ]


def _days() -> list[Column]:
    return [
        Column("day", "datetime", [datetime(2024, 1, 1), datetime(2024, 2, 29), datetime(2024, 1, 1)]),
        Column(
            "at",
            "datetime",
            [datetime(2024, 1, 1, 8, 30), datetime(2024, 1, 2, 9), datetime(2024, 1, 3, 23, 59)],
        ),
    ]


def _merged(book: Book) -> None:
    _put(book.active, _sold(), top=3, title="Sales of the quarter")
    book.active.merge_cells("A1:C1")


def _formulas(book: Book) -> None:
    _put(book.active, [*_sold(), Column("total", "", [f"=B{row}*C{row}" for row in (2, 3, 4)])])


def _hidden(book: Book) -> None:
    _put(book.active, _sold())
    secret = book.create_sheet("Secret")
    _put(secret, _days())
    secret.sheet_state = "hidden"
