"""Counts one column's cells as they go by, and decides what they are."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Any

from .conversions import WIDER, converter, kind_of, wrong_dates
from .facts import ColumnPlan, Facts
from .histograms import bins_of_counts, bins_of_positions, position
from .value_forms import MISSING

#: Different values of a column that are counted.
MAX_DISTINCT = 20_000
MAX_EXAMPLES = 5
INT64 = (-(2**63), 2**63 - 1)


class ColumnTally:
    """Counts cells as text, which settles everything on a column of few values; then goes over to values."""

    def __init__(
        self, plan: ColumnPlan, counted: bool = True, kept: bool = True, fixed: bool = False
    ) -> None:
        """`counted`: values are. `kept`: numbers are, for a histogram. `fixed`: the kind is."""
        self.plan = plan
        self._is_counted = counted
        self._is_kept = kept and counted
        self._is_fixed = fixed
        self._texts: dict[str, int] | None = Counter() if counted else None
        self._values: Counter[Any] | None = None
        self._convert: Any = None
        self._positions = array("d")
        self._examples: dict[Any, None] = {}
        self._present = self._nulls = self._wrong = 0
        self._sum: float | int = 0
        self._least: Any = None
        self._greatest: Any = None
        if not counted:
            self._start_stream({})

    def add(self, texts: Sequence[str]) -> None:
        """Takes some of the column's cells."""
        if self._texts is not None:
            self._texts.update(texts)  # type: ignore[call-overload]
            if len(self._texts) > MAX_DISTINCT + len(MISSING):
                counts, self._texts = self._texts, None
                self._start_stream(counts)
            return
        present = [text for text in texts if text not in MISSING]
        self._nulls += len(texts) - len(present)
        if present:
            self._add_values(present, None)

    def _start_stream(self, counts: dict[str, int]) -> None:
        self._values = Counter() if self._is_counted else None
        self._nulls += sum(count for text, count in counts.items() if text in MISSING)
        present = {text: count for text, count in counts.items() if text not in MISSING}
        if present:
            self._add_values(list(present), list(present.values()))

    def _add_values(self, texts: list[str], counts: list[int] | None) -> None:
        """`counts` says how often each of `texts` stands there; once unless given."""
        self._present += len(texts) if counts is None else sum(counts)
        while True:
            if self.plan.kind == "empty":
                self._settle(texts)
            if self._convert is None:
                self._convert = converter(self.plan)
            try:
                values = self._convert(texts)
                break
            except ValueError:
                if self.plan.kind == "datetime":
                    self._wrong += wrong_dates(self.plan, dict(zip(texts, counts or [1] * len(texts))))  # noqa: B905
                self._widen()
        self._take(values, counts)

    def _settle(self, texts: list[str]) -> None:
        plan = self.plan
        found = kind_of(texts[:200], False, plan.decimal, plan.thousands)
        self.plan = ColumnPlan(plan.name, found.kind, found.form, plan.decimal, plan.thousands)

    def _widen(self) -> None:
        """What was taken so far is worth less: numbers cannot be made the text again that they were."""
        self.plan = self.plan.as_kind(WIDER[self.plan.kind])
        self._convert = None
        if self.plan.kind == "str":
            self._values = self._values and Counter({str(key): count for key, count in self._values.items()})
            self._examples = {str(key): None for key in self._examples}
            self._positions = array("d")
            self._least = self._greatest = None
            self._sum = 0

    def _take(self, values: list[Any], counts: list[int] | None) -> None:
        if len(self._examples) < MAX_EXAMPLES:
            self._examples.update(dict.fromkeys(values[:MAX_EXAMPLES]))
        if self._values is not None:
            self._count(values, counts)
        kind = self.plan.kind
        if kind not in ("int", "float", "datetime"):
            return
        least, greatest = min(values), max(values)
        self._least = least if self._least is None or least < self._least else self._least
        self._greatest = greatest if self._greatest is None or greatest > self._greatest else self._greatest
        if kind != "datetime":
            total = values if counts is None else [value * count for value, count in zip(values, counts)]  # noqa: B905
            self._sum += sum(total) if kind == "int" else _sum(total)
        if self._is_kept:
            positions = values if kind != "datetime" else map(position, values)
            if counts is None:
                self._positions.extend(map(float, positions))
            else:
                for each, count in zip(positions, counts):  # noqa: B905
                    self._positions.extend([float(each)] * count)

    def _count(self, values: list[Any], counts: list[int] | None) -> None:
        assert self._values is not None
        if counts is None:
            self._values.update(values)
        else:
            for value, count in zip(values, counts):  # noqa: B905
                self._values[value] += count
        if len(self._values) > MAX_DISTINCT:
            self._values = None
            self._is_counted = False

    def facts(self) -> Facts:
        if self._texts is not None:
            return self._facts_of_texts(self._texts)
        plan = self.plan
        has_range = plan.kind in ("int", "float", "datetime")
        found = Facts(plan, self._present, self._nulls, wrong=self._wrong)
        found.examples = list(self._examples)[:MAX_EXAMPLES]
        if self._values is not None:
            found.counts = dict(self._values)
        if has_range and self._present:
            found.minimum, found.maximum = self._least, self._greatest
            if plan.kind != "datetime":
                found.mean = self._sum / self._present
            if found.counts is None and self._is_kept:
                found.histogram = bins_of_positions(
                    self._positions, position(self._least), position(self._greatest)
                )
        return _checked(found)

    def _facts_of_texts(self, counts: dict[str, int]) -> Facts:
        """All different cells are here: the kind is that which fits all of them."""
        present = {text: count for text, count in counts.items() if text not in MISSING}
        nulls = sum(counts.values()) - sum(present.values())
        plan, wrong, values = self.plan, 0, []
        if present and plan.kind == "empty" and not self._is_fixed:
            self._settle(list(present))
            plan = self.plan
        while present:
            try:
                values = converter(plan)(list(present))
                break
            except ValueError:
                if plan.kind == "datetime":
                    wrong = wrong_dates(plan, present)
                plan = plan.as_kind(WIDER[plan.kind])
        found = Facts(plan, sum(present.values()), nulls, wrong=wrong)
        merged: Counter[Any] = Counter()
        for value, count in zip(values, present.values()):  # noqa: B905
            merged[value] += count
        found.counts = dict(merged) if len(merged) <= MAX_DISTINCT else None
        found.examples = list(merged)[:MAX_EXAMPLES]
        measure(found, merged)
        if found.counts is None and found.minimum is not None:
            found.histogram = bins_of_counts(merged, found.minimum, found.maximum)
        return _checked(found)


