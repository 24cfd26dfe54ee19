"""Records of JSON as a table, with the columns that pandas makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .columns import capped, describe_column, example
from .value_forms import ISO, date_format

#: Levels of nested objects that become columns of their own.
MAX_LEVELS = 8
#: Columns that nested objects may make.
MAX_FLAT_COLUMNS = 5000
#: Names that `read_json` takes for those of dates.
DATE_NAME = re.compile(r"(?i:.*_at|.*_time|timestamp.*|modified|date)")
INT64 = 2**63


@dataclass
class Table:
    names: list[str]
    columns: list[dict[str, Any]]
    preview: list[list[Any]]
    #: The records hold objects, whose keys became columns.
    is_nested: bool
    #: `read_json` would give other values than the file has: numbers for digits, dates for numbers.
    is_altered: bool
    #: Columns of ISO dates.
    dates: list[str]
    #: Columns of nulls alone, written down in every record.
    empty: list[str]
    notes: list[str]


def describe_records(records: Sequence[Any], preview_rows: int, max_columns: int) -> Table:
    """Objects become rows; whatever else is among the records is a row with the column `value`."""
    notes: list[str] = []
    objects = [record if isinstance(record, dict) else {"value": record} for record in records]
    if len(objects) and not all(isinstance(record, dict) for record in records):
        notes.append("Not all records are objects.")
    is_nested = any(isinstance(value, dict) for record in objects for value in record.values())
    if is_nested:
        objects = [flatten(record) for record in objects]
        notes.append(
            "Objects within the records are columns whose names have dots, as pd.json_normalize makes."
        )
    names = list(dict.fromkeys(key for record in objects for key in record))
    shown = capped(names, max_columns, notes)
    columns, dates, empty = [], [], []
    is_altered = False
    for name in shown:
        values = [record.get(name) for record in objects]
        column = describe_column(name, values)
        form = _date_form(column, values)
        if form:
            dates.append(name)
        if column["nulls"] == len(objects) and all(name in record for record in objects):
            empty.append(name)
        is_altered = is_altered or _is_altered(name, column["dtype"], values, form)
        columns.append(_with_big_integers(column, values))
    lists = [name for name in shown if any(isinstance(record.get(name), list) for record in objects[:1000])]
    if lists:
        notes.append(f"Lists in: {', '.join(lists)}; df.explode({lists[0]!r}) makes a row of each item.")
    preview = [[example(record.get(name)) for name in shown] for record in objects[:preview_rows]]
    return Table(names, columns, preview, is_nested, is_altered, dates, empty, notes)


def flatten(record: dict[str, Any]) -> dict[str, Any]:
    """The columns that `pd.json_normalize` makes: plain values first, then those of objects."""
    flat = {key: value for key, value in record.items() if not isinstance(value, dict)}
    waiting = [(key, value, 1) for key, value in reversed(list(record.items())) if isinstance(value, dict)]
    while waiting and len(flat) < MAX_FLAT_COLUMNS:
        prefix, found, level = waiting.pop()
        if not isinstance(found, dict) or level > MAX_LEVELS:
            flat[prefix] = found
            continue
        for key, value in reversed(list(found.items())):
            waiting.append((f"{prefix}.{key}", value, level + 1))
    return flat


def _date_form(column: dict[str, Any], values: Iterable[Any]) -> str:
    """`ISO` for a column of ISO dates without zone, all written alike."""
    if column["dtype"] != "str":
        return ""
    texts = [value for value in values if value is not None]
    if len({len(text) for text in texts}) != 1 or len(texts[0]) < 10 or texts[0][-1] == "Z":
        return ""
    is_local = "+" not in texts[0] and "-" not in texts[0][10:]
    return ISO if is_local and date_format(dict.fromkeys(texts), False) == ISO else ""


def _is_altered(name: str, dtype: str, values: Sequence[Any], form: str) -> bool:
    """Whether `read_json` makes something else of a column than what it holds."""
    present = [value for value in values if value is not None]
    if DATE_NAME.fullmatch(name) and not form:
        return True
    if not present:
        return False
    if dtype == "float64":
        floats = [value for value in present if type(value) is float]
        return len(present) == len(values) and all(value == value and value % 1 == 0 for value in floats)
    if dtype == "int64":
        return any(abs(value) >= INT64 for value in present)
    if dtype in ("str", "object"):
        return all(_may_be_number(value) for value in present)
    return False


def _may_be_number(value: Any) -> bool:
    if isinstance(value, str):
        try:
            float(value)
        except ValueError:
            return False
        return True
    return isinstance(value, (bool, int, float))


def _with_big_integers(column: dict[str, Any], values: Sequence[Any]) -> dict[str, Any]:
    if column["dtype"] != "int64" or not values:
        return column
    least, most = min(values), max(values)
    if least >= -INT64 and most < INT64:
        return column
    return {**column, "dtype": "uint64" if least >= 0 and most < 2 * INT64 else "object"}
