"""Parquet, Feather and Arrow, written by whatever package there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .good_file import Column, GoodFile
from .large_files import events
from .samples import sales

ARROW_TYPES = {"int64": "int64", "float64": "float64", "bool": "bool_", "str": "string"}


def files() -> list[GoodFile]:
    few = sales(40)
    odd = [
        Column("ok", "object", [True, None, False]),
        Column("n", "float64", [1, None, 3]),
        Column("größe 😀", "str", ["ä", None, "ä"]),
    ]
    none = [Column("a", "", []), Column("b", "", [])]
    return [
        _file("polars.parquet", few, "polars"),
        _file("polars.feather", few, "polars"),
        _file("polars.arrow", few, "polars"),
        _file("duckdb.parquet", few, "duckdb"),
        _file("pyarrow.parquet", few, "pyarrow"),
        _file("pyarrow.feather", few, "pyarrow"),
        _file("odd.parquet", odd, "polars"),
        _file("no-rows.parquet", none, "polars"),
    ]


def large_files() -> list[GoodFile]:
    return [_file("large.parquet", events(50_000), "polars")]


def _file(name: str, columns: list[Column], package: str) -> GoodFile:
    kind = "parquet" if name.endswith(".parquet") else name.rsplit(".", 1)[1]
    makers: dict[str, Callable[[Path, list[Column]], None]] = {
        "polars": _by_polars,
        "duckdb": _by_duckdb,
        "pyarrow": _by_pyarrow,
    }

    def make(folder: Path) -> None:
        makers[package](folder / name, columns)

    return GoodFile(name, "columnar", make, kind, len(columns[0].values), columns, needs=(package,))


def _values(column: Column) -> list[Any]:
    if column.dtype == "datetime":
        return [datetime(v.year, v.month, v.day) if type(v) is date else v for v in column.values]
    if column.dtype == "float64" and any(type(value) is float for value in column.values):
        return [None if value is None else float(value) for value in column.values]
    return list(column.values)


def _by_polars(path: Path, columns: list[Column]) -> None:
    import polars

    frame = polars.DataFrame({column.name: _values(column) for column in columns})
    frame.write_parquet(path) if path.suffix == ".parquet" else frame.write_ipc(path)


def _by_duckdb(path: Path, columns: list[Column]) -> None:
    import duckdb

    types = {
        "int64": "BIGINT",
        "float64": "DOUBLE",
        "bool": "BOOLEAN",
        "datetime": "TIMESTAMP",
        "str": "VARCHAR",
    }
    with duckdb.connect() as connection:
        fields = ", ".join(f'"{column.name}" {types[column.dtype]}' for column in columns)
        connection.execute(f"CREATE TABLE t ({fields})")
        rows = list(zip(*map(_values, columns), strict=True))
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(columns))})", rows)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")


def _by_pyarrow(path: Path, columns: list[Column]) -> None:
    import pyarrow
    from pyarrow import feather, parquet

    table = pyarrow.table({column.name: _values(column) for column in columns})
    parquet.write_table(table, path) if path.suffix == ".parquet" else feather.write_feather(table, str(path))