def measure(found: Facts, counts: dict[Any, int]) -> None:
    """Least and greatest value and mean, from all values and how often each occurs."""
    kind = found.plan.kind
    if not counts or kind not in ("int", "float", "datetime"):
        return
    found.minimum, found.maximum = min(counts), max(counts)
    if kind == "int":
        found.mean = _quotient(sum(value * count for value, count in counts.items()), found.present)
    elif kind == "float":
        found.mean = _sum([value * count for value, count in counts.items()]) / found.present


def _quotient(total: int, count: int) -> float:
    try:
        return total / count
    except OverflowError:
        return math.inf


def _sum(values: Sequence[float]) -> float:
    try:
        return math.fsum(values)
    except (OverflowError, ValueError):
        # Infinities of both signs, or a sum beyond all bounds.
        return sum(values)


def _checked(found: Facts) -> Facts:
    """Whole numbers that do not fit into 64 bits are what pandas makes of them."""
    low, high = found.minimum, found.maximum
    if found.plan.kind != "int" or not isinstance(low, int) or not isinstance(high, int):
        return found
    if INT64[0] <= low and high <= INT64[1]:
        return found
    if not found.nulls and low >= 0 and high < 2**64:
        found.dtype = "uint64"
    elif not found.nulls and (high >= 2**64 or low < INT64[0]):
        found.dtype = "object"
    else:
        found.plan = found.plan.as_kind("str")
        found.minimum = found.maximum = found.mean = found.histogram = None
        if found.counts is not None:
            found.counts = {str(value): count for value, count in found.counts.items()}
        found.examples = [str(value) for value in found.examples or []]
    return found
