"""Text files: delimited tables, and text that is none."""

from __future__ import annotations

from typing import Any

from ..reply import HelperError
from .columns import example
from .delimited_table import WHOLE_BYTES, describe_table, quick_table
from .dialect import sniff
from .encodings import codec_of, detect_encoding, next_encoding
from .load_line import opened
from .packages import has_package
from .profile_lines import describe_lines
from .signatures import NAMES, true_kind
from .source_file import SourceFile
from .text_lines import MAX_LINE_BYTES

SAMPLE_BYTES = 512 * 1024
#: What is looked at while the kernel waits.
QUICK_BYTES = 128 * 1024
#: A text is taken for a table when this share of its lines has equally many cells.
MIN_EVENNESS = 0.9
#: Lines of a table in a file whose name does not speak of one.
MIN_ROWS = 4
NOT_UTF8 = (
    "Some bytes are no UTF-8, as when texts of two encodings were joined; "
    "each is read as the sign \ufffd (encoding_errors='replace')."
)
#: What a text may begin with.
TEXTS = ("text", "json", "xml", "html", "binary")


def profile_delimited(
    source: SourceFile, preview_rows: int, max_columns: int, engine: str | None = None
) -> dict[str, Any]:
    """Raises `HelperError` when the file holds no text, or no table. `engine`: see `engines.read_table`."""
    text, encoding = read_sample(source)
    while True:
        try:
            limits = (preview_rows, max_columns)
            told = describe_table(source, text, encoding, limits, engine, has_package("pandas"))
        except UnicodeDecodeError:
            # The beginning of the file was plain; something further down is not.
            encoding = next_encoding(encoding, source.read(WHOLE_BYTES), source.name)
            text, _ = read_sample(source, encoding=encoding)
            continue
        if codec_of(encoding)[1] != "strict":
            told["notes"].append(NOT_UTF8)
        return told


def quick_delimited(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Schema and first rows, from the beginning of the file."""
    text, encoding = read_sample(source, QUICK_BYTES)
    if not text:
        return {"type": "tsv" if source.kind in ("tsv", "tab") else "csv", "notes": []}
    return quick_table(source, text, encoding, (preview_rows, max_columns), has_package("pandas"))


def profile_text(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """A table if its lines are parted like one, lines otherwise."""
    text, encoding = read_sample(source)
    if is_table(text):
        return profile_delimited(source, preview_rows, max_columns)
    told = describe_lines(source, preview_rows)
    return {**told, **_as_lines(source, text, encoding, preview_rows)}


def quick_text(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    text, encoding = read_sample(source, QUICK_BYTES)
    if is_table(text):
        return quick_delimited(source, preview_rows, max_columns)
    return _as_lines(source, text, encoding, preview_rows)


def is_table(text: str, rows: int = 2) -> bool:
    """Whether it has so many lines, or more, and they are parted like those of a table."""
    return sniff(text).evenness >= MIN_EVENNESS and len(text.splitlines()) >= rows


def _as_lines(source: SourceFile, text: str, encoding: str, preview_rows: int) -> dict[str, Any]:
    return {
        "type": "text",
        "preview": [[example(line)] for line in text.splitlines()[:preview_rows]],
        "load_line": f"{opened(source, encoding)}.read()",
        "notes": ["Plain text; rows are lines."],
    }


def read_sample(source: SourceFile, size: int = SAMPLE_BYTES, encoding: str | None = None) -> tuple[str, str]:
    """The beginning of the text, up to the end of a line, and its encoding.

    `encoding`: the one it is in, if that is known. `size`: bytes that are read. With less than usual there
    may be no whole line among them, and no text.
    """
    data = source.read(size)
    kind = true_kind(data[:4096])
    if kind == "nulls":
        raise HelperError(f"{source.name} is not text: it begins with nothing but zero bytes.")
    if kind not in TEXTS:
        raise HelperError(f"{source.name} is not text: it is {NAMES[kind]}, whatever its name says.")
    encoding = encoding or detect_encoding(data, source.name)
    text = data.decode(codec_of(encoding)[0], errors="replace")
    if len(data) == size:
        end = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
        if not end and size < SAMPLE_BYTES:
            return "", encoding
        text = text[:end] if end else _first_line(source, encoding)
    if not text.strip("\ufeff \r\n\t"):
        raise HelperError(f"{source.name} holds nothing but blanks.")
    return text, encoding


def _first_line(source: SourceFile, encoding: str) -> str:
    """The first lines of a text whose first line is longer than the sample."""
    data = source.read(MAX_LINE_BYTES)
    text = data.decode(codec_of(encoding)[0], errors="replace")
    end = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
    if end == 0 and len(data) == MAX_LINE_BYTES:
        raise HelperError(
            f"{source.name} begins with a line of more than {MAX_LINE_BYTES // 1024**2} MB: it is no table."
        )
    return text[:end] if end else text
