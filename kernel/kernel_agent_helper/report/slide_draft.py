"""One slide of the deck while it is drawn: its title, its shapes, its page number."""

# ruff: noqa: E501 - XML reads better unbroken.

from __future__ import annotations

from typing import Any

from .base_layouts import NUMBER_FIELD
from .deck_design import DeckDesign, LayoutPlan, TextPlace
from .geometry import POINT, Box
from .plain_text import escaped, one_line
from .shape_xml import NAMESPACES, element, paragraph_xml, place_xml, text_box_xml
from .text_fit import FittedText, fit_text
from .text_style import P

#: To how much of its size a title is shrunk at most, and the least size in points.
TITLE_SHARE = 0.6
TITLE_FLOOR = 14.0
#: Sizes of a title where the layout has no place for one.
PLAIN_TITLE = 28.0


class SlideDraft:
    def __init__(self, slide: Any, plan: LayoutPlan, design: DeckDesign) -> None:
        self.slide = slide
        self.plan = plan
        self.design = design
        self._tree = slide.shapes._spTree
        for shape in list(self._tree):
            if shape.tag in (f"{P}sp", f"{P}pic", f"{P}graphicFrame"):
                self._tree.remove(shape)
        self._last_id = 1
        self.colors = design.text_colors()
        #: What can be read on the slide; looked for when the file is read back.
        self.texts: list[str] = []

    @property
    def part(self) -> Any:
        return self.slide.part

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def add(self, xml: str, *texts: str, on_card: bool = False) -> None:
        """`on_card`: it has a background of its own, so that the theme's colours are right."""
        self._tree.append(element(xml if on_card else self.colors.applied(xml)))
        self.texts.extend(texts)

    def add_title(self, text: str, suffix: str = "") -> FittedText:
        """Shrinks the title within bounds and cuts it where that is not enough."""
        place = self.design.title_place(self.plan)
        fitted, points = fit_to_place(one_line(text), place, suffix)
        if not fitted.text:
            return fitted
        if place.index is None:
            content = paragraph_xml(fitted.text, fitted.points, bold=True)
            self.add(text_box_xml(self.next_id(), "Title", place.box, content, anchor="b"), fitted.text)
            return fitted
        size = None if fitted.points == points else fitted.points
        kind = "ctrTitle" if _type_of(self.plan.layout, place.index) == "ctrTitle" else "title"
        self._add_placeholder(f'type="{kind}"', "Title", paragraph_xml(fitted.text, size), fitted.text)
        return fitted

    def add_placeholder_text(
        self, place: TextPlace, name: str, content: str, texts: list[str], box: Box | None = None
    ) -> None:
        """Puts paragraphs into a placeholder of the layout, elsewhere than there when `box` is given."""
        kind = _type_of(self.plan.layout, place.index)
        named = f'type="{kind}" ' if kind else ""
        self._add_placeholder(f'{named}idx="{place.index}"', name, content, *texts, box=box)

    def add_page_number(self, number: int) -> None:
        shape = self.plan.number
        if shape is None:
            return
        kind = f'type="sldNum" sz="quarter" idx="{shape.placeholder_format.idx}"'
        self._add_placeholder(kind, "Slide Number", NUMBER_FIELD.replace("‹#›", str(number)), fits=False)

    def _add_placeholder(
        self, kind: str, name: str, content: str, *texts: str, box: Box | None = None, fits: bool = True
    ) -> None:
        number = self.next_id()
        place = "" if box is None else place_xml(box)
        body = "<a:bodyPr><a:normAutofit/></a:bodyPr>" if fits else "<a:bodyPr/>"
        self.add(
            f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{escaped(f"{name} {number}")}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>'
            f"<p:txBody>{body}<a:lstStyle/>{content}</p:txBody></p:sp>",
            *texts,
        )


def fit_to_place(text: str, place: TextPlace, suffix: str = "") -> tuple[FittedText, float]:
    """The text as it fits there, and the size the layout has for it."""
    if place.chain is None:
        measure = _plain_measure()
        fitted = fit_text(
            text, place.box.width / POINT, place.box.height / POINT, PLAIN_TITLE, TITLE_FLOOR, measure,
            bold=True, suffix=suffix,
        )  # fmt: skip
        return fitted, PLAIN_TITLE
    style = place.chain.level(0)
    left, top, right, bottom = place.chain.edges()
    floor = min(style.points, max(TITLE_FLOOR, style.points * TITLE_SHARE))
    width = (place.box.width - left - right) / POINT - style.indent
    height = (place.box.height - top - bottom) / POINT
    measured = text.upper() if style.upper else text
    fitted = fit_text(
        measured, max(width, floor), max(height, floor), style.points, floor, style.measure,
        bold=style.bold, spacing=style.spacing, suffix=suffix.upper() if style.upper else suffix,
    )  # fmt: skip
    if style.upper and not fitted.was_cut:
        fitted = FittedText(text + suffix, fitted.points, False)
    return fitted, style.points


def _plain_measure() -> Any:
    from .text_measure import measure_of
    from .text_style import DEFAULT_FAMILY

    return measure_of(DEFAULT_FAMILY)


def _type_of(layout: Any, index: int | None) -> str | None:
    for shape in layout.placeholders:
        if shape.placeholder_format.idx == index:
            found: str | None = shape._element.find(f".//{P}ph").get("type")
            return found
    return None
