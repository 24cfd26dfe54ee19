"""Which layout a slide takes, where its content goes, and how its text looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .geometry import Box, inches
from .text_colors import TextColors
from .text_measure import TextMeasure, measure_of
from .text_style import P, StyleChain, theme_fonts
from .theme_colors import accent_is_readable

#: What a slide's content is at least high and wide, as a share of the slide.
LEAST_SHARE = 0.3
GAP = inches(0.2)
FOOTERS = ("dt", "ftr", "sldNum")
VERTICAL = ("vertTx", "vertTitleAndTx")
TYPES = {"title": ("title",), "section": ("secHead",), "content": ("obj", "tx"), "bare": ("titleOnly",)}


@dataclass(frozen=True)
class TextPlace:
    """A placeholder of a layout, or a text box where it has none: `index` and `chain` are None then."""

    box: Box
    index: int | None
    chain: StyleChain | None


class LayoutPlan:
    """A layout with the places in it that are used."""

    def __init__(self, layout: Any, design: DeckDesign) -> None:
        self.layout = layout
        self._design = design
        self.title = self._place(("title", "ctrTitle"))
        text = self._place(("subTitle", "body", "obj", None))
        overlaps = text is not None and self.title is not None and text.box.overlaps(self.title.box)
        #: Where its content goes, and the placeholder for it where slides can name one without doubt.
        self.body = None if overlaps else text
        self.text = self.body if self.body is not None and self._is_unique(self.body.index) else None
        self.number = _placeholder(layout, ("sldNum",))

    def _place(self, kinds: tuple[str | None, ...]) -> TextPlace | None:
        shape = _placeholder(self.layout, kinds)
        if shape is None or shape.left is None or not shape.width or not shape.height:
            return None
        chain = self._design.chain(shape, self.layout)
        if not chain.is_upright():
            return None
        box = Box(int(shape.left), int(shape.top), int(shape.width), int(shape.height))
        return TextPlace(box, shape.placeholder_format.idx, chain)

    def _is_unique(self, index: int | None) -> bool:
        return sum(each.placeholder_format.idx == index for each in self.layout.placeholders) == 1

    def footer_top(self) -> int:
        """Where the page number and its like begin; the slide's lower margin where there is none of them."""
        tops = [
            int(each.top)
            for each in self.layout.placeholders
            if _kind(each) in FOOTERS and each.top and each.top > self._design.height * 0.8
        ]
        return min([self._design.height - self._design.margin, *tops])


