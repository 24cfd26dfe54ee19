"""A chart as the format writes it, its numbers with all their digits."""

# ruff: noqa: E501 - XML reads better unbroken.

from __future__ import annotations

from typing import Any

from .axis_steps import Step
from .chart_axes import X_AXIS, Y_AXIS, AxisLook, category_axes, scatter_axes
from .chart_data import ChartValues, Series
from .chart_look import LETTERS, color, data_labels, fill, legend, letters, percent_labels
from .chart_workbook import column_letter, scatter_columns
from .number_format import axis_format, excel_format, label_format
from .plain_text import one_line
from .plain_values import exact_text
from .shape_xml import escaped_text

_HEAD = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
)
#: Points up to which each has its value beside it, and its mark on a line.
LABELLED_BARS = 16
LABELLED_POINTS = 6
MARKED_POINTS = 31
#: Slices below this share have no label: there is no room for one.
LABELLED_SHARE = 0.03
DATE = "yyyy\\-mm\\-dd"
MONTH = "yyyy\\-mm"
YEAR = "yyyy"


def chart_xml(values: ChartValues, spec: dict[str, Any], lies: bool, step: Step) -> bytes:
    """`lies`: bars lie; `step`: from label to label of the categories. Raises `HelperError` when the format of the numbers is none."""
    code = excel_format(spec["format"]) if spec.get("format") else ""
    look = _look(values, spec, code, step)
    if values.kind == "pie":
        plot = _pie(values)
    elif values.kind == "scatter":
        plot = _scatter(values) + scatter_axes(look)
    else:
        draw = _bars if values.kind == "bar" else _lines
        plot = draw(values, code, lies, bool(spec.get("stacked")))
        plot += category_axes(look, lies=lies, of_days=bool(values.days))
    shown = legend("r") if values.kind == "pie" else legend("b") if len(values.series) > 1 else ""
    text = (
        f'{_HEAD}<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}</c:plotArea>{shown}'
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{letters(LETTERS)}'
        "</c:chartSpace>"
    )
    return text.encode()


def _look(values: ChartValues, spec: dict[str, Any], code: str, step: Step) -> AxisLook:
    only = values.series[0].name if len(values.series) == 1 else ""
    x_title = one_line(spec.get("x_title") or "")
    y_title = one_line(spec.get("y_title") or "") or ("" if only == "value" else only)
    x_format = "General"
    if values.kind == "scatter":
        x_title = x_title or values.x_name
        xs = [x for each in values.series for x in each.xs]
        x_format = DATE if values.x_are_days else axis_format(xs)
    elif values.days:
        x_format = {"days": DATE, "months": MONTH, "years": YEAR}[step.unit]
    y_format = code or axis_format(values.all_values())
    return AxisLook(x_title, y_title, x_format, y_format, step, _zero_at(values))


def _zero_at(values: ChartValues) -> str:
    numbers = [float(number) for number in values.all_values()] if values.kind == "bar" else []
    if not numbers or min(numbers) < 0 < max(numbers):
        return ""
    return "min" if min(numbers) >= 0 else "max"


def _bars(values: ChartValues, code: str, lies: bool, stacked: bool) -> str:
    count = len(values.series) * len(values.categories)
    labels = ""
    if count <= LABELLED_BARS and not (stacked and len(values.series) > 1):
        labels = data_labels(code or label_format(values.all_values()), "outEnd")
    series = "".join(
        f'<c:ser>{_head(each, place)}<c:spPr>{fill(place)}</c:spPr><c:invertIfNegative val="0"/>{labels}'
        f"{_category_values(values, place)}</c:ser>"
        for place, each in enumerate(values.series)
    )
    several = len(values.series) > 1
    overlap = '<c:overlap val="100"/>' if stacked else '<c:overlap val="-8"/>' if several else ""
    return (
        f'<c:barChart><c:barDir val="{"bar" if lies else "col"}"/><c:grouping val="{"stacked" if stacked else "clustered"}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{70 if several else 55}"/>{overlap}{_AXES}</c:barChart>'
    )


