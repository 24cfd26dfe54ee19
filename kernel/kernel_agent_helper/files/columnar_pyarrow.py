"""Parquet and Feather files through pyarrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .columnar_table import BATCH_ROWS, ColumnarFile, Field, Measure


class PyarrowFile(ColumnarFile):
    """`groups`: rows of each part of the file; `read(group, names)` gives that part's batches."""

    def __init__(self, schema: Any, groups: list[int], read: Any) -> None:
        self.fields = [field_of(field.name, field.type) for field in schema]
        self.rows = sum(groups)
        self._groups = groups
        self._read = read

    def batches(self, columns: Sequence[int]) -> Iterator[list[Sequence[Any]]]:
        for batch in self._batches(columns):
            yield [column.to_pylist() for column in batch.columns]

    def _batches(self, columns: Sequence[int]) -> Iterator[Any]:
        names = [self.fields[at].name for at in columns]
        for group in range(len(self._groups)):
            for batch in self._read(group, names):
                yield batch.select(names)

    def stretch(self, start: int, rows: int, columns: Sequence[int]) -> list[Sequence[Any]]:
        names = [self.fields[at].name for at in columns]
        found: list[list[Any]] = [[] for _ in names]
        before = 0
        for group, size in enumerate(self._groups):
            if before + size > start and len(found[0]) < rows:
                for batch in self._read(group, names):
                    first = max(0, start - before)
                    if first < batch.num_rows and len(found[0]) < rows:
                        piece = batch.select(names).slice(first, rows - len(found[0]))
                        for values, column in zip(found, piece.columns):  # noqa: B905
                            values.extend(column.to_pylist())
                    before += batch.num_rows
                    if len(found[0]) >= rows:
                        return list(found)
            else:
                before += size
        return list(found)

    def measures(self, columns: Sequence[int]) -> list[Measure]:
        import pyarrow.compute as compute

        sums = [_Sums() for _ in columns]
        for batch in self._batches(columns):
            for each, at, values in zip(sums, columns, batch.columns):  # noqa: B905
                each.add(compute, values, self.fields[at].kind)
        return [each.measure() for each in sums]


class _Sums:
    def __init__(self) -> None:
        self.nulls = self.present = 0
        self.least: Any = None
        self.greatest: Any = None
        self.total: Any = None

    def add(self, compute: Any, values: Any, kind: str) -> None:
        if kind == "float":
            values = compute.if_else(compute.is_nan(values), None, values)
        self.nulls += values.null_count
        present = len(values) - values.null_count
        self.present += present
        if not present or kind not in ("int", "float", "datetime"):
            return
        ends = compute.min_max(values).as_py()
        self.least = ends["min"] if self.least is None else min(self.least, ends["min"])
        self.greatest = ends["max"] if self.greatest is None else max(self.greatest, ends["max"])
        if kind != "datetime":
            # Sums of integers may be beyond 64 bits.
            self.total = (self.total or 0) + compute.sum(compute.cast(values, "float64", safe=False)).as_py()

    def measure(self) -> Measure:
        mean = None if self.total is None else self.total / self.present
        return Measure(self.nulls, self.least, self.greatest, mean)


def field_of(name: str, kind: Any) -> Field:
    from pyarrow import types

    if types.is_integer(kind):
        return Field(name, "int", str(kind))
    if types.is_floating(kind):
        return Field(name, "float", {"halffloat": "float16", "float": "float32"}.get(str(kind), "float64"))
    if types.is_boolean(kind):
        return Field(name, "bool", "bool")
    if types.is_date(kind):
        return Field(name, "datetime", "object")
    if types.is_timestamp(kind):
        return Field(name, "datetime", "datetime")
    if types.is_string(kind) or types.is_large_string(kind) or str(kind) == "string_view":
        return Field(name, "str", "str")
    return Field(name, "str", "category") if types.is_dictionary(kind) else Field(name, "other", "object")


@contextmanager
def open_with_pyarrow(path: str, is_parquet: bool) -> Iterator[ColumnarFile]:
    """Raises `pyarrow.ArrowException` or `OSError`."""
    import pyarrow

    if is_parquet:
        from pyarrow import parquet

        with parquet.ParquetFile(path) as file:
            meta = file.metadata
            groups = [meta.row_group(at).num_rows for at in range(meta.num_row_groups)]

            def read(group: int, names: list[str]) -> Any:
                return file.iter_batches(batch_size=BATCH_ROWS, row_groups=[group], columns=names)

            yield PyarrowFile(file.schema_arrow, groups, read)
        return
    with pyarrow.memory_map(path) as stream:
        try:
            reader = pyarrow.ipc.open_file(stream)
            batches = [reader.get_batch(at) for at in range(reader.num_record_batches)]
            schema = reader.schema
        except pyarrow.ArrowInvalid:
            # A stream.
            from pyarrow import feather

            table = feather.read_table(path)
            batches, schema = table.to_batches(), table.schema
        for batch in batches:
            # Places in broken data may lie outside of it, and nothing looks when values are taken.
            batch.validate(full=True)
        yield PyarrowFile(schema, [batch.num_rows for batch in batches], lambda at, names: [batches[at]])
