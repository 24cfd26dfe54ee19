"""How wide a table's columns and how high its rows are, measured, and which rows each slide has."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

from dataclasses import dataclass

from .cell_texts import TableColumn
from .geometry import POINT
from .text_measure import TextMeasure
from .wrapping import height_of, wrap

SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
#: Sizes in which cells may have several lines.
WRAPPED_SIZES = (12.0, 11.0, 10.0, 9.0)
SIDE, TOP = 7.0, 4.5
#: Of a column of text whose cells have several lines, in sizes of its letters.
LEAST_EM = 7.0
#: Added to the width of each column, so that no number is broken by a hair.
SLACK = 0.3
#: The share of the slide that a narrow table is widened to.
LEAST_SHARE = 0.55
#: Programs round the heights of lines up.
ROUNDING = 1.04


@dataclass(frozen=True)
class TableLayout:
    """In points; `heights` are those of the rows, `head` that of the header."""

    points: float
    widths: list[float]
    head: float
    heights: list[float]
    #: Columns that have room.
    shown: int


def lay_out(
    columns: list[TableColumn], width: float, measure: TextMeasure, least_share: float = LEAST_SHARE
) -> TableLayout:
    """Columns that do not fit at the least size are left out at the end.

    A narrow table is widened to `least_share` of `width`.
    """
    shown = len(columns)
    while True:
        found = _widths(columns[:shown], width, measure, least_share)
        if found is not None or shown == 1:
            break
        shown -= 1
    points, widths = found or (SIZES[-1], [width])
    return _with_heights(columns[:shown], points, widths, measure)


def _widths(
    columns: list[TableColumn], width: float, measure: TextMeasure, least_share: float
) -> tuple[float, list[float]] | None:
    # Widths grow with the size, so each column is measured once.
    ems = [_natural(column, measure) for column in columns]
    for points in SIZES:
        natural = [em * points + 2 * SIDE for em in ems]
        if sum(natural) <= width:
            return points, _widened(natural, width, least_share)
    for points in WRAPPED_SIZES:
        found = _narrowed(columns, ems, points, width)
        if found is not None:
            return points, found
    return None


def _natural(column: TableColumn, measure: TextMeasure) -> float:
    head = measure.width(column.name, 1.0, True)
    return (
        max([head, *(measure.width(text, 1.0) for text in dict.fromkeys(column.texts))], default=head) + SLACK
    )


def _widened(natural: list[float], width: float, least_share: float) -> list[float]:
    total = sum(natural)
    wanted = min(width, max(total * 1.25, width * least_share))
    return [each * wanted / total for each in natural]


def _narrowed(
    columns: list[TableColumn], ems: list[float], points: float, width: float
) -> list[float] | None:
    """Long columns share what the short ones leave; None when that is too little."""
    least = LEAST_EM * points + 2 * SIDE
    natural = [em * points + 2 * SIDE for em in ems]
    limit = width
    fixed = [each <= least for each in natural]
    for _ in columns:
        flexible = [each for each, is_fixed in zip(natural, fixed) if not is_fixed]
        room = width - sum(each for each, is_fixed in zip(natural, fixed) if is_fixed)
        if not flexible:
            return natural if room >= 0 else None
        limit = room / len(flexible)
        grown = [is_fixed or each <= limit for each, is_fixed in zip(natural, fixed)]
        if grown == fixed:
            break
        fixed = grown
    if limit < least:
        return None
    return [each if is_fixed else limit for each, is_fixed in zip(natural, fixed)]


def _with_heights(
    columns: list[TableColumn], points: float, widths: list[float], measure: TextMeasure
) -> TableLayout:
    rooms = [width - 2 * SIDE for width in widths]
    head = max(
        height_of(wrap(column.name, room, points, measure, True), points)
        for column, room in zip(columns, rooms)
    )
    heights = [
        max(
            height_of(wrap(column.texts[row], room, points, measure), points)
            for column, room in zip(columns, rooms)
        )
        * ROUNDING
        + 2 * TOP
        for row in range(len(columns[0].texts))
    ]
    return TableLayout(points, widths, head * ROUNDING + 2 * TOP, heights, len(columns))


def rows_of_pages(layout: TableLayout, height: float) -> list[range]:
    """The rows of each slide, about as many on each."""
    rows = len(layout.heights)
    if rows == 0:
        return [range(0)]
    pages = _filled(layout, height, rows)
    even = -(-rows // len(pages))
    balanced = _filled(layout, height, even)
    return balanced if len(balanced) == len(pages) else pages


def _filled(layout: TableLayout, height: float, most: int) -> list[range]:
    pages: list[range] = []
    start, used = 0, layout.head
    for row, own in enumerate(layout.heights):
        if row > start and (used + own > height or row - start >= most):
            pages.append(range(start, row))
            start, used = row, layout.head
        used += own
    return [*pages, range(start, len(layout.heights))]


def in_units(points: list[float]) -> list[int]:
    return [round(each * POINT) for each in points]
