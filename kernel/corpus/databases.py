"""SQLite and DuckDB files."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from .good_file import GoodFile
from .samples import units

ITEMS = ("items", 6, ("item", "count", "share"))
PLACES = ("places in 'town'", 2, ("name", "größe"))


def files() -> list[GoodFile]:
    tables = (ITEMS, PLACES)
    return [
        GoodFile(
            "shop.sqlite", "database", lambda folder: _sqlite(folder / "shop.sqlite"), "sqlite", tables=tables
        ),
        GoodFile("shop.db", "database", lambda folder: _sqlite(folder / "shop.db"), "sqlite", tables=tables),
        GoodFile(
            "view.sqlite", "database", lambda folder: _view(folder / "view.sqlite"), "sqlite", tables=(ITEMS,)
        ),
        GoodFile(
            "shop.duckdb",
            "database",
            lambda folder: _duckdb(folder / "shop.duckdb"),
            "duckdb",
            tables=(ITEMS,),
            needs=("duckdb",),
        ),
    ]


def _rows() -> list[tuple[object, ...]]:
    return list(zip(*(column.values for column in units()), strict=True))


def _sqlite(path: Path) -> None:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE items (item TEXT, count INTEGER, share REAL)")
    connection.executemany("INSERT INTO items VALUES (?, ?, ?)", _rows())
    connection.execute('CREATE TABLE "places in \'town\'" (name TEXT, "größe" INTEGER)')
    connection.executemany("INSERT INTO \"places in 'town'\" VALUES (?, ?)", [("Köln", 1), ("東京", 2)])
    connection.commit()
    connection.close()


def _view(path: Path) -> None:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE items (item TEXT, count INTEGER, share REAL)")
    connection.executemany("INSERT INTO items VALUES (?, ?, ?)", _rows())
    connection.execute("CREATE VIEW many AS SELECT item FROM items WHERE count > 0")
    connection.commit()
    connection.close()


def _duckdb(path: Path) -> None:
    import duckdb

    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE items (item VARCHAR, count BIGINT, share DOUBLE)")
        connection.executemany("INSERT INTO items VALUES (?, ?, ?)", _rows())
