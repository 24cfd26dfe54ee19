"""Metrics as cards: evenly spaced, their numbers large."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .deck import Deck
from .geometry import POINT, Box, inches
from .shape_xml import ACCENT, CARD, MUTED, TEXT, bar_xml, paragraph_xml, text_box_xml
from .slide_draft import SlideDraft
from .slide_spec import SlideSpec
from .text_fit import FittedText, fit_text
from .text_measure import TextMeasure
from .wrapping import height_of, wrap

GAP = inches(0.25)
BAR = inches(0.07)
EDGE = inches(0.16)
LEAST_WIDTH = inches(2.2)
#: A card alone is not as wide as the slide.
LEAST_COLUMNS = 2
ROW, ROWS = inches(1.75), 3
TALL_ROW = inches(2.3)
LABEL, VALUE, NOTE = 14.0, 32.0, 12.0
#: The value on a slide with one row of cards.
VALUE_ALONE = 40.0
#: Between label, value and note, in points.
TEXT_GAP = 4.0
LABEL_FLOOR, VALUE_FLOOR, NOTE_FLOOR = 10.0, 14.0, 9.0


@dataclass(frozen=True)
class Card:
    label: str
    value: str
    note: str


@dataclass(frozen=True)
class CardLook:
    """The same for all cards of a slide: sizes of label, value and note, and the edge above them."""

    sizes: list[float]
    edge: int
    value_color: str


def cards_of(deck: Deck, spec: SlideSpec) -> list[Card]:
    """The metrics with their values. Raises `HelperError`."""
    cards = []
    for number, metric in enumerate(spec.metrics, 1):
        where = f"metric {metric['label'] or number}"
        label = deck.evaluation.text(metric["label"], spec.number, where)
        where = f"metric {label or number}"
        value = deck.evaluation.text(metric["value"], spec.number, where)
        cards.append(Card(label, value, deck.evaluation.text(metric["note"], spec.number, f"{where}, note")))
    return cards


def in_a_row(region: Box) -> int:
    return max(1, min(4, (region.width + GAP) // (LEAST_WIDTH + GAP)))


def columns_for(count: int, region: Box) -> int:
    """Cards of a row, when `count` of them are to stand in rows of about the same length."""
    most = in_a_row(region)
    return max(min(LEAST_COLUMNS, most), -(-count // -(-count // most)))


def rows_of(cards: list[Card], columns: int) -> list[list[Card]]:
    return [cards[start : start + columns] for start in range(0, len(cards), columns)]


def card_pages(cards: list[Card], region: Box) -> list[list[Card]]:
    """The cards of each slide that has nothing else."""
    rows = max(1, min(ROWS, (region.height + GAP) // (inches(1.35) + GAP)))
    most = in_a_row(region) * rows
    pages = -(-len(cards) // most)
    # As many on each slide, in whole rows but for the last one.
    columns = columns_for(min(len(cards), most), region)
    rows = -(-len(cards) // (pages * columns))
    each = rows * columns
    return [cards[start : start + each] for start in range(0, len(cards), each)]


def card_height(rows: int, region: Box) -> int:
    most = TALL_ROW if rows == 1 else ROW
    return min(most, (region.height - GAP * (rows - 1)) // rows)


def add_cards(
    deck: Deck, spec: SlideSpec, draft: SlideDraft, cards: list[Card], region: Box, columns: int, height: int
) -> None:
    """Draws rows of cards from the top of `region`, their texts in the same sizes and at the same heights."""
    rows = rows_of(cards, columns)
    width = region.columns([1.0] * columns, GAP)[0].width - BAR
    fitted = [_fitted(deck, card, width, height, any(each.note for each in cards)) for card in cards]
    for card, texts in zip(cards, fitted):
        if any(text is not None and text.was_cut for text in texts):
            deck.say(spec, f"a text of the metric {card.label[:40]!r} was cut")
    sizes = [min((texts[part].points for texts in fitted if texts[part]), default=0.0) for part in range(3)]
    color = ACCENT if deck.design.accent_is_readable() else TEXT
    look = CardLook(sizes, _edge(deck, fitted, sizes, width, height), color)
    waiting = iter(fitted)
    for place, row in enumerate(rows):
        strip = Box(region.x, region.y + place * (height + GAP), region.width, height)
        # The last row may be shorter; its cards are as wide as the others.
        for _, box in zip(row, strip.columns([1.0] * columns, GAP)):
            _add_card(draft, next(waiting), box, look)


def _fitted(deck: Deck, card: Card, width: int, height: int, has_notes: bool) -> list[Any]:
    """Label, value and note as they fit; None for what the card has not."""
    room = (height - EDGE) / POINT - TEXT_GAP * (2 if has_notes else 1)
    across = (width - 2 * EDGE) / POINT
    shares = (0.27, 0.42, 0.31) if has_notes else (0.34, 0.66, 0.0)
    value = VALUE_ALONE if height > ROW else VALUE
    found: list[Any] = []
    for text, share, points, floor, bold in (
        (card.label, shares[0], LABEL, LABEL_FLOOR, False),
        (card.value, shares[1], value, VALUE_FLOOR, True),
        (card.note, shares[2], NOTE, NOTE_FLOOR, False),
    ):
        line = " ".join(text.split())
        if not line:
            found.append(None)
            continue
        fitted = fit_text(line, across, room * share, points, floor, deck.design.measure, bold=bold)
        if bold and not fitted.was_cut:
            fitted = _on_one_line(line, across, room * share, points, deck.design.measure) or fitted
        found.append(fitted)
    return found


def _edge(deck: Deck, fitted: list[list[Any]], sizes: list[float], width: int, height: int) -> int:
    """What is above the first line of each card, so that the highest of them stands in the middle."""
    measure = deck.design.measure
    across = (width - 2 * EDGE) / POINT
    highest = 0.0
    for texts in fitted:
        lines = [
            height_of(wrap(text.text, across, size, measure, part == 1), size)
            for part, (text, size) in enumerate(zip(texts, sizes))
            if text is not None
        ]
        highest = max(highest, sum(lines) + TEXT_GAP * (len(lines) - 1))
    return max(EDGE // 2, int(height - highest * POINT) // 2)


def _add_card(draft: SlideDraft, texts: list[Any], box: Box, look: CardLook) -> None:
    number = draft.next_id()
    draft.add(bar_xml(number, f"Card edge {number}", Box(box.x, box.y, BAR, box.height), ACCENT))
    inner = Box(box.x + BAR, box.y, box.width - BAR, box.height)
    parts = []
    for text, points, color, bold in zip(
        texts, look.sizes, (MUTED, look.value_color, TEXT), (False, True, False)
    ):
        if text is not None:
            before = TEXT_GAP if parts else 0.0
            parts.append(paragraph_xml(text.text, points, color, bold, before=before))
    number = draft.next_id()
    draft.add(
        text_box_xml(
            number,
            f"Card {number}",
            inner,
            "".join(parts),
            fill=CARD,
            edges=(EDGE, look.edge, EDGE, EDGE // 2),
        ),
        *(text.text for text in texts if text is not None),
        on_card=True,
    )


def _on_one_line(
    text: str, width: float, height: float, points: float, measure: TextMeasure
) -> FittedText | None:
    """A number should not be broken: smaller on one line is better than larger on two."""
    size = points
    while size >= VALUE_FLOOR:
        lines = wrap(text, width, size, measure, True)
        if len(lines) == 1 and height_of(lines, size) <= height:
            return FittedText(text, size, False)
        size -= 1
    return None
