"""The deck while it is built: its slides, what is said of them, and what is looked for in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..reply import HelperError
from .chart_data import ChartValues
from .deck_design import DeckDesign, LayoutPlan
from .evaluation import Evaluation
from .limits import MAX_DECK_SLIDES, MAX_NOTES, MAX_PAGES
from .slide_draft import SlideDraft
from .slide_spec import SlideSpec

CONTINUED = " (continued)"


@dataclass
class BuiltSlide:
    """A slide as it must be in the file."""

    texts: list[str]
    charts: list[ChartValues] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    pictures: int = 0


@dataclass
class Page:
    """A slide that is going to be drawn; `is_numbered` pages say which of how many they are."""

    draw: Callable[[SlideDraft, BuiltSlide], None]
    is_numbered: bool = False
    plan: LayoutPlan | None = None


class Deck:
    def __init__(self, presentation: Any, evaluation: Evaluation) -> None:
        self.presentation = presentation
        self.evaluation = evaluation
        self.design = DeckDesign(presentation)
        self.built: list[BuiltSlide] = []
        self.notes: list[str] = []
        self._more_notes = 0

    def say(self, spec: SlideSpec, sentence: str) -> None:
        text = f"Slide {spec.number}: {sentence}."
        if text in self.notes:
            return
        if len(self.notes) < MAX_NOTES:
            self.notes.append(text)
        else:
            self._more_notes += 1

    def said(self) -> list[str]:
        more = [f"{self._more_notes} more notes are not listed."] if self._more_notes else []
        return [*self.notes, *more]

    def add_pages(self, spec: SlideSpec, title: str, pages: list[Page], speaker_notes: str) -> None:
        """Draws the pages of one slide of the outline. Raises `HelperError` when the deck gets too long."""
        if len(pages) > MAX_PAGES:
            self.say(spec, f"only the first {MAX_PAGES} of {len(pages)} slides it would take are in the deck")
            pages = pages[:MAX_PAGES]
        if len(pages) > 1:
            self.say(spec, f"its content is on {len(pages)} slides")
        numbered = [page for page in pages if page.is_numbered]
        for place, page in enumerate(pages):
            suffix = CONTINUED if place else ""
            if page.is_numbered and len(numbered) > 1:
                suffix = f" ({numbered.index(page) + 1}/{len(numbered)})"
            self._add_page(spec, title, suffix, page, speaker_notes)

    def _add_page(self, spec: SlideSpec, title: str, suffix: str, page: Page, speaker_notes: str) -> None:
        if len(self.built) >= MAX_DECK_SLIDES:
            raise HelperError(
                f"Slide {spec.number}: the deck has more than {MAX_DECK_SLIDES} slides: leave "
                "content out or write several decks."
            )
        plan = page.plan or self.design.bare
        slide = self.presentation.slides.add_slide(plan.layout)
        draft = SlideDraft(slide, plan, self.design)
        built = BuiltSlide(draft.texts)
        fitted = draft.add_title(title, suffix)
        if fitted.was_cut:
            self.say(spec, "its title is too long for a slide and was cut; the speaker notes have all of it")
            speaker_notes = f"Title: {title}\n\n{speaker_notes}"
        page.draw(draft, built)
        self.built.append(built)
        if plan is not self.design.title:
            draft.add_page_number(len(self.built))
        if speaker_notes.strip():
            _write_notes(slide, speaker_notes)


def _write_notes(slide: Any, text: str) -> None:
    from .limits import MAX_SPEAKER_NOTES
    from .plain_text import cut_end
    from .speaker_notes import write_notes

    write_notes(slide, cut_end(text.strip(), MAX_SPEAKER_NOTES))
