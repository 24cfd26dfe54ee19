"""Frames, series, mappings and lists as one thing: columns of plain values beside an index."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..kinds import class_package, descends_from, is_a, is_lazy, type_name
from ..reply import HelperError
from .limits import MAX_CATEGORY, MAX_ITEMS
from .plain_text import cut_end, one_line
from .plain_values import is_date, is_number, plain_value

ADVICE = "give a frame, a series, a mapping or a list of records"


@dataclass
class Column:
    name: str
    values: list[Any]

    @property
    def kind(self) -> str:
        """`empty`, `number`, `date`, `bool` or `text`, by the values that are there."""
        present = [value for value in self.values if value is not None]
        if not present:
            return "empty"
        if all(is_number(value) for value in present):
            return "number"
        if all(is_date(value) for value in present):
            return "date"
        return "bool" if all(value is True or value is False for value in present) else "text"


@dataclass
class Frame:
    columns: list[Column]
    #: The levels of the index; none where the rows are only counted.
    index: list[Column] = field(default_factory=list)
    #: All rows there are, also those that were not taken.
    rows: int = 0

    def find(self, name: str) -> Column | None:
        """The column or the level of the index of that name."""
        return next((each for each in (*self.columns, *self.index) if each.name == name), None)

    def names(self) -> list[str]:
        return [each.name for each in self.columns]


def frame_of(value: Any, picked: Callable[[int], list[int] | None]) -> Frame:
    """`value` as a frame of the rows that `picked` chooses of how many there are; None stands for all.

    Raises `HelperError` with a part of a sentence when it is nothing like a table.
    """
    if is_lazy(value):
        raise HelperError(f"is lazy ({type_name(value)}): compute or collect it first")
    for module, name, read in _READERS:
        if is_a(value, module, name):
            return read(value, picked)
    if descends_from(value, dict):
        return _of_mapping(value, picked)
    if descends_from(value, str) or descends_from(value, bytes) or not hasattr(value, "__iter__"):
        raise HelperError(f"is no table ({type_name(value)}): {ADVICE}")
    if class_package(type(value)) in ("pandas", "matplotlib"):
        raise HelperError(f"is no table ({type_name(value)}): {ADVICE}")
    return _of_items(list(itertools.islice(iter(value), MAX_ITEMS)), picked)


def _of_pandas(frame: Any, picked: Callable[[int], list[int] | None]) -> Frame:
    total = len(frame)
    rows = picked(total)
    taken = frame if rows is None else frame.iloc[rows]
    columns = [
        Column(name, _plain(taken.iloc[:, place].tolist()))
        for place, name in enumerate(_names(frame.columns))
    ]
    return Frame(columns, _pandas_index(taken.index), total)


def _of_series(series: Any, picked: Callable[[int], list[int] | None]) -> Frame:
    total = len(series)
    rows = picked(total)
    taken = series if rows is None else series.iloc[rows]
    name = "value" if series.name is None else _name(series.name)
    return Frame([Column(name, _plain(taken.tolist()))], _pandas_index(taken.index), total)


def _of_index(index: Any, picked: Callable[[int], list[int] | None]) -> Frame:
    frame = _of_items(list(index), picked)
    if index.name is not None and frame.columns:
        frame.columns[0].name = _name(index.name)
    return frame


def _pandas_index(index: Any) -> list[Column]:
    """None for a row's number, which nobody asked for."""
    if type(index).__name__ == "RangeIndex" and index.name is None:
        return []
    if index.nlevels == 1:
        return [Column(_name("" if index.name is None else index.name), _plain(index.tolist()))]
    names = ["" if name is None else _name(name) for name in index.names]
    return [Column(name, _plain(index.get_level_values(place).tolist())) for place, name in enumerate(names)]


def _of_polars(frame: Any, picked: Callable[[int], list[int] | None]) -> Frame:
    rows = picked(frame.height)
    taken = frame if rows is None else frame[rows]
    names = _names(frame.columns)
    columns = [Column(name, _plain(each.to_list())) for name, each in zip(names, taken.get_columns())]
    return Frame(columns, [], frame.height)


def _of_polars_series(series: Any, picked: Callable[[int], list[int] | None]) -> Frame:
    rows = picked(len(series))
    taken = series if rows is None else series[rows]
    return Frame([Column(_name(series.name or "value"), _plain(taken.to_list()))], [], len(series))


def _of_arrow(table: Any, picked: Callable[[int], list[int] | None]) -> Frame:
    rows = picked(table.num_rows)
    taken = table if rows is None else table.take(rows)
    names = _names(table.column_names)
    columns = [Column(name, _plain(each.to_pylist())) for name, each in zip(names, taken.columns)]
    return Frame(columns, [], table.num_rows)


