"""A good file and what is true of it: the values it is made from, and what follows from them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

Value = Any


@dataclass(frozen=True)
class Column:
    """A column as pandas has it after the load line."""

    name: str
    #: int64, float64, bool, datetime, str or object; empty where it says nothing, as without rows.
    dtype: str
    #: Plain Python values; None is a null.
    values: Sequence[Value]
    #: How the cells are written; from the values unless given.
    cells: Sequence[str] | None = None

    def written(self) -> Sequence[str]:
        return [write_value(value) for value in self.values] if self.cells is None else self.cells


@dataclass(frozen=True)
class GoodFile:
    #: Path in the corpus; a folder or a glob is named as it is asked for.
    name: str
    family: str
    #: Writes it into a folder, and whatever lies beside it.
    make: Callable[[Path], None]
    #: The `type` of its profile.
    type: str
    rows: int | None = None
    #: None when it holds no table, or no one table.
    columns: Sequence[Column] | None = None
    #: What `details` says, at least.
    details: dict[str, Any] = field(default_factory=dict)
    #: Tables inside: name, rows, names of columns.
    tables: Sequence[tuple[str, int | None, Sequence[str]]] = ()
    #: Text that some note holds.
    notes: Sequence[str] = ()
    #: Text that the structure, preview or details must show.
    shows: Sequence[str] = ()
    #: Packages without which it cannot be made, or read.
    needs: Sequence[str] = ()
    #: Whether every engine for delimited text can be asked for it.
    is_delimited: bool = False


def write_value(value: Value) -> str:
    """A value as programs usually write it into text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def delimited(
    columns: Sequence[Column],
    delimiter: str = ",",
    header: bool = True,
    newline: str = "\n",
    quoting: int = 0,
) -> str:
    """The columns as delimited text."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    if header:
        writer.writerow([column.name for column in columns])
    writer.writerows(zip(*(column.written() for column in columns), strict=True))
    return stream.getvalue()


def writer(name: str, content: str | bytes, encoding: str = "utf-8") -> Callable[[Path], None]:
    """Writes this content under that name."""
    data = content.encode(encoding) if isinstance(content, str) else content

    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return make


def text_table(
    name: str,
    columns: Sequence[Column],
    content: str | bytes | None = None,
    encoding: str = "utf-8",
    **more: Any,
) -> GoodFile:
    """A delimited text file of these columns, written in the usual way unless its content is given."""
    kind = "tsv" if name.split(".")[1] == "tsv" else "csv"
    options = {"type": kind, "family": "delimited", "is_delimited": True, **more}
    return GoodFile(
        name=name,
        make=writer(name, delimited(columns) if content is None else content, encoding),
        rows=len(columns[0].values),
        columns=columns,
        **options,
    )