def _lines(values: ChartValues, code: str, lies: bool, stacked: bool) -> str:
    points = len(values.categories)
    labels = ""
    if len(values.series) == 1 and points <= LABELLED_POINTS:
        labels = data_labels(code or label_format(values.all_values()), "t")
    series = "".join(
        f'<c:ser>{_head(each, place)}<c:spPr><a:ln w="28575" cap="rnd">{fill(place)}<a:round/></a:ln></c:spPr>'
        f'{_marker(place, points <= MARKED_POINTS)}{labels}{_category_values(values, place)}<c:smooth val="0"/></c:ser>'
        for place, each in enumerate(values.series)
    )
    return (
        f'<c:lineChart><c:grouping val="{"stacked" if stacked else "standard"}"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/>{_AXES}</c:lineChart>'
    )


def _pie(values: ChartValues) -> str:
    numbers = values.series[0].values
    total = sum(float(number) for number in numbers)
    hidden = [place for place, number in enumerate(numbers) if float(number) / total < LABELLED_SHARE]
    points = "".join(
        f'<c:dPt><c:idx val="{place}"/><c:bubble3D val="0"/><c:spPr>{fill(place)}<a:ln w="12700"><a:solidFill>'
        '<a:schemeClr val="bg1"/></a:solidFill></a:ln></c:spPr></c:dPt>'
        for place in range(len(numbers))
    )
    return (
        f'<c:pieChart><c:varyColors val="1"/><c:ser>{_head(values.series[0], 0)}{points}{percent_labels(hidden)}'
        f'{_category_values(values, 0)}</c:ser><c:firstSliceAng val="0"/></c:pieChart>'
    )


def _scatter(values: ChartValues) -> str:
    series = ""
    for place, each in enumerate(values.series):
        x, y = scatter_columns(place)
        last = len(each.values) + 1
        series += (
            f"<c:ser>{_head(each, place, f'Sheet1!${y}$1')}"
            f'<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>{_marker(place, True)}'
            f"<c:xVal>{_numbers(f'Sheet1!${x}$2:${x}${last}', each.xs, DATE if values.x_are_days else 'General')}</c:xVal>"
            f"<c:yVal>{_numbers(f'Sheet1!${y}$2:${y}${last}', each.values, 'General')}</c:yVal>"
            '<c:smooth val="0"/></c:ser>'
        )
    return f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}{_AXES}</c:scatterChart>'


def _marker(place: int, is_shown: bool) -> str:
    if not is_shown:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>{fill(place)}<a:ln w="6350"><a:solidFill>'
        f"{color(place)}</a:solidFill></a:ln></c:spPr></c:marker>"
    )


def _head(series: Series, place: int, cell: str = "") -> str:
    cell = cell or f"Sheet1!${column_letter(place + 2)}$1"
    return (
        f'<c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{cell}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escaped_text(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def _category_values(values: ChartValues, place: int) -> str:
    last = len(values.categories) + 1
    where = f"Sheet1!$A$2:$A${last}"
    if values.days:
        categories = _numbers(where, values.days, DATE)
    else:
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{escaped_text(label)}</c:v></c:pt>'
            for i, label in enumerate(values.categories)
        )
        categories = (
            f'<c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="{len(values.categories)}"/>{points}</c:strCache>'
            "</c:strRef>"
        )
    letter = column_letter(place + 2)
    numbers = _numbers(f"Sheet1!${letter}$2:${letter}${last}", values.series[place].values, "General")
    return f"<c:cat>{categories}</c:cat><c:val>{numbers}</c:val>"


def _numbers(where: str, numbers: list[Any], code: str) -> str:
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{exact_text(number)}</c:v></c:pt>'
        for i, number in enumerate(numbers)
        if number is not None
    )
    return (
        f"<c:numRef><c:f>{where}</c:f><c:numCache><c:formatCode>{code}</c:formatCode>"
        f'<c:ptCount val="{len(numbers)}"/>{points}</c:numCache></c:numRef>'
    )


_AXES = f'<c:axId val="{X_AXIS}"/><c:axId val="{Y_AXIS}"/>'