class DeckDesign:
    def __init__(self, presentation: Any) -> None:
        self.presentation = presentation
        self.width = int(presentation.slide_width)
        self.height = int(presentation.slide_height)
        self.margin = min(inches(0.6), self.width // 16)
        self._fonts: dict[int, tuple[str, str]] = {}
        self._regions: dict[int, Box] = {}
        layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
        plans = [
            LayoutPlan(layout, self) for layout in layouts if layout._element.get("type") not in VERTICAL
        ]
        plans = plans or [LayoutPlan(layout, self) for layout in layouts]
        titled = [plan for plan in plans if plan.title is not None] or plans
        self.content = _of_type(titled, "content") or _best(titled, _is_content) or titled[0]
        self.bare = _of_type(titled, "bare") or _best(titled, _is_bare) or self.content
        self.title = _of_type(titled, "title") or _best(titled, _is_cover) or self.bare
        self.section = _of_type(titled, "section") or _best(titled, _is_section) or self.title

    def chain(self, placeholder: Any, layout: Any) -> StyleChain:
        master = layout.slide_master
        return StyleChain(
            placeholder._element, master._element, self.presentation.element, self.fonts_of(master)
        )

    def fonts_of(self, master: Any) -> tuple[str, str]:
        known = self._fonts.get(id(master._element))
        if known is None:
            known = self._fonts[id(master._element)] = theme_fonts(_theme_of(master))
        return known

    @property
    def measure(self) -> TextMeasure:
        """Of the theme's font for text."""
        return measure_of(self.fonts_of(self.bare.layout.slide_master)[1])

    def text_colors(self) -> TextColors:
        """Of text that is in no placeholder."""
        place = self.bare.body or self.content.body or self.bare.title
        return TextColors(place.chain.fill() if place is not None and place.chain is not None else None)

    def accent_is_readable(self) -> bool:
        master = self.bare.layout.slide_master
        return accent_is_readable(_theme_of(master), master._element)

    def title_place(self, plan: LayoutPlan) -> TextPlace:
        if plan.title is not None:
            return plan.title
        top = self.height // 18
        return TextPlace(Box(self.margin, top, self.width - 2 * self.margin, self.height // 7), None, None)

    def region(self, plan: LayoutPlan) -> Box:
        """Where content goes that has no placeholder: as layouts for content have it, or what is free."""
        known = self._regions.get(id(plan))
        if known is None:
            known = self._regions[id(plan)] = self._region(plan)
        return known

    def _region(self, plan: LayoutPlan) -> Box:
        title = self.title_place(plan).box
        bottom = plan.footer_top() - GAP // 2
        body = (plan.body or self.content.body) if plan.layout is not self.title.layout else plan.body
        if body is not None:
            box = body.box
            top = max(box.y, title.bottom) if box.y >= title.y and box.x < title.right else box.y
            found = Box(box.x, top, box.width, min(box.bottom, bottom) - top)
            if found.height >= self.height * LEAST_SHARE and not found.overlaps(title) and self._holds(found):
                return found
        return max(self._free(title, bottom), key=lambda each: each.width * each.height)

    def _holds(self, box: Box) -> bool:
        return (
            box.x >= 0
            and box.y >= 0
            and box.right <= self.width
            and box.bottom <= self.height
            and box.width >= self.width * LEAST_SHARE
        )

    def _free(self, title: Box, bottom: int) -> list[Box]:
        left, right, top = self.margin, self.width - self.margin, self.margin
        boxes = [
            Box(left, title.bottom + GAP, right - left, bottom - title.bottom - GAP),
            Box(left, top, right - left, title.y - GAP - top),
            Box(title.right + GAP, top, right - title.right - GAP, bottom - top),
            Box(left, top, title.x - GAP - left, bottom - top),
        ]
        good = [each for each in boxes if each.width > 0 and each.height > 0]
        return good or [Box(left, bottom * 2 // 5, right - left, bottom * 3 // 5)]


def _kind(shape: Any) -> str | None:
    placeholder = shape._element.find(f".//{P}ph")
    kind: str | None = placeholder.get("type")
    return kind


def _placeholder(layout: Any, kinds: tuple[str | None, ...]) -> Any:
    """The first placeholder of the first of `kinds` that the layout has."""
    for kind in kinds:
        for shape in layout.placeholders:
            if _kind(shape) == kind:
                return shape
    return None


def _theme_of(master: Any) -> Any:
    from lxml import etree

    for relationship in master.part.rels.values():
        if relationship.reltype.endswith("/theme"):
            return etree.fromstring(relationship.target_part.blob)
    return None


def _of_type(plans: list[LayoutPlan], role: str) -> LayoutPlan | None:
    found = [plan for plan in plans if plan.layout._element.get("type") in TYPES[role]]
    if role == "content":
        found = [plan for plan in found if plan.body is not None]
    return found[0] if found else None


def _best(plans: list[LayoutPlan], is_suitable: Any) -> LayoutPlan | None:
    return next((plan for plan in plans if is_suitable(plan)), None)


def _kinds(plan: LayoutPlan) -> list[str | None]:
    return [kind for kind in (_kind(each) for each in plan.layout.placeholders) if kind not in FOOTERS]


def _is_content(plan: LayoutPlan) -> bool:
    kinds = _kinds(plan)
    return "title" in kinds and sum(kind in ("body", "obj", None) for kind in kinds) == 1 and len(kinds) == 2


def _is_bare(plan: LayoutPlan) -> bool:
    return _kinds(plan) == ["title"]


def _is_cover(plan: LayoutPlan) -> bool:
    kinds = _kinds(plan)
    return "ctrTitle" in kinds or "subTitle" in kinds


def _is_section(plan: LayoutPlan) -> bool:
    return "section" in plan.layout.name.lower()
