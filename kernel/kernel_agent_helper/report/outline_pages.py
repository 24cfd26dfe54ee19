"""One slide of the outline: evaluated, and made into the slides it takes."""

from __future__ import annotations

from dataclasses import dataclass

from ..reply import HelperError
from .chart_slides import DrawnChart, add_drawn, chart_of
from .deck import BuiltSlide, Deck, Page
from .deck_design import LayoutPlan
from .figure_slides import Picture, add_picture, picture_of
from .geometry import Box, inches
from .limits import MAX_ALT_TEXT
from .metric_cards import Card, add_cards, card_height, card_pages, cards_of, columns_for, in_a_row, rows_of
from .plain_text import cut_end, one_line
from .provenance import Provenance
from .slide_draft import SlideDraft
from .slide_spec import SlideSpec
from .table_slides import fits_on_one, table_of, table_pages
from .text_fit import Paragraph
from .text_slides import (
    SUBTITLE_GAP,
    SUBTITLE_HEIGHT,
    add_line,
    add_side_bullets,
    bullet_pages,
    bullets_page,
    cover_page,
    side_pages,
)

#: Of chart or picture, and of the bullets beside it.
SHARES = [0.64, 0.36]
SIDE_GAP = inches(0.35)
#: Cards above other content, and the gap below them.
HEAD_ROW = inches(1.35)
HEAD_GAP = inches(0.3)
#: What cards above must leave for what is below them.
LEAST_BELOW = inches(2.2)


@dataclass
class SlideTexts:
    """A slide's texts with their values."""

    title: str
    subtitle: str
    bullets: list[tuple[str, int]]
    cards: list[Card]
    alt: str
    notes: str


def add_outline_slide(deck: Deck, spec: SlideSpec, provenance: Provenance) -> None:
    """Raises `HelperError` when something of it cannot be evaluated or drawn."""
    texts = _texts(deck, spec)
    pages = _pages(deck, spec, texts)
    notes = [texts.notes, provenance.sentences(deck.evaluation.used(spec.number))]
    deck.add_pages(spec, texts.title, pages, "\n\n".join(part for part in notes if part.strip()))


def _texts(deck: Deck, spec: SlideSpec) -> SlideTexts:
    text = deck.evaluation.text
    number = spec.number
    bullets = [
        (text(template, number, f"bullet {place}"), level)
        for place, (template, level) in enumerate(spec.bullets, 1)
    ]
    return SlideTexts(
        one_line(text(spec.title, number, "title")),
        text(spec.subtitle, number, "subtitle"),
        [(one, level) for one, level in bullets if one.strip()],
        cards_of(deck, spec),
        cut_end(one_line(text(spec.alt_text, number, "alternative text")), MAX_ALT_TEXT),
        text(spec.notes, number, "notes"),
    )


def _pages(deck: Deck, spec: SlideSpec, texts: SlideTexts) -> list[Page]:
    if spec.kind in ("title", "section"):
        return [cover_page(deck, spec, texts.subtitle)]
    has_content = spec.chart is not None or spec.table is not None or spec.figure is not None
    plan = deck.design.bare if has_content or texts.cards or not texts.bullets else deck.design.content
    region = _below_subtitle(deck.design.region(plan), texts)
    pages: list[Page] = []
    below = region
    head: list[Card] = []
    if texts.cards:
        if (has_content or texts.bullets) and _fit_above(texts.cards, region):
            head, below = texts.cards, region.below(HEAD_ROW, HEAD_GAP)
        else:
            paged = card_pages(texts.cards, region)
            columns = columns_for(len(paged[0]), region)
            pages += [_cards_page(deck, spec, cards, columns, region) for cards in paged]
    pages += _content_pages(deck, spec, texts, plan, below)
    if not pages:
        raise HelperError(f"Slide {spec.number}: all its texts are empty: give it content or leave it out.")
    return [_complete(deck, spec, page, texts, head if not place else []) for place, page in enumerate(pages)]


