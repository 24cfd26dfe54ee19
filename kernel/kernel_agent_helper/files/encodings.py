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

#: Two or more characters of Chinese, and the first bytes of those that are in common use.
CHINESE_RUN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]{2,}")
COMMON_CHINESE = range(0xB0, 0xD8)
KOREAN_RUN = re.compile("[\uac00-\ud7a3]{2,}")
#: First bytes of Korean syllables; Chinese uses many beyond them.
KOREAN = range(0xB0, 0xC9)
#: Words of Cyrillic, and the letters that make up most of them in Russian and its neighbours.
CYRILLIC_RUN = re.compile("[\u0400-\u045f\u0490\u0491]{3,}")
COMMON_CYRILLIC = frozenset("оеаинтсрвлкм")
MIN_CYRILLIC_WORDS = 4
#: Signs that Western text has between figures, where Polish text has letters between letters.
POLISH = re.compile("(?<=[^\\W\\d_])[¹³¿](?=[^\\W\\d_])")
MIN_POLISH = 2
#: What stands after the name of an encoding when some bytes are not of it.
BROKEN = " (broken)"
#: Zero bytes at the end of what begins as text, and bytes that text does not have.
MANY_ZEROS = 16
CONTROL = bytes([*range(9), *range(14, 32)])
#: Characters of UTF-8 there are for each byte that is none, where a text is UTF-8 all the same.
GOOD_FOR_BAD = 3


def codec_of(encoding: str) -> tuple[str, str]:
    """The encoding and how its errors are handled, as `open` and pandas call them."""
    is_broken = encoding.endswith(BROKEN)
    return (encoding[: -len(BROKEN)], "replace") if is_broken else (encoding, "strict")


def detect_encoding(sample: bytes, name: str) -> str:
    """The encoding of the text that begins with `sample`, as Python and pandas call it.

    Raises `HelperError` when it is no text.
    """
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    if b"\0" in sample:
        rest = sample.rstrip(b"\0")
        is_text = rest and b"\0" not in rest and rest.translate(None, CONTROL) == rest
        if is_text and len(sample) - len(rest) >= MANY_ZEROS:
            raise HelperError(
                f"{name} is damaged: after {len(rest)} bytes of text there are zero bytes, "
                "as when a copy or a download was broken off."
            )
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
    """The encoding of text that is not, or not throughout, UTF-8.

    East Asian, Cyrillic and Polish are recognised, the rest is taken for Western.
    """
    if _is_broken_utf8(sample):
        return "utf-8" + BROKEN
    if _is_japanese(sample):
        return "cp932"
    other = _east_asian(sample) or _eastern_european(sample)
    if other:
        return other
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
    if not failed.startswith("utf-8"):
        return "latin-1"
    found = one_byte_encoding(data)
    return failed + BROKEN if found.endswith(BROKEN) else found


def _is_broken_utf8(sample: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8, as when a few bytes were spoiled or mixed in."""
    if sample.isascii():
        return False
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(not character.isascii() for character in text) - bad
    return good > GOOD_FOR_BAD * bad


def _east_asian(sample: bytes) -> str | None:
    """Chinese or Korean, whose bytes are valid in many encodings: told by how often which occur."""
    for encoding, run, leads in (("cp949", KOREAN_RUN, KOREAN), ("gb18030", CHINESE_RUN, COMMON_CHINESE)):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample[:65536], False)
        except UnicodeDecodeError:
            continue
        others = sum(not character.isascii() for character in text)
        words = "".join(run.findall(text))
        common = sum(character.encode(encoding)[0] in leads for character in words)
        if others and len(words) >= 0.6 * others and common >= 0.7 * len(words):
            return encoding
    return None


def _eastern_european(sample: bytes) -> str | None:
    words = CYRILLIC_RUN.findall(sample[:65536].decode("cp1251", errors="replace"))
    letters = "".join(words).lower()
    others = sum(byte > 127 for byte in sample[:65536])
    common = sum(letter in COMMON_CYRILLIC for letter in letters)
    if len(words) >= MIN_CYRILLIC_WORDS and len(letters) >= 0.6 * others and common >= 0.5 * len(letters):
        return "cp1251"
    if len(POLISH.findall(sample[:65536].decode("cp1252", errors="replace"))) >= MIN_POLISH:
        return "cp1250"
    return None


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
