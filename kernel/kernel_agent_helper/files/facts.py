"""What a full pass over a column finds, whatever made it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Union

Value = Union[int, float, bool, datetime, str]  # noqa: UP007 - Python 3.8 looks at it


@dataclass(frozen=True)
class ColumnPlan:
    """How a column is read."""

    name: str
    #: int, float, bool, datetime, str; `empty` as long as there is nothing but missing values.
    kind: str
    #: Form of its dates: `ISO8601` or as for `strptime`. Kept when not all values turn out to be dates.
    form: str | None = None
    decimal: str = "."
    thousands: str | None = None
    #: It is text because the load line says so, although it looks like numbers.
    is_code: bool = False
    #: Characters of the first date; 0 when that is not known.
    characters: int = 0
    #: Characters of the shortest cell in the sample, and the words for missing values that it has there.
    shortest: int = 0
    words: tuple[str, ...] = ()

    def as_kind(self, kind: str) -> ColumnPlan:
        return replace(self, kind=kind)


@dataclass
class Facts:
    plan: ColumnPlan
    #: Values that are not missing.
    present: int
    nulls: int
    minimum: Value | None = None
    maximum: Value | None = None
    mean: float | None = None
    #: How often each value occurs, in the order of their first appearance; None when there are too many.
    counts: dict[Value, int] | None = None
    #: Counts in bins, for numbers and dates whose values were too many to be counted.
    histogram: list[int] | None = None
    #: The first different values, where they were not counted.
    examples: list[Any] | None = None
    #: Values that are none of the dates the column holds otherwise.
    wrong: int = 0
    #: A dtype other than the kind's usual one.
    dtype: str = ""
