"""What a library says is wrong with a file, as a part of a sentence."""

from __future__ import annotations

import re

MAX_CHARACTERS = 200
#: Bytes as Python writes them: `b'PK\x03'`.
BYTES = re.compile(r"""(?<![\w'"])b(?P<quote>['"])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)""")

#: The class of an error before what it says: `TProtocolException: `.
CLASS = re.compile(r"\b(\w+\.)*\w*(Error|Exception):\s*")


#: What there is to say of an error that no reader raised on purpose.
UNEXPECTED = "its content is not built as expected"


def not_profiled(path: str, error: BaseException) -> str:
    """A sentence for an error that nobody foresaw; what Python says of its own objects is left out."""
    if isinstance(error, MemoryError):
        return f"{path} needs more memory to be read than there is."
    is_known = isinstance(error, OSError) or type(error).__module__ != "builtins"
    return f"{path} could not be profiled: {plain_reason(error) if is_known else UNEXPECTED}."


def plain_reason(error: BaseException) -> str:
    """The error's text on one line, without Python's ways of writing and a full stop, and not too long."""
    text = getattr(error, "strerror", None) if isinstance(error, OSError) else None
    text = " ".join((text or str(error)).split()) or "its content makes no sense"
    text = BYTES.sub(lambda found: f"'{found.group('text')}'", text)
    text = CLASS.sub("", text).rstrip(". ")
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"
