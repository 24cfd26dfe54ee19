"""Where text breaks into lines of a given width."""

from __future__ import annotations

import re
import unicodedata

from .text_measure import TextMeasure, line_factor

#: A word with the spaces behind it, or the spaces a line begins with.
WORD = re.compile(r"[^ ]+ *| +")
#: Letters of scripts that are written without spaces; a line may end behind each of them.
UNSPACED = ((0x2E80, 0xA4CF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
UNSPACED_MORE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xAC00, 0xD7AF))


def wrap(text: str, width: float, points: float, measure: TextMeasure, bold: bool = False) -> list[str]:
    """The lines of `text`, each at most `width` points wide; joined they are the text without its line feeds.

    A word that is wider than a line is broken; a line has at least one character.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, width / points, measure, bold) or [""])
    return lines


def height_of(lines: list[str], points: float) -> float:
    """Points from the top of the first line to the end of the last one."""
    return sum(line_factor(line) for line in lines) * points


def _wrap_paragraph(text: str, room: float, measure: TextMeasure, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for word in _pieces(text):
        piece = word
        visible = sum(measure.em(character, bold) for character in piece.rstrip(" "))
        if line and used + visible > room:
            lines.append(line)
            line, used = "", 0.0
        if visible > room:
            *full, piece = _broken(piece, room, measure, bold)
            lines.extend(full)
        line += piece
        used += sum(measure.em(character, bold) for character in piece)
    if line:
        lines.append(line)
    return lines


def _broken(word: str, room: float, measure: TextMeasure, bold: bool) -> list[str]:
    """A word in parts that fit; a mark stays with its letter."""
    parts: list[str] = []
    part, used = "", 0.0
    for character in word:
        width = 0.0 if character == " " else measure.em(character, bold)
        if part and width and used + width > room:
            parts.append(part)
            part, used = "", 0.0
        part += character
        used += width
    parts.append(part)
    return parts


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for word in WORD.findall(text):
        if word.isascii() or not any(_is_unspaced(character) for character in word):
            pieces.append(word)
        else:
            pieces.extend(_split_unspaced(word))
    return pieces


def _split_unspaced(word: str) -> list[str]:
    pieces: list[str] = []
    for character in word:
        joins = not pieces or character == " " or unicodedata.category(character).startswith(("M", "Cf"))
        if joins or not (_is_unspaced(character) or _is_unspaced(pieces[-1][-1])):
            if pieces:
                pieces[-1] += character
            else:
                pieces.append(character)
        else:
            pieces.append(character)
    return pieces


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in (*UNSPACED, *UNSPACED_MORE))
