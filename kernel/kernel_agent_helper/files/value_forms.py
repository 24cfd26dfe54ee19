"""How numbers and dates are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
# Nothing is written with thousands that begins with a zero: `0,500` is a half.
COMMA_DECIMAL = re.compile(r"[+-]?([1-9]\d{0,2}(\.\d{3})+|\d*),\d+|[+-]?[1-9]\d{0,2}(\.\d{3})+")
COMMA_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")
DOTTED_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d*)?")
LEADING_ZERO = re.compile(r"0\d+")
# What pandas takes for a missing value.
MISSING = frozenset(
    {
        *(
            "",
            "#N/A",
            "#N/A N/A",
            "#NA",
            "-1.#IND",
            "-1.#QNAN",
            "1.#IND",
            "1.#QNAN",
            "<NA>",
            "N/A",
            "NA",
            "n/a",
        ),
        *("NULL", "null", "None", "NaN", "-NaN", "nan", "-nan"),
    }
)
ISO_DATE = re.compile(r"\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?")
ISO = "ISO8601"
DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%d-%m-%y")
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%m-%d-%y")
OTHER_DATES = (
    "%d.%m.%Y", "%d.%m.%y", "%Y/%m/%d", "%Y.%m.%d", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%b %d, %Y",
    "%d %B %Y", "%B %d, %Y", "%b %Y", "%B %Y", "%b-%y",
)  # fmt: skip
# How every form below begins: most texts are told from dates by this, at hardly any cost.
DATE_START = re.compile(
    r"\s*(\d{1,4}([/.\-])\d{1,2}\2\d|\d{1,2}(-|\s+)[^\W\d_]{3,}|[^\W\d_]{3,}\.?(-|\s+)\d)"
)
TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")


def is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


def is_missing(text: str) -> bool:
    return text.strip() in MISSING


def date_format(values: Iterable[str], day_first: bool) -> str | None:
    """The one form in which all `values` are dates: a `strptime` format or `ISO`; None when there is none."""
    texts = list(values)
    if not texts:
        return None
    if all(ISO_DATE.fullmatch(text) for text in texts):
        return ISO if all(_is_iso(text) for text in texts) else None
    if DATE_START.match(texts[0]) is None:
        return None
    ambiguous = (*DAY_FIRST, *MONTH_FIRST) if day_first else (*MONTH_FIRST, *DAY_FIRST)
    for date in (*OTHER_DATES, *ambiguous):
        for time in TIMES:
            # The first value decides most cases, and cheaply.
            if _matches(texts[0], date + time) and all(_matches(text, date + time) for text in texts):
                return date + time
    return None


def is_ambiguous(form: str, values: Sequence[str]) -> bool:
    """Whether day and month could be the other way round in every one of `values`."""
    date, _, time = form.partition(" ")
    for known, other in ((DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST)):
        if date in known:
            swapped = other[known.index(date)] + (f" {time}" if time else "")
            return all(_matches(text, swapped) for text in values)
    return False


def to_datetime(text: str, form: str) -> datetime:
    """Raises `ValueError` when `text` is not of that form."""
    if form != ISO:
        return datetime.strptime(text, form)
    padded = text + "-01" if len(text) == 7 else text
    return datetime.fromisoformat(padded.replace("Z", "+00:00").replace(",", "."))


def _is_iso(text: str) -> bool:
    return 1 <= int(text[5:7]) <= 12 and (len(text) < 10 or 1 <= int(text[8:10]) <= 31)


def _matches(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True
