"""Parquet and Feather files through Polars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .columnar_table import BATCH_ROWS, ColumnarFile, Field, Measure


class PolarsFile(ColumnarFile):
    def __init__(self, frame: Any, polars: Any) -> None:
        self._frame = frame
        self._polars = polars
        schema = frame.collect_schema()
        self.fields = [field_of(name, kind) for name, kind in schema.items()]
        self.rows = frame.select(polars.len()).collect().item()

    def batches(self, columns: Sequence[int]) -> Iterator[list[Sequence[Any]]]:
        for start in range(0, self.rows, BATCH_ROWS):
            yield self.stretch(start, BATCH_ROWS, columns)

    def stretch(self, start: int, rows: int, columns: Sequence[int]) -> list[Sequence[Any]]:
        names = [self.fields[at].name for at in columns]
        frame = self._frame.select(names).slice(start, rows).collect()
        return [frame[name].to_list() for name in names]

    def measures(self, columns: Sequence[int]) -> list[Measure]:
        polars, asked = self._polars, []
        for at in columns:
            field = self.fields[at]
            value = polars.col(field.name)
            if field.kind == "float":
                value = value.fill_nan(None)
            asked.append(value.null_count().alias(f"{at}n"))
            if field.kind in ("int", "float", "datetime"):
                asked += [value.min().alias(f"{at}a"), value.max().alias(f"{at}b")]
            if field.kind in ("int", "float"):
                asked.append(value.mean().alias(f"{at}m"))
        row = self._frame.select(asked).collect(engine="streaming").row(0, named=True)
        return [
            Measure(row[f"{at}n"], row.get(f"{at}a"), row.get(f"{at}b"), row.get(f"{at}m")) for at in columns
        ]


def field_of(name: str, kind: Any) -> Field:
    if kind.is_integer():
        return Field(name, "int", str(kind).lower())
    if kind.is_float():
        return Field(name, "float", str(kind).lower())
    word = str(kind).partition("(")[0]
    known = {
        "Boolean": ("bool", "bool"),
        "Date": ("datetime", "object"),
        "Datetime": ("datetime", "datetime"),
        "String": ("str", "str"),
        "Categorical": ("str", "category"),
        "Enum": ("str", "category"),
    }
    return Field(name, *known.get(word, ("other", "object")))


@contextmanager
def open_with_polars(path: str, is_parquet: bool) -> Iterator[ColumnarFile]:
    """Raises `polars.exceptions.PolarsError` or `OSError`."""
    import polars

    options = {"glob": False} if is_parquet else {}
    yield PolarsFile((polars.scan_parquet if is_parquet else polars.scan_ipc)(path, **options), polars)
