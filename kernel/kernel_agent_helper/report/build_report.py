"""Builds a deck for PowerPoint of an outline, and reads it back before it says so."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from typing import Any

from ..reply import HelperError
from .base_deck import base_deck
from .deck import Deck
from .deck_check import check_deck
from .deck_file import DeckFile
from .deck_paths import inside
from .evaluation import Evaluation, reason_of
from .geometry import SIZES
from .notebook_cells import cell_sources
from .outline_pages import add_outline_slide
from .package_bytes import package_bytes
from .plain_text import one_line
from .provenance import Provenance
from .slide_spec import SlideSpec, slide_specs
from .template_deck import open_deck, template_bytes

MAX_TITLE = 250


def build_report(
    outline: dict[str, Any],
    sources: list[dict[str, Any]] | None = None,
    files: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Writes the deck and returns `path`, `slides`, `charts`, `size` (bytes), `sha256`, `kept`, `unchanged`,
    `numbers`, `more_numbers` and `notes`.

    `sources` are `{"turn", "cell", "code"}`, oldest first, and `files` are `{"path", "sha256"}`: what the
    speaker notes say of the variables' origin. Raises `HelperError` in one sentence; the file that was there
    is untouched then.
    """
    specs = slide_specs(outline)
    if importlib.util.find_spec("pptx") is None:
        raise HelperError(
            "The kernel has no package python-pptx, which writes PowerPoint files: run `%pip "
            "install python-pptx` first."
        )
    target = DeckFile(outline.get("path"), outline.get("overwrite") is True)
    presentation = _presentation(outline)
    evaluation = Evaluation()
    deck = Deck(presentation, evaluation)
    # The agent's code counts as the later one: nobody knows in which order the two were run.
    provenance = Provenance([*cell_sources(), *(sources or [])], files or [])
    for spec in specs:
        _add(deck, spec, provenance)
    title = one_line(outline.get("title") or specs[0].title)
    if outline.get("title"):
        title = one_line(evaluation.text(title, 1, "title of the document"))
    else:
        title = deck.built[0].texts[0] if deck.built[0].texts else ""
    content = package_bytes(presentation, title[:MAX_TITLE])
    written = target.write(content, lambda path: check_deck(path, deck))
    return {
        "path": target.shown,
        "slides": len(deck.built),
        "charts": sum(len(slide.charts) for slide in deck.built),
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "kept": written.kept,
        "unchanged": written.unchanged,
        "numbers": evaluation.numbers,
        "more_numbers": evaluation.more_numbers,
        "notes": deck.said(),
    }


def _add(deck: Deck, spec: SlideSpec, provenance: Provenance) -> None:
    try:
        add_outline_slide(deck, spec, provenance)
    except (HelperError, KeyboardInterrupt):
        raise
    except MemoryError as error:
        raise HelperError(
            f"Slide {spec.number}: there is not enough memory for it: show less data."
        ) from error
    except Exception as error:
        raise HelperError(
            f"Slide {spec.number}: it could not be drawn, {reason_of(error)}: simplify it or leave it out."
        ) from error


def _presentation(outline: dict[str, Any]) -> Any:
    template = outline.get("template")
    aspect = outline.get("aspect")
    if aspect is not None and aspect not in SIZES:
        raise HelperError(f"There is no aspect {aspect!r}: use {' or '.join(SIZES)}.")
    if not template:
        return open_deck(base_deck(aspect or "16:9"), None)
    if not isinstance(template, str):
        raise HelperError("The template is no path: name a .pptx in the notebook's folder.")
    path = inside(os.path.expanduser(template), "The template")
    return open_deck(template_bytes(path, template), template)
