"""Sentences on what was cut, guessed, or is not what it seems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from .date_hints import date_hint
from .facts import Facts
from .number_hints import number_hint
from .table_facts import TableFacts
from .value_forms import ISO, MISSING, is_ambiguous, to_datetime

#: Different dates that are looked at.
DATES = 300
#: Dates without signs, and how many digits they have.
WHOLE_NUMBER_FORMS = {"%Y%m%d": 8, "%Y%m%d%H%M%S": 14, "%Y%m%d%H%M": 12}
NAME_OF_TIME = re.compile(
    r"time|stamp|epoch|date|created|updated|modified|(^|[_ .])(ts|t|at|ms|utc|when)$", re.IGNORECASE
)
YEAR_2000, YEAR_2040 = 946_684_800, 2_208_988_800
#: Units, and how many make a second.
UNITS = (
    ("s", "seconds", 1),
    ("ms", "milliseconds", 10**3),
    ("us", "microseconds", 10**6),
    ("ns", "nanoseconds", 10**9),
)


def table_notes(
    spoiled: set[str],
    facts: TableFacts,
    records: list[dict[str, Any]],
    rows: Sequence[Sequence[str]],
    sampled: int | None,
    is_packed: bool,
) -> list[str]:
    """`spoiled`: columns of which is said elsewhere what is wrong with them. `rows`: some of the table's."""
    notes = []
    if facts.too_long:
        notes.append("Lines with too many cells are left out.")
    if facts.is_first_too_long:
        notes.append("The first row has more cells than the header; what is beyond the header is left out.")
    if facts.is_unclosed:
        notes.append("A quotation mark is never closed; from there to the end of the file nothing is read.")
    for at, (column, record) in enumerate(zip(facts.columns, records)):  # noqa: B905
        if column.plan.name not in spoiled:
            notes.extend(_column_notes(column, record, [row[at] for row in rows]))
    if sampled is not None:
        where = "the first" if is_packed else "evenly spread"
        notes.append(
            f"Rows, nulls, min, max and mean are those of the whole file; distinct and frequent values and "
            f"histograms are those of {sampled} {where} rows."
        )
    return notes


def _column_notes(column: Facts, record: dict[str, Any], cells: list[str]) -> list[str]:
    name, plan = record["name"], column.plan
    if column.wrong and plan.form:
        if plan.form == ISO and _are_of_several_zones(column, record):
            return [
                f"{name!r} holds times of several offsets from UTC: "
                f"pd.to_datetime(df[{name!r}], format='ISO8601', utc=True) reads them."
            ]
        are = "value is" if column.wrong == 1 else "values are"
        return [
            f"{name!r} holds dates, but {column.wrong} {are} none: "
            f"pd.to_datetime(df[{name!r}], format={plan.form!r}, errors='coerce') reads the others."
        ]
    if plan.kind == "datetime" and plan.form and _could_be_swapped(plan.form, column):
        return [f"{name!r}: day and month could be the other way round; it is read as {plan.form}."]
    if record["dtype"] == "str" and not plan.is_code:
        # Where not all values were counted, some of them tell how the numbers are written.
        texts = column.counts or dict.fromkeys((cell for cell in cells if cell not in MISSING), 1)
        hint = number_hint(name, texts, plan.decimal, is_whole=column.counts is not None)
        hint = hint or date_hint(name, list(texts)[:DATES])
        return [hint] if hint else []
    if record["dtype"] == "int64":
        for form, digits in WHOLE_NUMBER_FORMS.items():
            if _are_whole_number_dates(column, form, digits):
                code = f"pd.to_datetime(df[{name!r}], format={form!r})"
                return [f"{name!r} holds dates as whole numbers: {code}."]
    unit = _unit_since_1970(record) if record["dtype"] in ("int64", "float64") else None
    return [f"{name!r} {unit[1]}: pd.to_datetime(df[{name!r}], unit={unit[0]!r})."] if unit else []


def _are_of_several_zones(column: Facts, record: dict[str, Any]) -> bool:
    texts = list(column.counts)[:DATES] if column.counts else record["examples"]
    try:
        return all(to_datetime(text, ISO).tzinfo for text in texts if isinstance(text, str))
    except ValueError:
        return False


def _unit_since_1970(record: dict[str, Any]) -> tuple[str, str] | None:
    """The unit in which a column counts from 1970, if its name and all of its values speak for it."""
    low, high = record.get("min"), record.get("max")
    if not NAME_OF_TIME.search(record["name"]) or low is None or high is None:
        return None
    for unit, word, each in UNITS:
        if YEAR_2000 * each <= low <= high <= YEAR_2040 * each:
            return unit, f"looks like {word} since 1970"
    return None


def _could_be_swapped(form: str, column: Facts) -> bool:
    values = [
        *(list(column.counts)[:DATES] if column.counts else column.examples or []),
        column.minimum,
        column.maximum,
    ]
    texts = [value.strftime(form) for value in values if isinstance(value, datetime)]
    return bool(texts) and is_ambiguous(form, texts)


def _are_whole_number_dates(column: Facts, form: str, digits: int) -> bool:
    low, high = column.minimum, column.maximum
    if not isinstance(low, int) or not isinstance(high, int):
        return False
    if not all(len(str(end)) == digits and str(end)[:2] in ("19", "20") for end in (low, high)):
        return False
    try:
        for value in [low, high, *(list(column.counts)[:DATES] if column.counts else column.examples or [])]:
            datetime.strptime(str(value), form)
    except ValueError:
        return False
    return True
