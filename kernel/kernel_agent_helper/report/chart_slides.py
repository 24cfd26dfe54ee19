"""Charts that can be edited in PowerPoint."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

from dataclasses import dataclass

from ..reply import HelperError
from .axis_steps import LETTERS, PLOT_SHARE, label_step
from .chart_data import ChartValues
from .chart_part import add_chart, chart_frame
from .chart_values import chart_values
from .chart_xml import chart_xml
from .deck import BuiltSlide, Deck
from .evaluation import shortened
from .geometry import POINT, Box
from .limits import MAX_ALT_TEXT
from .plain_text import cut_end
from .plain_values import exact_text
from .slide_draft import SlideDraft
from .slide_spec import SlideSpec

NAMES = {"bar": "Bar chart", "line": "Line chart", "pie": "Pie chart", "scatter": "Scatter plot"}
#: Bars that lie, which nobody asked for, are not more than these.
MOST_LYING = 20


@dataclass(frozen=True)
class DrawnChart:
    values: ChartValues
    xml: bytes
    alt: str


def chart_of(deck: Deck, spec: SlideSpec, box: Box, alt: str) -> DrawnChart:
    """The chart as it is drawn into `box`, its numbers recorded. Raises `HelperError`."""
    given = spec.chart or {}
    value = deck.evaluation.value(given["data"], spec.number, "chart")
    try:
        values = chart_values(value, given)
        lies = _lies(deck, given, values, box)
        step = label_step(values, box.width / POINT, box.height / POINT, lies, deck.design.measure)
        xml = chart_xml(values, given, lies, step)
    except HelperError as error:
        raise HelperError(f"Slide {spec.number}: the chart {shortened(given['data'])} {error}.") from error
    for note in values.notes:
        deck.say(spec, note)
    _record(deck, spec, values, given["data"])
    return DrawnChart(values, xml, alt or _alt(values))


def _lies(deck: Deck, given: dict[str, object], values: ChartValues, box: Box) -> bool:
    """Bars with long names lie, so that the names can be read."""
    asked = given.get("horizontal")
    if values.kind != "bar" or isinstance(asked, bool):
        return values.kind == "bar" and asked is True
    count = len(values.categories)
    if count > MOST_LYING or count < 2:
        return False
    slot = box.width * PLOT_SHARE / POINT / count
    measure = deck.design.measure
    return any(
        measure.width(label, LETTERS) > slot * 2
        or any(measure.width(word, LETTERS) > slot for word in label.split())
        for label in values.categories
    )


def _record(deck: Deck, spec: SlideSpec, values: ChartValues, expression: str) -> None:
    for series in values.series:
        labels = values.categories or [exact_text(x) for x in series.xs]
        for label, number in zip(labels, series.values):
            if number is not None:
                where = f"chart {label} / {series.name}"
                deck.evaluation.record(spec.number, where, expression, exact_text(number))


def add_drawn(draft: SlideDraft, built: BuiltSlide, chart: DrawnChart, box: Box) -> None:
    reference = add_chart(draft.part, draft.colors.applied(chart.xml.decode()).encode(), chart.values)
    number = draft.next_id()
    draft.add(chart_frame(number, f"Chart {number}", chart.alt, box, reference))
    built.charts.append(chart.values)


def _alt(values: ChartValues) -> str:
    """What kind of chart of what, and its numbers as far as they are few."""
    names = ", ".join(series.name for series in values.series)
    text = f"{NAMES[values.kind]} of {names}"
    if values.x_name:
        text += f" by {values.x_name}"
    numbers = [float(value) for value in values.all_values()]
    if len(values.series) == 1 and values.categories and len(values.categories) <= 12:
        pairs = zip(values.categories, values.series[0].values)
        listed = "; ".join(f"{label}: {exact_text(value) or 'missing'}" for label, value in pairs)
        return cut_end(f"{text}. {listed}", MAX_ALT_TEXT)
    count = len(values.categories) or max(len(series.values) for series in values.series)
    return cut_end(f"{text}, {count:,} points from {min(numbers):g} to {max(numbers):g}", MAX_ALT_TEXT)
