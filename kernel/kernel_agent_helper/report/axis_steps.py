"""How many of an axis' labels are written, so that they stand beside one another."""

from __future__ import annotations

from dataclasses import dataclass

from .chart_data import ChartValues
from .text_measure import TextMeasure

#: Size of the labels, the gap between two of them and the height of a line, in points.
LETTERS = 14.0
GAP = 8.0
LINE = 19.0
#: The share of a chart that its axis has.
PLOT_SHARE = 0.88
DAYS_OF_MONTH = 30.44
MONTHS = (1, 2, 3, 6)


@dataclass(frozen=True)
class Step:
    """From one label to the next: categories, or days, months or years of an axis of dates."""

    count: int = 1
    unit: str = ""


def label_step(values: ChartValues, width: float, height: float, lies: bool, measure: TextMeasure) -> Step:
    """`width` and `height` are those of the chart, in points."""
    if not values.categories:
        return Step()
    if lies:
        return Step(_ceil(len(values.categories) * LINE / (height * PLOT_SHARE)))
    widest = max(measure.width(label, LETTERS) for label in values.categories)
    if values.days:
        return _date_step(values, int(width * PLOT_SHARE / (widest + GAP)))
    slot = width * PLOT_SHARE / len(values.categories)
    needed = max(_needed(label, measure) for label in values.categories) + GAP
    return Step(_ceil(needed / slot))


def _needed(label: str, measure: TextMeasure) -> float:
    """The width of a label that may have two lines."""
    words = max((measure.width(word, LETTERS) for word in label.split()), default=0.0)
    return max(words, measure.width(label, LETTERS) / 2)


def _date_step(values: ChartValues, room: int) -> Step:
    span = max(1, values.days[-1] - values.days[0])
    days = _ceil(span / max(1, room))
    if days < DAYS_OF_MONTH * 0.75 and not _are_months(values):
        return Step(days if days < 7 else 7 * _ceil(days / 7), "days")
    months = next((each for each in MONTHS if each * DAYS_OF_MONTH * room >= span), None)
    return Step(months, "months") if months else Step(_ceil(span / (365.25 * max(1, room))), "years")


def _are_months(values: ChartValues) -> bool:
    return all(len(label) == 7 for label in values.categories)


def _ceil(number: float) -> int:
    return max(1, -int(-number // 1))
