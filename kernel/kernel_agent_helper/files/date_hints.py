"""Dates in forms that stay text when the load line is run, and how to get at them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

#: Forms of logs, mails and programs, with what comes back of them.
FORMS = (
    "%a, %d %b %Y %H:%M:%S %z",
    "%a, %d %b %Y %H:%M:%S GMT",
    "%a %b %d %H:%M:%S %z %Y",
    "%a %b %d %H:%M:%S %Y",
    "%d/%b/%Y:%H:%M:%S %z",
    "%d/%b/%Y:%H:%M:%S",
    "[%d/%b/%Y:%H:%M:%S",
    "%Y-%m-%d %H:%M:%S UTC",
    "%Y-%m-%d %H:%M:%S.%f UTC",
    "%Y-%m-%d %H:%M:%S %z",
    "%Y%m%dT%H%M%SZ",
    "%Y%m%dT%H%M%S",
    "%d%b%Y",
    "%d%b%Y:%H:%M:%S",
    "%b %d %Y",
    "%b %d %Y %H:%M:%S",
    "%d.%m.%Y, %H:%M",
    "%m/%d/%Y, %I:%M:%S %p",
    "%Y/%m/%d %H.%M.%S",
)
#: Different dates by which a form is told.
MIN_DATES = 2


def date_hint(name: str, texts: Sequence[str]) -> str | None:
    """A sentence on a column of such dates; None when its texts are others, or not all of one form."""
    if len(texts) < MIN_DATES:
        return None
    for form in FORMS:
        if all(_is_of(text, form) for text in texts):
            utc = ", utc=True" if "%z" in form else ""
            return f"{name!r} holds dates: pd.to_datetime(df[{name!r}], format={form!r}{utc})."
    return None


def _is_of(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True
