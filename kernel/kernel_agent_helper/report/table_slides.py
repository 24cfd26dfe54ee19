"""Tables, on as many slides as they take."""

# ruff: noqa: B905, E501 - `strict` needs Python 3.10, and XML reads better unbroken.

from __future__ import annotations

from typing import Any

from ..reply import HelperError
from .cell_texts import TableColumn, TableTexts, table_texts
from .deck import BuiltSlide, Deck, Page
from .evaluation import shortened
from .frames import frame_of
from .geometry import POINT, Box, inches
from .limits import MAX_ALT_TEXT, MAX_TABLE_ROWS
from .plain_text import cut_end, is_right_to_left
from .shape_xml import (
    ACCENT,
    MUTED,
    RULE,
    TEXT,
    direction,
    frame_xml,
    paragraph_xml,
    run_properties,
    runs_xml,
    text_box_xml,
)
from .slide_draft import SlideDraft
from .slide_spec import SlideSpec
from .table_layout import LEAST_SHARE, SIDE, TOP, TableLayout, in_units, lay_out, rows_of_pages

URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
#: PowerPoint's style without lines and colours; the table's own come with its cells.
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
CAPTION = inches(0.28)
CAPTION_GAP = inches(0.08)
CAPTION_POINTS = 11.0
#: The least size of a table beside a list, in points.
LEAST_BESIDE = 11.0


def table_of(deck: Deck, spec: SlideSpec) -> TableTexts:
    """The table's texts, its values recorded. Raises `HelperError`."""
    given = spec.table or {}
    value = deck.evaluation.value(given["data"], spec.number, "table")
    most = given.get("max_rows")
    wanted = most if isinstance(most, int) and most > 0 else None
    limit = min(MAX_TABLE_ROWS, wanted or MAX_TABLE_ROWS)
    try:
        frame = frame_of(value, lambda rows: None if rows <= limit else list(range(limit)))
        texts = table_texts(frame, given)
    except HelperError as error:
        raise HelperError(f"Slide {spec.number}: the table {shortened(given['data'])} {error}.") from error
    if texts.rows > limit:
        why = "" if wanted == limit else ", which is the most that is put into a deck"
        deck.say(spec, f"{limit:,} of {texts.rows:,} rows of the table are shown{why}")
    for note in texts.notes:
        deck.say(spec, note)
    _record(deck, spec, texts, given["data"])
    return texts


def _record(deck: Deck, spec: SlideSpec, table: TableTexts, expression: str) -> None:
    first = table.columns[0]
    for row, label in enumerate(first.texts):
        for column in table.columns:
            # The first column names the rows, unless it is one of numbers.
            if column.exact[row] and (column is not first or first.is_number):
                where = f"table {row + 1 if first.is_number else label} / {column.name}"
                deck.evaluation.record(spec.number, where, expression, column.exact[row])


def fits_on_one(deck: Deck, table: TableTexts, region: Box) -> bool:
    """True when the whole table has room there, in letters that are not the smallest."""
    room = region.above(CAPTION, CAPTION_GAP)
    layout = lay_out(table.columns, room.width / POINT, deck.design.measure)
    is_whole = layout.shown == len(table.columns) and layout.points >= LEAST_BESIDE
    return is_whole and len(rows_of_pages(layout, room.height / POINT)) == 1


def table_pages(
    deck: Deck, spec: SlideSpec, table: TableTexts, region: Box, alt: str, least_share: float = LEAST_SHARE
) -> list[Page]:
    is_cut = table.rows > len(table.columns[0].texts)
    room = region.above(CAPTION, CAPTION_GAP) if is_cut else region
    layout = lay_out(table.columns, room.width / POINT, deck.design.measure, least_share)
    if layout.shown < len(table.columns):
        deck.say(
            spec,
            f"{layout.shown} of {len(table.columns)} columns of the table have room; name fewer in `columns`",
        )
    columns = table.columns[: layout.shown]
    pages = rows_of_pages(layout, room.height / POINT)

    def page(rows: range) -> Page:
        def draw(draft: SlideDraft, built: BuiltSlide) -> None:
            _draw(deck, draft, built, columns, layout, rows, room, alt or _alt(columns, table.rows, rows))
            if is_cut:
                shown = len(table.columns[0].texts)
                text = f"{shown:,} of {table.rows:,} rows"
                bottom = room.y + sum(in_units([layout.head, *(layout.heights[row] for row in rows)]))
                box = Box(region.x, bottom + CAPTION_GAP, region.width, CAPTION)
                number = draft.next_id()
                content = paragraph_xml(text, CAPTION_POINTS, MUTED)
                draft.add(text_box_xml(number, f"Rows shown {number}", box, content), text)

        return Page(draw, is_numbered=True)

    return [page(rows) for rows in pages]


def _draw(
    deck: Deck,
    draft: SlideDraft,
    built: BuiltSlide,
    columns: list[TableColumn],
    layout: TableLayout,
    rows: range,
    region: Box,
    alt: str,
) -> None:
    widths = in_units(layout.widths)
    heights = in_units([layout.head, *(layout.heights[row] for row in rows)])
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    lines = [_row(columns, None, heights[0], layout.points)]
    lines += [_row(columns, row, height, layout.points) for row, height in zip(rows, heights[1:])]
    turned = ' rtl="1"' if is_right_to_left("".join(column.name for column in columns)) else ""
    content = (
        f'<a:tbl><a:tblPr firstRow="1"{turned}><a:tableStyleId>{PLAIN_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(lines)}</a:tbl>"
    )
    box = Box(region.x, region.y, sum(widths), sum(heights))
    number = draft.next_id()
    draft.add(frame_xml(number, f"Table {number}", alt, box, URI, content))
    built.tables.append(
        [[column.name for column in columns], *([column.texts[row] for column in columns] for row in rows)]
    )


def _row(columns: list[TableColumn], row: int | None, height: int, points: float) -> str:
    cells = "".join(_cell(column, row, points) for column in columns)
    return f'<a:tr h="{height}">{cells}</a:tr>'


def _cell(column: TableColumn, row: int | None, points: float) -> str:
    is_head = row is None
    text = column.name if row is None else column.texts[row]
    properties = run_properties(points, TEXT, is_head)
    align = "r" if column.is_number else "l"
    content = runs_xml(text, properties) or f'<a:endParaRPr lang="en-US" sz="{round(points * 100)}"/>'
    side, top = round(SIDE * 12700), round(TOP * 12700)
    line = _line("lnB", 19_050, ACCENT) if is_head else _line("lnB", 6_350, RULE)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr{direction(text, align)}/>{content}</a:p></a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{top}" marB="{top}" anchor="{"b" if is_head else "ctr"}">'
        f"{line}<a:noFill/></a:tcPr></a:tc>"
    )


def _line(name: str, width: int, color: Any) -> str:
    return f'<a:{name} w="{width}" cap="flat"><a:solidFill>{color}</a:solidFill><a:prstDash val="solid"/></a:{name}>'


def _alt(columns: list[TableColumn], total: int, rows: range) -> str:
    names = ", ".join(column.name or "rows" for column in columns)
    part = "" if len(rows) == total else f", rows {rows.start + 1:,} to {rows.stop:,} of {total:,}"
    return cut_end(f"Table with the columns {names}{part}", MAX_ALT_TEXT)
