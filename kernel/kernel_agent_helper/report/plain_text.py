"""Text as it may stand in a deck's XML."""

from __future__ import annotations

import re
import unicodedata

from ..texts import clean_text

#: What XML 1.0 forbids, what it discourages, and characters that are none.
NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
RIGHT_TO_LEFT = frozenset({"R", "AL"})


def plain(text: object) -> str:
    """`text` with line feeds as its only line ends, spaces for tabs, and nothing that XML forbids."""
    cleaned = LINE_ENDS.sub("\n", clean_text(str(text)))
    return NOT_IN_XML.sub("", cleaned).replace("\t", " ")


def one_line(text: object) -> str:
    return " ".join(plain(text).split())


def escaped(text: str) -> str:
    """For the content of an element and for a value in double quotes."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("\n", "&#10;")
    )


def is_right_to_left(text: str) -> bool:
    """True when the first letter that has a direction runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in RIGHT_TO_LEFT:
            return True
    return False


def cut_end(text: str, length: int) -> str:
    """At most `length` characters, the last one `…` if some are missing; marks stay with their letters."""
    if len(text) <= length:
        return text
    end = max(0, length - 1)
    while 0 < end < len(text) and _joins(text[end]):
        end -= 1
    if end and text[end - 1] == "\u200d":
        end -= 1
    return text[:end].rstrip() + "…"


def _joins(character: str) -> bool:
    return unicodedata.combining(character) != 0 or character in "\u200d\ufe0e\ufe0f" or _is_skin(character)


def _is_skin(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"
