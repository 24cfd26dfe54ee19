"""Text files: delimited tables, and text that is none."""

from __future__ import annotations

import io
from typing import Any

from ..hello import package_version
from ..reply import HelperError
from .columns import example
from .dialect import sniff
from .encodings import detect_encoding
from .load_line import opened
from .profile_frame import profile_with_pandas
from .profile_plain import profile_plainly
from .source_file import SourceFile

SAMPLE_BYTES = 512 * 1024
#: A text is taken for a table when this share of its lines has equally many cells.
MIN_EVENNESS = 0.9


def profile_delimited(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Raises `HelperError` when the file holds no text, or no table."""
    text, encoding = read_sample(source)
    dialect = sniff(text)
    if package_version("pandas") is None:
        return profile_plainly(source, dialect, encoding, preview_rows, max_columns)
    return profile_with_pandas(source, dialect, encoding, preview_rows, max_columns)


def profile_text(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """A table if its lines are parted like one, lines otherwise."""
    text, encoding = read_sample(source)
    if source.kind != "md" and sniff(text).evenness >= MIN_EVENNESS and len(text.splitlines()) > 1:
        return profile_delimited(source, preview_rows, max_columns)
    with source.open() as stream:
        count = sum(1 for _ in io.TextIOWrapper(stream, encoding, errors="replace"))
    return {
        "type": "text",
        "rows": count,
        "preview": [[example(line)] for line in text.splitlines()[:preview_rows]],
        "load_line": f"{opened(source, encoding)}.read()",
        "notes": ["Plain text; rows are lines."],
    }


def read_sample(source: SourceFile) -> tuple[str, str]:
    """The beginning of the text, up to the end of a line, and its encoding."""
    data = source.read(SAMPLE_BYTES)
    encoding = detect_encoding(data, source.name)
    text = data.decode(encoding, errors="replace")
    if len(data) == SAMPLE_BYTES and "\n" in text:
        text = text[: text.rindex("\n") + 1]
    if not text.strip("\ufeff \r\n\t"):
        raise HelperError(f"{source.name} holds nothing but blanks.")
    return text, encoding