def _of_array(array: Any, picked: Callable[[int], list[int] | None]) -> Frame:
    if array.ndim not in (1, 2):
        raise HelperError(f"has {array.ndim} dimensions: {ADVICE}")
    rows = picked(len(array))
    taken = array if rows is None else array[rows]
    if taken.dtype.kind == "M":
        taken = taken.astype("datetime64[us]")
    if array.dtype.names:
        names = _names(array.dtype.names)
        columns = [Column(name, _plain(taken[own].tolist())) for name, own in zip(names, array.dtype.names)]
        return Frame(columns, [], len(array))
    if array.ndim == 1:
        return Frame([Column("value", _plain(taken.tolist()))], [], len(array))
    columns = [Column(str(i + 1), _plain(taken[:, i].tolist())) for i in range(array.shape[1])]
    return Frame(columns, [], len(array))


def _of_mapping(mapping: Any, picked: Callable[[int], list[int] | None]) -> Frame:
    pairs = list(itertools.islice(dict.items(mapping), MAX_ITEMS))
    lists = [_list_of(value) for _, value in pairs]
    if pairs and all(each is not None for each in lists):
        # A mapping of columns.
        lengths = {len(each) for each in lists if each is not None}
        if len(lengths) > 1:
            raise HelperError("has columns of different lengths: make them equally long")
        rows = picked(lengths.pop())
        names = _names([key for key, _ in pairs])
        columns = [Column(name, _plain(_taken(each or [], rows))) for name, each in zip(names, lists)]
        return Frame(columns, [], len(lists[0] or []))
    rows = picked(len(pairs))
    taken = _taken(pairs, rows)
    index = Column("", _plain([key for key, _ in taken]))
    return Frame([Column("value", _plain([value for _, value in taken]))], [index], len(pairs))


def _of_items(items: list[Any], picked: Callable[[int], list[int] | None]) -> Frame:
    taken = _taken(items, picked(len(items)))
    records = [_record(each) for each in taken]
    if taken and all(each is not None for each in records):
        keys = list(dict.fromkeys(key for each in records for key in each or {}))
        columns = [
            Column(name, _plain([(each or {}).get(key) for each in records]))
            for key, name in zip(keys, _names(keys))
        ]
        return Frame(columns, [], len(items))
    rows = [_list_of(each) for each in taken]
    if taken and all(each is not None for each in rows):
        width = max(len(each or []) for each in rows)
        columns = [
            Column(str(i + 1), _plain([(each or [])[i] if i < len(each or []) else None for each in rows]))
            for i in range(width)
        ]
        return Frame(columns, [], len(items))
    return Frame([Column("value", _plain(taken))], [], len(items))


def _record(value: Any) -> dict[Any, Any] | None:
    if descends_from(value, dict):
        return dict(dict.items(value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    if descends_from(value, tuple) and hasattr(type(value), "_fields"):
        return dict(zip(type(value)._fields, value))
    return None


def _list_of(value: Any) -> list[Any] | None:
    if descends_from(value, list) or descends_from(value, tuple) or descends_from(value, range):
        return list(value)
    if any(is_a(value, *each) for each in (("pandas", "Series"), ("pandas", "Index"), ("numpy", "ndarray"))):
        return value.tolist() if getattr(value, "ndim", 1) == 1 else None
    return value.to_list() if is_a(value, "polars", "Series") else None


def _taken(items: list[Any], rows: list[int] | None) -> list[Any]:
    return items if rows is None else [items[row] for row in rows]


def _plain(values: list[Any]) -> list[Any]:
    return [plain_value(value) for value in values]


def _names(labels: Any) -> list[str]:
    """Names of columns; of two that are the same the second one is numbered."""
    names: list[str] = []
    for label in labels:
        name = _name(label)
        count = 2
        unique = name
        while unique in names:
            unique = f"{name} ({count})"
            count += 1
        names.append(unique)
    return names


def _name(label: Any) -> str:
    if descends_from(label, tuple):
        parts = [_name(each) for each in label]
        return " / ".join(part for part in parts if part)
    value = plain_value(label)
    text = "" if value is None else value.isoformat() if is_date(value) else str(value)
    return cut_end(one_line(text), MAX_CATEGORY)


_READERS: tuple[tuple[str, str, Callable[[Any, Any], Frame]], ...] = (
    ("pandas", "DataFrame", _of_pandas),
    ("pandas", "Series", _of_series),
    ("pandas", "Index", _of_index),
    ("polars", "DataFrame", _of_polars),
    ("polars", "Series", _of_polars_series),
    ("pyarrow", "Table", _of_arrow),
    ("numpy", "ndarray", _of_array),
)
