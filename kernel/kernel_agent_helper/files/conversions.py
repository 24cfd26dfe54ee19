"""Cells as values, many at a time, taken for numbers, dates and truth values exactly where pandas does."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from .facts import ColumnPlan
from .value_forms import ISO, ISO_DATE, date_format, to_datetime

TRUTH = {"true": True, "false": False}
#: What a column turns out to be when a value is not of its kind.
WIDER = {"int": "float", "float": "str", "bool": "str", "datetime": "str"}
#: Different dates that are remembered.
MAX_REMEMBERED = 50_000


def converter(plan: ColumnPlan) -> Callable[[Sequence[str]], list[Any]]:
    """The function that makes values of cells, none missing; it raises `ValueError` for what is none."""
    if plan.kind == "int":
        return lambda texts: list(map(int, _plain(texts, plan)))
    if plan.kind == "float":
        return lambda texts: _floats(_plain(texts, plan))
    if plan.kind == "bool":
        return _truths
    return Dates(plan.form or ISO) if plan.kind == "datetime" else list


def _plain(texts: Sequence[str], plan: ColumnPlan) -> Sequence[str]:
    joined = "".join(texts)
    # Python takes digits of all scripts, and with underscores between them.
    if "_" in joined or not joined.isascii():
        raise ValueError
    if plan.thousands and plan.thousands in joined:
        texts = [text.replace(plan.thousands, "") for text in texts]
        joined = joined.replace(plan.thousands, "")
    if plan.decimal != "." and ("." in joined or plan.decimal in joined):
        if "." in joined:
            raise ValueError
        texts = [text.replace(plan.decimal, ".") for text in texts]
    return texts


def _floats(texts: Sequence[str]) -> list[float]:
    values = list(map(float, texts))
    # "NAN" and the like are words; what pandas takes for missing is not among the cells.
    if any(map(math.isnan, values)):
        raise ValueError
    return values


def _truths(texts: Sequence[str]) -> list[bool]:
    try:
        return [TRUTH[text.lower()] for text in texts]
    except KeyError:
        raise ValueError from None


class Dates:
    """Dates of one form; remembers those it has seen."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._seen: dict[str, datetime] = {}
        #: Offsets from UTC so far; pandas makes dates of a column with one of them.
        self._offsets: set[Any] = set()

    def __call__(self, texts: Sequence[str]) -> list[datetime]:
        seen = self._seen
        for text in set(texts).difference(seen):
            seen[text] = self._one(text)
        found = [seen[text] for text in texts]
        if len(seen) > MAX_REMEMBERED:
            seen.clear()
        return found

    def _one(self, text: str) -> datetime:
        if self._form == ISO and not ISO_DATE.fullmatch(text):
            raise ValueError
        value = to_datetime(text, self._form)
        self._offsets.add(value.utcoffset())
        if len(self._offsets) > 1:
            raise ValueError
        return value


def kind_of(texts: Sequence[str], day_first: bool, decimal: str, thousands: str | None) -> ColumnPlan:
    """The narrowest kind that fits all of some cells, none missing; `empty` when there are none."""
    plan = ColumnPlan("", "empty", None, decimal, thousands)
    if not texts:
        return plan
    # Before the numbers: with dots between thousands, a date with dots would be one.
    form = date_format(dict.fromkeys(texts), day_first)
    if form is not None:
        dates = ColumnPlan("", "datetime", form, decimal, thousands)
        if fits(dates, texts):
            return dates
    for kind in ("int", "float", "bool"):
        if fits(plan.as_kind(kind), texts):
            return plan.as_kind(kind)
    return plan.as_kind("str")


def fits(plan: ColumnPlan, texts: Sequence[str]) -> bool:
    try:
        converter(plan)(texts)
    except ValueError:
        return False
    return True


def wrong_dates(plan: ColumnPlan, counts: dict[str, int]) -> int:
    """How many of the cells are no dates of the column's form."""
    dates = Dates(plan.form or ISO)
    wrong = 0
    for text, count in counts.items():
        try:
            dates([text])
        except ValueError:
            wrong += count
    return wrong
