"""The facts on a column as a profile tells them."""

from __future__ import annotations

from typing import Any

from ..cells import label
from .columns import example
from .facts import Facts
from .histograms import bins_of_counts

MAX_DISTINCT = 20_000
MAX_TOP = 10
MAX_EXAMPLES = 5
DTYPES = {
    "int": "int64",
    "float": "float64",
    "bool": "bool",
    "datetime": "datetime",
    "str": "str",
    "empty": "float64",
}
#: Digits of a mean; engines add in different orders.
MEAN_DIGITS = 12


def column_record(facts: Facts, sample: Facts | None = None) -> dict[str, Any]:
    """`sample` has the counts of values where they were only counted in a sample of the rows."""
    counted = facts if sample is None else sample
    dtype = dtype_of(facts)
    counts = _as_floats(counted.counts) if dtype == "float64" else counted.counts
    told: dict[str, Any] = {
        "name": label(facts.plan.name),
        "dtype": dtype,
        "nulls": facts.nulls,
        "distinct": None if counts is None else len(counts),
    }
    if counts is None:
        told["distinct_at_least"] = MAX_DISTINCT + 1
    examples = list(counts)[:MAX_EXAMPLES] if counts is not None else (counted.examples or [])[:MAX_EXAMPLES]
    told["examples"] = [example(float(value) if dtype == "float64" else value) for value in examples]
    if facts.minimum is not None:
        cast = float if dtype == "float64" else _same
        told["min"], told["max"] = example(cast(facts.minimum)), example(cast(facts.maximum))
        if facts.mean is not None:
            told["mean"] = float(f"{facts.mean:.{MEAN_DIGITS}g}")
        bins = counted.histogram
        if bins is None and counts:
            bins = bins_of_counts(counts, facts.minimum, facts.maximum)
        if bins is not None:
            told["histogram"] = bins
    if counts and len(counts) < counted.present:
        ranked = sorted(counts.items(), key=lambda item: -item[1])[:MAX_TOP]
        told["top"] = [[example(value), count] for value, count in ranked]
    return told


def dtype_of(facts: Facts) -> str:
    """What pandas has: whole numbers with gaps are floating, truth values with gaps objects."""
    if facts.dtype:
        return facts.dtype
    if facts.nulls and facts.plan.kind in ("int", "bool"):
        return {"int": "float64", "bool": "object"}[facts.plan.kind]
    if facts.plan.kind == "empty" and facts.plan.is_code:
        return "str"
    if not facts.present and not facts.nulls:
        return "object"
    return DTYPES[facts.plan.kind]


def _same(value: Any) -> Any:
    return value


def _as_floats(counts: dict[Any, int] | None) -> dict[Any, int] | None:
    if counts is None:
        return None
    found: dict[Any, int] = {}
    for value, count in counts.items():
        found[float(value)] = found.get(float(value), 0) + count
    return found
