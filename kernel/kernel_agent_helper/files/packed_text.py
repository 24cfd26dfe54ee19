"""Compressed text, read with an eye on how much it unpacks to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from ..reply import HelperError
from .source_file import SourceFile
from .text_lines import BOMB_BYTES, MAX_RATIO, MAX_UNPACKED


@contextmanager
def readable(source: SourceFile) -> Iterator[None]:
    """Errors of the decompression come out as `HelperError`."""
    try:
        yield
    except (HelperError, MemoryError, RecursionError):
        raise
    except Exception as error:
        if source.compression or isinstance(error, OSError):
            raise source.unreadable(error) from None
        raise


def check_unpacked(source: SourceFile, read: int) -> None:
    """Raises `HelperError` for a decompression bomb; `read` is what came out of it so far, in bytes."""
    if not source.compression or read <= BOMB_BYTES:
        return
    size = os.path.getsize(source.path)
    if read > MAX_UNPACKED or read > MAX_RATIO * size:
        raise HelperError(
            f"{source.name} is not read to its end: {size} bytes unpack to more than {read // 1024**2} MB."
        )
