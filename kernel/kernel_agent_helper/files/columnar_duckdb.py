"""Parquet files through DuckDB."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .columnar_table import BATCH_ROWS, ColumnarFile, Field, Measure
from .engine_duckdb import connection
from .sql_values import literal

INTEGERS = {
    "TINYINT": "int8",
    "SMALLINT": "int16",
    "INTEGER": "int32",
    "BIGINT": "int64",
    "UTINYINT": "uint8",
    "USMALLINT": "uint16",
    "UINTEGER": "uint32",
    "UBIGINT": "uint64",
}
FLOATS = {"FLOAT": "float32", "DOUBLE": "float64"}


class DuckdbParquet(ColumnarFile):
    def __init__(self, database: Any, path: str) -> None:
        self._database = database
        self._path = literal(os.path.abspath(path))
        self._source = f"read_parquet({self._path}, hive_partitioning = false)"
        described = self._ask(f"DESCRIBE SELECT * FROM {self._source}")
        self._types = [row[1] for row in described]
        self.fields = [field_of(row[0], row[1]) for row in described]
        self.rows = self._ask(f"SELECT count(*) FROM {self._source}")[0][0]

    def _ask(self, query: str) -> list[Any]:
        found: list[Any] = self._database.execute(query).fetchall()
        return found

    def _value(self, at: int) -> str:
        name = '"' + self.fields[at].name.replace('"', '""') + '"'
        # DuckDB needs yet another package to make Python values of moments with a zone.
        return f"make_timestamp(epoch_us({name}))" if "TIME ZONE" in self._types[at] else name

    def batches(self, columns: Sequence[int]) -> Iterator[list[Sequence[Any]]]:
        values = ", ".join(map(self._value, columns))
        answer = self._database.execute(f"SELECT {values} FROM {self._source}")
        while rows := answer.fetchmany(BATCH_ROWS):
            yield list(zip(*rows))  # noqa: B905

    def stretch(self, start: int, rows: int, columns: Sequence[int]) -> list[Sequence[Any]]:
        values = ", ".join(map(self._value, columns))
        return list(zip(*self._ask(f"SELECT {values} FROM {self._source} LIMIT {rows} OFFSET {start}")))  # noqa: B905

    def measures(self, columns: Sequence[int]) -> list[Measure]:
        known = self._nulls()
        asked: list[str] = []
        for at in columns:
            field, value = self.fields[at], self._value(at)
            is_known = field.name in known and field.kind != "float"
            absent = f"count_if({value} IS NULL" + (f" OR isnan({value}))" if field.kind == "float" else ")")
            asked.append(str(known[field.name]) if is_known else absent)
            ordered = f"nullif({value}, 'nan')" if field.kind == "float" else value
            has_order = field.kind in ("int", "float", "datetime")
            asked += [f"min({ordered})", f"max({ordered})"] if has_order else ["NULL", "NULL"]
            asked.append(f"avg({ordered})" if field.kind in ("int", "float") else "NULL")
        row = self._ask(f"SELECT {', '.join(asked)} FROM {self._source}")[0]
        return [Measure(*row[at : at + 4]) for at in range(0, len(row), 4)]

    def _nulls(self) -> dict[str, int]:
        """Nulls by column as the file's own description tells them, where it does for every part."""
        rows = self._ask(
            "SELECT path_in_schema, sum(stats_null_count), count(stats_null_count) = count(*) "
            f"FROM parquet_metadata({self._path}) GROUP BY 1"
        )
        return {name: int(nulls) for name, nulls, complete in rows if complete and nulls is not None}


def field_of(name: str, type_name: str) -> Field:
    if type_name in INTEGERS:
        return Field(name, "int", INTEGERS[type_name])
    if type_name in FLOATS:
        return Field(name, "float", FLOATS[type_name])
    if type_name == "BOOLEAN":
        return Field(name, "bool", "bool")
    if type_name == "DATE":
        return Field(name, "datetime", "object")
    if type_name.startswith("TIMESTAMP"):
        return Field(name, "datetime", "datetime")
    if type_name == "VARCHAR":
        return Field(name, "str", "str")
    if type_name.startswith("ENUM"):
        return Field(name, "str", "category")
    return Field(name, "other", "object")


@contextmanager
def open_with_duckdb(path: str) -> Iterator[ColumnarFile]:
    """Raises `duckdb.Error`."""
    with connection(path) as database:
        yield DuckdbParquet(database, path)
