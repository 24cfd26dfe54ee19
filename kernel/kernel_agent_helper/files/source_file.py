"""A file that may be compressed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import BinaryIO

from ..reply import HelperError

COMPRESSIONS = ("gz", "bz2", "xz")


@dataclass(frozen=True)
class SourceFile:
    #: Where it is.
    path: str
    #: What the caller called it; used in code and messages.
    name: str
    #: Extension in lower case without the dot, a compression's not counted: `csv` for `a.csv.gz`.
    kind: str
    #: `gz`, `bz2`, `xz` or empty.
    compression: str

    @staticmethod
    def at(path: str, name: str) -> SourceFile:
        stem, extension = os.path.splitext(path.lower())
        compression = extension[1:] if extension[1:] in COMPRESSIONS else ""
        kind = os.path.splitext(stem)[1] if compression else extension
        return SourceFile(path, name, kind[1:], compression)

    def open(self) -> BinaryIO:
        """The decompressed bytes. What is wrong with them shows when they are read."""
        if self.compression == "gz":
            import gzip

            return gzip.open(self.path)
        if self.compression == "bz2":
            import bz2

            return bz2.open(self.path)
        if self.compression == "xz":
            import lzma

            return lzma.open(self.path)
        return open(self.path, "rb")

    def read(self, size: int) -> bytes:
        """Up to `size` bytes from the beginning. Raises `HelperError` when there are none to be had."""
        try:
            with self.open() as stream:
                data = stream.read(size)
        except (OSError, EOFError) as error:
            raise HelperError(f"{self.name} could not be read: {error}") from None
        except Exception as error:
            raise HelperError(f"{self.name} is not valid .{self.compression} data: {error}") from None
        if not data:
            raise HelperError(f"{self.name} is empty.")
        return data

    @property
    def bytes_to_read(self) -> int:
        """Roughly how much text there is; compressed text is taken for five times as long."""
        return os.path.getsize(self.path) * (5 if self.compression else 1)
