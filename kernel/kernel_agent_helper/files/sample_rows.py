"""Rows from all over a large text, by one way of reading for every engine."""

from __future__ import annotations

import io
import os
from itertools import islice

from .dialect import Dialect
from .encodings import codec_of
from .records import Records
from .source_file import SourceFile
from .text_lines import TextLines

#: Blocks at even distances, and bytes of each.
BLOCKS = 40
BLOCK_BYTES = 32 * 1024
#: Of a compressed text, which cannot be entered in its middle, lines from the beginning.
PACKED_LINES = 20_000


def sample_rows(source: SourceFile, dialect: Dialect, encoding: str) -> list[list[str]]:
    """Rows of the file in its order; those at the edges of the blocks are left out."""
    records = Records(dialect, source.name, strict=True)
    if source.compression:
        lines = islice(TextLines(source, encoding), dialect.data_line, dialect.data_line + PACKED_LINES)
        return [row for chunk in records.chunks(lines) for row in chunk]
    wide = encoding.startswith(("utf-16", "utf-32"))
    size = os.path.getsize(source.path)
    found: list[list[str]] = []
    with open(source.path, "rb") as stream:
        mark = stream.read(4)
        for number in range(BLOCKS):
            start = (size - BLOCK_BYTES) * number // (BLOCKS - 1) if size > BLOCK_BYTES else 0
            # Characters of two or four bytes begin at their multiples.
            start -= start % 4
            stream.seek(start)
            data = stream.read(BLOCK_BYTES)
            text = data.decode(
                _without_mark(encoding, mark) if wide else codec_of(encoding)[0], errors="replace"
            )
            found.extend(_rows(text, records, dialect, start == 0, start + len(data) >= size))
            if size <= BLOCK_BYTES:
                break
    return found


def _without_mark(encoding: str, mark: bytes) -> str:
    """The byte order by name: only the first block has the mark that tells it."""
    if encoding == "utf-16":
        return "utf-16-be" if mark.startswith(b"\xfe\xff") else "utf-16-le"
    if encoding == "utf-32":
        return "utf-32-be" if mark.startswith(b"\0\0\xfe\xff") else "utf-32-le"
    return encoding


def _rows(text: str, records: Records, dialect: Dialect, is_first: bool, is_last: bool) -> list[list[str]]:
    lines = list(io.StringIO(text, newline=""))
    lines = lines if is_last else lines[:-1]
    lines = lines[dialect.data_line :] if is_first else lines[1:]
    return [row for chunk in records.chunks(lines) for row in chunk]
