"""Which encoding a text file is in."""

from __future__ import annotations

import codecs
import re

from ..reply import HelperError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Two or more characters of the scripts and the punctuation of Japanese.
JAPANESE_RUN = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]{2,}")


def detect_encoding(sample: bytes, name: str) -> str:
    """The encoding of the text that begins with `sample`, as Python and pandas call it.

    Raises `HelperError` when it is no text.
    """
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    if b"\0" in sample:
        return _wide(sample, name)
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample[:65536])
    if control > len(sample[:65536]) * 0.02:
        raise HelperError(f"{name} is not text: it holds binary data.")
    try:
        # Not final: the sample may end within a character.
        codecs.getincrementaldecoder("utf-8")().decode(sample, False)
    except UnicodeDecodeError:
        return one_byte_encoding(sample)
    return "utf-8"


def one_byte_encoding(sample: bytes) -> str:
    """The encoding of text that is not UTF-8; Japanese is recognised, the rest taken for Western."""
    if _is_japanese(sample):
        return "cp932"
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def next_encoding(failed: str, data: bytes, name: str) -> str:
    """What to try when a text is not in the encoding that its beginning is in; latin-1 fits always.

    Raises `HelperError` for wide encodings: what is broken in one is no text in another.
    """
    if failed.startswith(("utf-16", "utf-32")):
        raise HelperError(f"{name} is damaged: not all of it is {failed[:6].upper()} text.")
    return one_byte_encoding(data) if failed.startswith("utf-8") else "latin-1"


def _is_japanese(sample: bytes) -> bool:
    """Whether nearly all letters beyond ASCII, read as Shift-JIS, are Japanese and most stand in runs.

    Western text may happen to be valid Shift-JIS too, but its accents and quotation marks stand alone.
    """
    try:
        text = codecs.getincrementaldecoder("cp932")().decode(sample[:65536], False)
    except UnicodeDecodeError:
        return False
    others = sum(not character.isascii() for character in text)
    runs = sum(map(len, JAPANESE_RUN.findall(text)))
    return others > 0 and runs >= 0.6 * others


def _wide(sample: bytes, name: str) -> str:
    even = sample[0::2].count(0) / max(1, len(sample[0::2]))
    odd = sample[1::2].count(0) / max(1, len(sample[1::2]))
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    raise HelperError(f"{name} is not text: it holds binary data.")
