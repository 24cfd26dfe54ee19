"""Titles, sections, bullets, and the lines and lists beside other content."""

from __future__ import annotations

from dataclasses import replace

from .deck import BuiltSlide, Deck, Page
from .deck_design import LayoutPlan
from .geometry import POINT, Box, inches
from .plain_text import one_line
from .shape_xml import MUTED, bullet_xml, paragraph_xml, text_box_xml
from .slide_draft import SlideDraft, fit_to_place
from .slide_spec import SlideSpec
from .text_fit import Paragraph, fit_text, split_paragraphs

#: To how much of their size bullets are shrunk before they go on on another slide.
SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
LEAST_POINTS = 14.0
#: On several slides they have about this size.
PAGED_POINTS = 18.0
SIDE_PAGED = 0.9
#: Beside other content: sizes of the levels, in points.
SIDE_POINTS = (16.0, 14.0, 13.0, 12.0, 12.0)
SIDE_INDENT = 14.0
SUBTITLE_POINTS, SUBTITLE_FLOOR = 16.0, 11.0
SUBTITLE_HEIGHT = inches(0.62)
SUBTITLE_GAP = inches(0.12)


def cover_page(deck: Deck, spec: SlideSpec, subtitle: str) -> Page:
    """A title slide or a section."""
    plan = deck.design.title if spec.kind == "title" else deck.design.section

    def draw(draft: SlideDraft, _: BuiltSlide) -> None:
        if not subtitle:
            return
        place = plan.text
        if place is None:
            box = deck.design.region(plan)
            add_line(deck, spec, draft, box.top(min(box.height, inches(1.2))), subtitle)
            return
        fitted, points = fit_to_place(one_line(subtitle), place)
        if fitted.was_cut:
            deck.say(spec, "its subtitle was cut")
        size = None if fitted.points == points else fitted.points
        draft.add_placeholder_text(place, "Subtitle", paragraph_xml(fitted.text, size), [fitted.text])

    return Page(draw, plan=plan)


def add_line(deck: Deck, spec: SlideSpec, draft: SlideDraft, box: Box, text: str) -> None:
    """A subtitle below the title of other slides."""
    fitted = fit_text(
        one_line(text),
        box.width / POINT,
        box.height / POINT,
        SUBTITLE_POINTS,
        SUBTITLE_FLOOR,
        deck.design.measure,
    )
    if fitted.was_cut:
        deck.say(spec, "its subtitle was cut")
    content = paragraph_xml(fitted.text, fitted.points, MUTED)
    draft.add(text_box_xml(draft.next_id(), f"Subtitle {draft._last_id}", box, content), fitted.text)


def bullet_pages(
    deck: Deck, plan: LayoutPlan, bullets: list[tuple[str, int]], region: Box
) -> list[list[Paragraph]]:
    """The bullets of each page, in the sizes they have there."""
    place = plan.text
    if place is None or place.chain is None:
        return side_pages(deck, bullets, region)
    chain = place.chain
    levels = [chain.level(level) for level in range(5)]
    paragraphs = [
        Paragraph(
            line,
            style.points,
            style.bold,
            level,
            style.indent,
            max(style.before, 0.0),
            style.spacing,
            first > 0,
        )
        for text, level in bullets
        for first, line in enumerate(text.split("\n"))
        for style in (levels[level],)
    ]
    left, top, right, bottom = chain.edges()
    width, height = (region.width - left - right) / POINT, (region.height - top - bottom) / POINT
    return split_paragraphs(paragraphs, width, height, levels[0].measure, *_scales(levels[0].points))


def side_pages(deck: Deck, bullets: list[tuple[str, int]], box: Box) -> list[list[Paragraph]]:
    paragraphs = [
        Paragraph(line, SIDE_POINTS[level], False, level, SIDE_INDENT * (level + 1), 6.0, 1.0, first > 0)
        for text, level in bullets
        for first, line in enumerate(text.split("\n"))
    ]
    return split_paragraphs(
        paragraphs, box.width / POINT, box.height / POINT, deck.design.measure, SCALES, SIDE_PAGED
    )


def bullets_page(deck: Deck, plan: LayoutPlan, paragraphs: list[Paragraph], region: Box) -> Page:
    place = plan.text

    def draw(draft: SlideDraft, _: BuiltSlide) -> None:
        if place is None or place.chain is None:
            add_side_bullets(draft, paragraphs, region)
            return
        content = "".join(bullet_xml(each, explicit=False) for each in paragraphs)
        texts = [each.text for each in paragraphs]
        box = None if region == place.box else region
        draft.add_placeholder_text(place, "Content", content, texts, box)

    return Page(draw, plan=plan)


def add_side_bullets(draft: SlideDraft, paragraphs: list[Paragraph], box: Box) -> None:
    content = "".join(bullet_xml(replace(each, level=0), explicit=True) for each in paragraphs)
    texts = [each.text for each in paragraphs]
    draft.add(text_box_xml(draft.next_id(), f"Text {draft._last_id}", box, content), *texts)


def _scales(points: float) -> tuple[tuple[float, ...], float]:
    """Scales for one page, and the one for several: large letters may be shrunk further than small ones."""
    least = min(1.0, max(LEAST_POINTS / points, 0.5))
    steps = [1 - step * 0.05 for step in range(11) if 1 - step * 0.05 > least]
    return (*steps, least), min(1.0, max(least, min(0.9, PAGED_POINTS / points)))
