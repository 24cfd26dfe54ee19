"""The axes of a chart."""

# ruff: noqa: E501 - XML reads better unbroken.

from __future__ import annotations

from dataclasses import dataclass

from .axis_steps import Step
from .chart_look import axis_line, axis_title, grid_lines, letters, number_format

X_AXIS = 111111111
Y_AXIS = 222222222


@dataclass(frozen=True)
class AxisLook:
    x_title: str
    y_title: str
    x_format: str
    y_format: str
    step: Step
    #: Bars are compared by their length: they begin at zero. The end of the axis that is zero, if one has to be.
    zero_at: str = ""


def category_axes(look: AxisLook, *, lies: bool, of_days: bool) -> str:
    """Of bars and lines. `lies`: categories run from top to bottom at the left."""
    orientation = "maxMin" if lies else "minMax"
    name = "dateAx" if of_days else "catAx"
    skipped = f'<c:tickLblSkip val="{look.step.count}"/>' if look.step.count > 1 else ""
    end = (
        f'<c:auto val="1"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/><c:majorUnit val="{look.step.count}"/>'
        f'<c:majorTimeUnit val="{look.step.unit}"/>'
        if of_days
        else f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{skipped}<c:noMultiLvlLbl val="1"/>'
    )
    categories = (
        f'<c:{name}><c:axId val="{X_AXIS}"/><c:scaling><c:orientation val="{orientation}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if lies else "b"}"/>{axis_title(look.x_title, lies)}{number_format(look.x_format)}'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{axis_line(True)}{letters()}'
        f'<c:crossAx val="{Y_AXIS}"/><c:crosses val="autoZero"/>{end}</c:{name}>'
    )
    return categories + _value_axis(
        Y_AXIS,
        X_AXIS,
        "b" if lies else "l",
        look.y_title,
        look.y_format,
        crosses="max" if lies else "autoZero",
        labels="nextTo",
        zero_at=look.zero_at,
    )


def scatter_axes(look: AxisLook) -> str:
    return _value_axis(
        X_AXIS, Y_AXIS, "b", look.x_title, look.x_format, middle="midCat", line=True
    ) + _value_axis(Y_AXIS, X_AXIS, "l", look.y_title, look.y_format, middle="midCat")


def _value_axis(
    own: int,
    other: int,
    position: str,
    title: str,
    code: str,
    *,
    crosses: str = "autoZero",
    middle: str = "between",
    line: bool = False,
    labels: str = "low",
    zero_at: str = "",
) -> str:
    end = f'<c:{zero_at} val="0"/>' if zero_at else ""
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>{end}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{position}"/>{"" if line else grid_lines()}{axis_title(title, position == "l")}{number_format(code)}'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>{axis_line(line)}{letters()}'
        f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/><c:crossBetween val="{middle}"/></c:valAx>'
    )
