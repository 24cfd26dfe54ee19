"""Lines of text files of any size, never more in memory than one block and one line."""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager

from ..reply import HelperError
from .encodings import codec_of
from .source_file import SourceFile

BLOCK_BYTES = 1024**2
#: A line, or a quoted cell, of more bytes is not read.
MAX_LINE_BYTES = 16 * 1024**2
#: A compressed file may unpack to this many bytes …
MAX_UNPACKED = 8 * 1024**3
#: … but not to more than this many times its size once it is beyond `BOMB_BYTES`.
MAX_RATIO = 300
BOMB_BYTES = 512 * 1024**2


class TextLines:
    """Iterates over the lines, with their ends.

    Raises `UnicodeDecodeError` for bytes that are not `encoding`. Raises `HelperError`
    when the bytes cannot be had, when a line is too long, and for a decompression bomb.
    """

    def __init__(self, source: SourceFile, encoding: str) -> None:
        self._source = source
        self._encoding = encoding
        #: Bytes of text read so far, and the share of the file that they came from.
        self.bytes_read = 0
        self.fraction = 0.0

    def __iter__(self) -> Iterator[str]:
        name, errors = codec_of(self._encoding)
        decoder = codecs.getincrementaldecoder(name)(errors)
        rest = ""
        for block in self._blocks():
            text = rest + decoder.decode(block)
            # A line end of two characters may be parted by the end of the block.
            end = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
            if end == 0 and len(text) > MAX_LINE_BYTES:
                raise HelperError(
                    f"{self._source.name} has a line of more than {MAX_LINE_BYTES // 1024**2} MB: "
                    "it is no table."
                )
            rest = text[end:]
            yield from io.StringIO(text[:end], newline="")
        yield from io.StringIO(rest + decoder.decode(b"", True), newline="")

    def _blocks(self) -> Iterator[bytes]:
        size = max(1, os.path.getsize(self._source.path))
        try:
            stream, raw = self._source.open_counted()
            with raw, stream:
                while block := stream.read(BLOCK_BYTES):
                    self.bytes_read += len(block)
                    self.fraction = min(1.0, raw.tell() / size)
                    self._check_bomb(size)
                    yield block
        except HelperError:
            raise
        except (OSError, EOFError) as error:
            raise self._source.unreadable(error) from None
        except Exception as error:
            # Each way to decompress has errors of its own.
            if self._source.compression and not isinstance(error, UnicodeError):
                raise self._source.unreadable(error) from None
            raise

    def _check_bomb(self, size: int) -> None:
        if not self._source.compression:
            return
        if self.bytes_read > MAX_UNPACKED or (
            self.bytes_read > BOMB_BYTES and self.bytes_read > MAX_RATIO * size
        ):
            raise HelperError(
                f"{self._source.name} is not read to its end: its {size} bytes unpack to more than "
                f"{self.bytes_read // 1024**2} MB."
            )


@contextmanager
def long_cells() -> Iterator[None]:
    """Lets the csv module take cells as long as lines may be; the user's own limit comes back afterwards."""
    before = csv.field_size_limit(MAX_LINE_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)
