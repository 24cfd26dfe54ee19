"""Numbers that pandas takes for text, because of signs around them or words among them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .value_forms import is_number

#: Different texts of a column that are looked at.
LOOKED_AT = 300
#: Different words among numbers that stand for missing ones, and numbers there are for each of them.
MAX_WORDS = 4
NUMBERS_FOR_WORD = 3
#: Characters of a unit, and of a word that is shown.
MAX_UNIT = 12
MAX_SHOWN = 30
CURRENCY = r"[$€£¥]|EUR|USD|GBP|CHF"
GROUP_SIGNS = "'’ \u00a0\u202f\u2009"
DRESSED = re.compile(
    rf"(?P<open>\()?\s?(?P<sign>[+\-\u2212]?)(?P<before>{CURRENCY})?\s?(?P<sign_inside>[-\u2212]?)"
    rf"(?P<body>(?:[1-9]\d{{0,2}}(?:[{GROUP_SIGNS}]\d{{3}})+|\d+(?:[.,]\d+)*)(?:[.,]\d+)?)"
    rf"(?P<after>\s?(?:%|‰|°[CF]?|{CURRENCY})|\s[^\W\d_]{{1,{MAX_UNIT}}})?(?P<close>\))?"
)
ENGLISH = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
CONTINENTAL = re.compile(r"(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")


@dataclass
class _Dress:
    #: Signs between thousands, around the number, and letters behind it.
    groups: set[str]
    around: set[str]
    bodies: list[str]
    has_minus: bool = False
    has_brackets: bool = False


def number_hint(name: str, counts: dict[str, int], decimal: str, is_whole: bool = True) -> str | None:
    """A sentence on a column of texts that are numbers for a reader; None when they are not.

    `counts`: how often each text occurs; only of some when it is not `is_whole`. `decimal`: the sign of
    the file.
    """
    texts = list(counts)
    # Few of them tell whether it is worth looking at all.
    if _read(texts[:: max(1, len(texts) // LOOKED_AT)], decimal) is None:
        return None
    found = _read(texts, decimal)
    if found is None:
        return None
    dress, words = found
    if dress.bodies:
        return _on_dress(name, dress, bool(words) or not is_whole, decimal)
    return _on_words(name, words, counts if is_whole else None) if words else None


def _read(texts: list[str], decimal: str) -> tuple[_Dress, list[str]] | None:
    """What is around the numbers, and the words among them; None when they are no numbers in the main."""
    dress = _Dress(set(), set(), [])
    words = []
    for text in texts:
        if not _is_plain(text, decimal) and not _undress(text, dress):
            words.append(text)
            if len(words) > MAX_WORDS:
                return None
    numbers = len(texts) - len(words)
    return (dress, words) if numbers and numbers >= NUMBERS_FOR_WORD * len(words) else None


def _is_plain(text: str, decimal: str) -> bool:
    stripped = text.strip()
    return is_number(stripped.replace(decimal, ".") if decimal != "." else stripped)


def _on_words(name: str, words: list[str], counts: dict[str, int] | None) -> str:
    """`counts`: None where not all of the values are known."""
    number = None if counts is None else sum(counts[word] for word in words)
    shown = ", ".join(repr(word[:MAX_SHOWN]) for word in words)
    are = "some values are" if number is None else "1 value is" if number == 1 else f"{number} values are"
    if any(len(word) > MAX_SHOWN for word in words):
        return f"{name!r} holds numbers, but {are} text: {shown}."
    them = "that" if number == 1 else "those"
    how = f"read_csv with na_values={words!r} reads {them} as missing"
    return f"{name!r} holds numbers, but {are} {shown}: {how}."


def _undress(text: str, dress: _Dress) -> bool:
    """Notes what is around the number in `text`; False when there is none."""
    found = DRESSED.fullmatch(text.strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return False
    if found["sign"] == "+" and not (found["before"] or found["after"]):
        # A telephone number.
        return False
    around = {(found["before"] or ""), (found["after"] or "").strip()} - {""}
    units = {unit for unit in dress.around | around if unit[-1].isalpha() and unit[0] != "°"}
    if len(units) > 1:
        return False
    body = found["body"]
    groups = set(body) & set(GROUP_SIGNS)
    for sign in groups:
        body = body.replace(sign, "")
    dress.groups |= groups
    dress.around |= around
    dress.bodies.append(body)
    dress.has_minus = dress.has_minus or "\u2212" in found["sign"] + found["sign_inside"]
    dress.has_brackets = dress.has_brackets or bool(found["open"])
    return True


def _on_dress(name: str, dress: _Dress, has_words: bool, decimal: str) -> str | None:
    styles = [("", "")]
    if any(not is_number(body) for body in dress.bodies) or decimal == ",":
        styles = [(".", ","), (",", ".")] if decimal == "," else [(",", "."), (".", ",")]
        forms = {",": CONTINENTAL, ".": ENGLISH}
        styles = [style for style in styles if all(forms[style[1]].fullmatch(body) for body in dress.bodies)]
    if not styles:
        return None
    group, point = styles[0]
    code = f"df[{name!r}]"
    if dress.has_brackets:
        code += r".str.replace(r'^\((.*)\)$', r'-\1', regex=True)"
    is_grouped = group and any(group in body for body in dress.bodies)
    taken = sorted([*dress.groups, *dress.around, *([group] if is_grouped else [])])
    if taken or dress.around:
        signs = "|".join([*map(re.escape, sorted(dress.around, key=len, reverse=True)), r"\s"])
        others = "".join(sign for sign in taken if sign in "'’.,")
        code += f".str.replace(r{_quoted(signs + (f'|[{others}]' if others else ''))}, '', regex=True)"
    if point == "," and any("," in body for body in dress.bodies):
        code += ".str.replace(',', '.')"
    if dress.has_minus:
        code += ".str.replace('\u2212', '-')"
    errors = ", errors='coerce'" if has_words else ""
    return f"{name!r} holds numbers{_written(dress, is_grouped, group)}: pd.to_numeric({code}{errors})."


def _quoted(pattern: str) -> str:
    return f'"{pattern}"' if "'" in pattern else f"'{pattern}'"


def _written(dress: _Dress, is_grouped: object, group: str) -> str:
    parts = [*map(repr, sorted(dress.around))]
    if dress.groups:
        parts.append("blanks" if all(sign.isspace() for sign in dress.groups) else "apostrophes")
        parts[-1] += " between thousands"
    if is_grouped:
        parts.append(f"{group!r} between thousands")
    if dress.has_minus:
        parts.append("a minus that is no hyphen")
    if dress.has_brackets:
        parts.append("brackets for a minus")
    return f" with {' and '.join(parts)}" if parts else " as text"
