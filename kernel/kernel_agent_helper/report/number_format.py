"""Formats of numbers: Python's as PowerPoint writes them, and good ones where nobody named one."""

from __future__ import annotations

import re
from typing import Any

from ..kinds import is_exactly
from ..reply import HelperError
from .plain_values import is_finite

PYTHON = re.compile(r"(?P<sign>\+?)(?P<comma>[,_]?)(?:\.(?P<digits>\d{1,2}))?(?P<kind>[dfFeEgG%]?)")
#: What Excel's formats are made of; quoted text may be in them, too.
EXCEL = re.compile(r"""(?:"[^"]*"|\\.|[#0?,.%@/:;$€£¥()+\-_*\sEemhsdyAaPpM]|\[[^\]]*\]|General|Standard)+""")
MAX_CHARACTERS = 80
MILLION = 1_000_000


def excel_format(text: str) -> str:
    """The Excel format for a Python one, or `text` where it is one of Excel's. Raises `HelperError`."""
    text = text.strip()
    found = PYTHON.fullmatch(text)
    if text and found:
        return _translated(found)
    if 0 < len(text) <= MAX_CHARACTERS and EXCEL.fullmatch(text) and re.search(r"[0#@]|General", text):
        return text
    raise HelperError(
        f"{text[:40]!r} is no number format: write Python's, such as ',.0f' or '.1%', or Excel's, "
        "such as '#,##0'"
    )


def _translated(found: re.Match[str]) -> str:
    digits, kind = found["digits"], found["kind"]
    whole = "#,##0" if found["comma"] else "0"
    if kind in ("d", "g", "G", "") and digits is None:
        # Without a kind Python writes as many digits as there are.
        number = whole if kind == "d" else f"{whole}.###" if found["comma"] else "General"
    elif kind in ("g", "G", ""):
        number = f"{whole}.{'#' * int(digits)}" if int(digits) else whole
    else:
        count = 6 if digits is None else int(digits)
        number = whole + ("." + "0" * count if count else "")
    if kind == "%":
        number += "%"
    elif kind in ("e", "E"):
        number += "E+00"
    return f"+{number};-{number};{number}" if found["sign"] and number != "General" else number


def label_format(values: list[Any]) -> str:
    """For numbers of a chart beside its bars and points: as many digits as tell them apart."""
    numbers = [abs(float(value)) for value in values if value is not None and is_finite(value)]
    top = max(numbers, default=0.0)
    if top >= 10 * MILLION:
        return '#,##0.0,,"M"' if top < 1000 * MILLION else '#,##0,,"M"'
    if all(number == int(number) for number in numbers) or top >= 1000:
        return "#,##0"
    return "#,##0.0" if top >= 10 else "0.00" if top >= 0.1 else "General"


def axis_format(values: list[Any]) -> str:
    """For the ticks of an axis."""
    top = max((abs(float(value)) for value in values if value is not None and is_finite(value)), default=0.0)
    if top >= 10 * MILLION:
        return '#,##0,,"M"'
    if top >= MILLION:
        return '#,##0.0,,"M"'
    return "#,##0" if top >= 10 else "General"


def cell_formatter(name: str, values: list[Any]) -> str | None:
    """The Python format of a column's numbers where none was asked for; None: as they are."""
    numbers = [value for value in values if value is not None and is_finite(value)]
    if not numbers:
        return None
    if all(is_exactly(value, (int,)) for value in numbers):
        return None if _are_names(name, numbers) else ",d"
    top = max(abs(float(value)) for value in numbers)
    if all(float(value) == int(value) for value in numbers):
        return ",.0f"
    return ",.2f" if top >= 1 else ".4f" if top >= 0.001 else ".4g"


def _are_names(name: str, numbers: list[int]) -> bool:
    """True of years and keys, which have no separators of thousands."""
    words = re.split(r"[^a-z]+", name.lower())
    if {"id", "year", "jahr", "code", "zip", "key", "number", "no"} & set(words):
        return True
    return all(1800 <= number <= 2200 for number in numbers)