def _below_subtitle(region: Box, texts: SlideTexts) -> Box:
    return region.below(SUBTITLE_HEIGHT, SUBTITLE_GAP) if texts.subtitle else region


def _fit_above(cards: list[Card], region: Box) -> bool:
    return len(cards) <= in_a_row(region) and region.height - HEAD_ROW - HEAD_GAP >= LEAST_BELOW


def _complete(deck: Deck, spec: SlideSpec, page: Page, texts: SlideTexts, head: list[Card]) -> Page:
    """The page with the subtitle above it, and cards."""
    whole = deck.design.region(page.plan or deck.design.bare)
    draw_content = page.draw

    def draw(draft: SlideDraft, built: BuiltSlide) -> None:
        if texts.subtitle:
            add_line(deck, spec, draft, whole.top(SUBTITLE_HEIGHT), texts.subtitle)
        if head:
            region = _below_subtitle(whole, texts)
            add_cards(deck, spec, draft, head, region, columns_for(len(head), region), HEAD_ROW)
        draw_content(draft, built)

    return Page(draw, page.is_numbered, page.plan)


def _cards_page(deck: Deck, spec: SlideSpec, cards: list[Card], columns: int, region: Box) -> Page:
    def draw(draft: SlideDraft, built: BuiltSlide) -> None:
        height = card_height(len(rows_of(cards, columns)), region)
        add_cards(deck, spec, draft, cards, region, columns, height)

    return Page(draw)


def _content_pages(
    deck: Deck, spec: SlideSpec, texts: SlideTexts, plan: LayoutPlan, region: Box
) -> list[Page]:
    if spec.table is not None:
        table = table_of(deck, spec)
        left, right = region.columns(SHARES, SIDE_GAP)
        beside = side_pages(deck, texts.bullets, right)
        if texts.bullets and len(beside) == 1 and fits_on_one(deck, table, left):
            [page] = table_pages(deck, spec, table, left, texts.alt, least_share=1.0)
            return [_with_bullets(page, beside[0], right)]
        return [*table_pages(deck, spec, table, region, texts.alt), *_bullet_pages(deck, texts)]
    if spec.chart is None and spec.figure is None:
        return _bullet_pages(deck, texts, plan, region)
    if not texts.bullets:
        return [_picture_page(deck, spec, texts.alt, region)]
    left, right = region.columns(SHARES, SIDE_GAP)
    beside = side_pages(deck, texts.bullets, right)
    if len(beside) > 1:
        # Too many to stand beside it: they get slides of their own.
        return [_picture_page(deck, spec, texts.alt, region), *_bullet_pages(deck, texts)]
    return [_with_bullets(_picture_page(deck, spec, texts.alt, left, at_top=True), beside[0], right)]


def _with_bullets(page: Page, paragraphs: list[Paragraph], box: Box) -> Page:
    drawn = page.draw

    def draw(draft: SlideDraft, built: BuiltSlide) -> None:
        drawn(draft, built)
        add_side_bullets(draft, paragraphs, box)

    return Page(draw)


def _bullet_pages(
    deck: Deck, texts: SlideTexts, plan: LayoutPlan | None = None, region: Box | None = None
) -> list[Page]:
    if not texts.bullets:
        return []
    plan = plan or deck.design.content
    region = region or _below_subtitle(deck.design.region(plan), texts)
    pages = bullet_pages(deck, plan, texts.bullets, region)
    return [bullets_page(deck, plan, page, region) for page in pages]


def _picture_page(deck: Deck, spec: SlideSpec, alt: str, box: Box, at_top: bool = False) -> Page:
    drawn: DrawnChart | Picture = (
        chart_of(deck, spec, box, alt) if spec.chart is not None else picture_of(deck, spec, box, alt)
    )

    def draw(draft: SlideDraft, built: BuiltSlide) -> None:
        if isinstance(drawn, DrawnChart):
            add_drawn(draft, built, drawn, box)
        else:
            add_picture(draft, built, drawn, box, at_top)

    return Page(draw)
