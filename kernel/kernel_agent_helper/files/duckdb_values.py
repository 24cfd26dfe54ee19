"""How often each value of each column occurs, counted by DuckDB."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from .facts import Facts
from .histograms import HISTOGRAM_BINS, has_bins, position


def count_values(database: Any, source: str, columns: list[tuple[str, Facts]], limit: int) -> None:
    """Completes the facts with counts, in the order of first appearance, or else a histogram.

    `source`: SQL of the table. `columns`: SQL of each column's value, and its facts.
    """
    values = ", ".join(f"{sql} AS v{at}" for at, (sql, _) in enumerate(columns))
    database.execute(f"CREATE TEMP TABLE all_values AS SELECT {values} FROM {source}")
    for at, (_, facts) in enumerate(columns):
        groups = database.execute(
            f"SELECT v{at}, count(*), min(rowid) AS place FROM all_values WHERE v{at} IS NOT NULL "
            f"GROUP BY 1 ORDER BY place LIMIT {limit + 1}"
        ).fetchall()
        if len(groups) <= limit:
            facts.counts = {date_of(value): count for value, count, _ in groups}
            continue
        facts.examples = [date_of(value) for value, _, _ in groups[:5]]
        if facts.minimum is not None:
            facts.histogram = _bins(database, f"v{at}", facts)


def _bins(database: Any, value: str, facts: Facts) -> list[int] | None:
    low, high = position(facts.minimum), position(facts.maximum)
    if not has_bins(low, high):
        return None
    place = (
        f"epoch_us({value}::TIMESTAMP) / 1000000.0" if facts.plan.kind == "datetime" else f"{value}::DOUBLE"
    )
    number = (
        f"least({HISTOGRAM_BINS - 1}, "
        f"floor(({place} - {low!r}::DOUBLE) / ({high!r}::DOUBLE - {low!r}::DOUBLE) "
        f"* {HISTOGRAM_BINS}))::INTEGER"
    )
    bins = [0] * HISTOGRAM_BINS
    query = f"SELECT {number}, count(*) FROM all_values WHERE {value} IS NOT NULL GROUP BY 1"
    for at, count in database.execute(query).fetchall():
        bins[at] = count
    return bins


def date_of(value: Any) -> Any:
    """Days as moments, as in all other engines; other values as they are."""
    if type(value) is date:
        return datetime(value.year, value.month, value.day)
    return value
