"""How Excel stores dates and times: as numbers with a format."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

#: Formats that need no definition in the file.
BUILT_IN_DATES = frozenset({*range(14, 23), 45, 47})
BUILT_IN_DURATIONS = frozenset({46})
#: Colours, conditions and locales in brackets; quoted and escaped characters; padding.
DECORATION = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
DURATION = re.compile(r"\[(hh?|mm?|ss?)\]", re.IGNORECASE)
DATE_LETTER = re.compile(r"[dmhys]", re.IGNORECASE)
EPOCH_1900 = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
MAX_SERIAL = 2_958_466


def is_date_format(code: str) -> bool:
    first = DECORATION.sub("", code.partition(";")[0])
    return first.lower() != "general" and DATE_LETTER.search(first) is not None


def is_duration_format(code: str) -> bool:
    return DURATION.search(code.partition(";")[0]) is not None


def from_serial(serial: float, from_1904: bool) -> datetime | time | float:
    """The moment a number stands for; the number itself where it stands for none. Rounded to milliseconds."""
    if not 0 <= serial < MAX_SERIAL:
        return serial
    days, part = divmod(serial, 1)
    passed = timedelta(milliseconds=round(part * 86_400_000))
    if 0 <= serial < 1 and not from_1904 and passed < timedelta(days=1):
        return (datetime.min + passed).time()
    if not from_1904 and 0 < serial < 60:
        # Excel believes in the 29th of February 1900.
        days += 1
    return (EPOCH_1904 if from_1904 else EPOCH_1900) + timedelta(days=days) + passed
