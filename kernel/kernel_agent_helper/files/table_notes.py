"""Sentences on what was cut, guessed, or is not what it seems."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .dialect import Dialect
from .facts import Facts
from .number_hints import number_hint
from .table_facts import TableFacts
from .value_forms import is_ambiguous

#: Different dates that are looked at.
DATES = 300


def table_notes(
    dialect: Dialect, facts: TableFacts, records: list[dict[str, Any]], sampled: int | None, is_packed: bool
) -> list[str]:
    notes = []
    if facts.too_long:
        notes.append("Lines with too many cells are left out.")
    if facts.is_first_too_long:
        notes.append("The first row has more cells than the header; what is beyond the header is left out.")
    if facts.is_unclosed:
        notes.append("A quotation mark is never closed; from there to the end of the file nothing is read.")
    for column, record in zip(facts.columns, records):  # noqa: B905
        notes.extend(_column_notes(column, record))
    if sampled is not None:
        where = "the first" if is_packed else "evenly spread"
        notes.append(
            f"Rows, nulls, min, max and mean are those of the whole file; distinct and frequent values and "
            f"histograms are those of {sampled} {where} rows."
        )
    return notes


def _column_notes(column: Facts, record: dict[str, Any]) -> list[str]:
    name, plan = record["name"], column.plan
    if column.wrong and plan.form:
        return [
            f"{name!r} holds dates, but {column.wrong} values are none: "
            f"pd.to_datetime(df[{name!r}], format={plan.form!r}, errors='coerce') reads the others."
        ]
    if plan.kind == "datetime" and plan.form and _could_be_swapped(plan.form, column):
        return [f"{name!r}: day and month could be the other way round; it is read as {plan.form}."]
    if record["dtype"] == "str" and not plan.is_code:
        # Where not all values were counted, some of them tell how the numbers are written.
        some = dict.fromkeys([*record["examples"], *(value for value, _ in record.get("top") or ())], 1)
        hint = number_hint(name, column.counts or some, plan.decimal, is_whole=column.counts is not None)
        return [hint] if hint else []
    if record["dtype"] == "int64" and _are_whole_number_dates(column):
        return [f"{name!r} holds dates as whole numbers: pd.to_datetime(df[{name!r}], format='%Y%m%d')."]
    return []


def _could_be_swapped(form: str, column: Facts) -> bool:
    values = [
        *(list(column.counts)[:DATES] if column.counts else column.examples or []),
        column.minimum,
        column.maximum,
    ]
    texts = [value.strftime(form) for value in values if isinstance(value, datetime)]
    return bool(texts) and is_ambiguous(form, texts)


def _are_whole_number_dates(column: Facts) -> bool:
    low, high = column.minimum, column.maximum
    if not isinstance(low, int) or not isinstance(high, int) or low < 19000101 or high > 21001231:
        return False
    try:
        for value in [low, high, *(list(column.counts)[:DATES] if column.counts else column.examples or [])]:
            datetime.strptime(str(value), "%Y%m%d")
    except ValueError:
        return False
    return True
