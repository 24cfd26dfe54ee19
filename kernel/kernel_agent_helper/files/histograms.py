"""Counts in bins of equal width; every engine counts by these rules, so that all come to the same."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

HISTOGRAM_BINS = 12
EPOCH = datetime(1970, 1, 1)


def position(value: Any) -> float:
    """Where a value lies: a number as it is, a moment in seconds since 1970."""
    if isinstance(value, datetime):
        plain = value.astimezone(timezone.utc).replace(tzinfo=None) if value.tzinfo else value
        return (plain - EPOCH).total_seconds()
    return float(value)


def has_bins(low: float, high: float) -> bool:
    return math.isfinite(low) and math.isfinite(high) and low < high and math.isfinite(high - low)


def bin_of(place: float, low: float, high: float) -> int:
    return min(HISTOGRAM_BINS - 1, int((place - low) / (high - low) * HISTOGRAM_BINS))


def bins_of_positions(positions: Iterable[float], low: float, high: float) -> list[int] | None:
    if not has_bins(low, high):
        return None
    bins = [0] * HISTOGRAM_BINS
    for place in positions:
        bins[bin_of(place, low, high)] += 1
    return bins


def bins_of_counts(counts: dict[Any, int], minimum: Any, maximum: Any) -> list[int] | None:
    """Bins from `minimum` to `maximum`; values outside are put into the outermost."""
    low, high = position(minimum), position(maximum)
    if not has_bins(low, high):
        return None
    bins = [0] * HISTOGRAM_BINS
    for value, count in counts.items():
        place = position(value)
        if not math.isfinite(place):
            return None
        bins[max(0, bin_of(place, low, high))] += count
    return bins
