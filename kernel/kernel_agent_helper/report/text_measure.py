"""How wide text is, measured with the font's own widths where its file is here, else with a table."""

from __future__ import annotations

import functools
import unicodedata
from typing import Any

from .font_files import font_file

#: Widths of space to tilde in a plain sans font, in thousandths of its size.
REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 "
    "278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 "
    "778 722 667 "
    "611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 "
    "556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 "
    "333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 "
    "611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 "
    "611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
#: Fonts whose letters are wider than those of the table.
WIDE_FAMILIES = {"verdana": 1.2, "courier new": 1.2, "dejavu sans": 1.15}
#: What is added to measured widths: programs round differently, and the table stands for other fonts.
FILE_MARGIN = 1.02
TABLE_MARGIN = 1.15
KNOWN_SCRIPTS_END = 0x530
EMOJI_START = 0x1F000
#: Sizes in which nothing is measured but widths, in pixels.
MEASURED_AT = 1000
#: The height of a line over the size of its letters.
LINE = 1.2
TALL_LINE = 1.5


class TextMeasure:
    """Widths in points of text in one family of fonts."""

    def __init__(self, family: str) -> None:
        self.family = family
        self._fonts = {bold: _open(font_file(family, bold), bold) for bold in (False, True)}
        self._factor = WIDE_FAMILIES.get(family.strip().lower(), 1.0) * TABLE_MARGIN
        self._known: dict[tuple[str, bool], float] = {}

    def width(self, text: str, points: float, bold: bool = False) -> float:
        return sum(self.em(character, bold) for character in text) * points

    def em(self, character: str, bold: bool) -> float:
        """The width of one character in sizes of the font."""
        key = (character, bold)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._measured(character, bold)
        return known

    def _measured(self, character: str, bold: bool) -> float:
        code = ord(character)
        general = _general_width(character, bold)
        if general == 0.0 or (code >= KNOWN_SCRIPTS_END and not 0x2010 <= code <= 0x20BF):
            return general * FILE_MARGIN
        font = self._fonts[bold]
        if font is None:
            return general * self._factor
        return float(font.getlength(character)) / MEASURED_AT * FILE_MARGIN


@functools.lru_cache(maxsize=16)
def measure_of(family: str) -> TextMeasure:
    return TextMeasure(family)


def line_factor(text: str) -> float:
    """The height of a line of that text over its size; scripts that rise and fall further need more."""
    return TALL_LINE if any(_is_tall(character) for character in text) else LINE


def _is_tall(character: str) -> bool:
    code = ord(character)
    return code >= 0x590 and not (0x1E00 <= code <= 0x2BFF) and unicodedata.category(character) != "Cf"


def _general_width(character: str, bold: bool) -> float:
    code = ord(character)
    if 0x20 <= code <= 0x7E:
        return _table(bold)[code - 0x20] / 1000
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if code >= EMOJI_START:
        return 1.4 if code < 0x20000 else 1.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and 0x20 <= ord(base) <= 0x7E:
        return _table(bold)[ord(base) - 0x20] / 1000
    if code < KNOWN_SCRIPTS_END:
        return 0.72 if unicodedata.category(character) != "Lu" else 0.85
    if 0x0590 <= code <= 0x08FF or 0xFB1D <= code <= 0xFEFF:
        return 0.72
    return 1.0


@functools.lru_cache(maxsize=2)
def _table(bold: bool) -> tuple[int, ...]:
    return tuple(int(width) for width in (BOLD if bold else REGULAR).split())


def _open(path: str | None, bold: bool) -> Any:
    """The font in Pillow; None when Pillow or the file is no help."""
    if path is None:
        return None
    try:
        from PIL import ImageFont

        layout = getattr(getattr(ImageFont, "Layout", None), "BASIC", 0)
        return ImageFont.truetype(path, MEASURED_AT, layout_engine=layout)
    except Exception:
        return None
