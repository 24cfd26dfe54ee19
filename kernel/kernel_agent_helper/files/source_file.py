"""A file that may be compressed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, BinaryIO

from ..reply import HelperError
from .packages import has_package
from .plain_reason import plain_reason

#: Extension of the compressed file and the compression.
COMPRESSIONS = {"gz": "gz", "bz2": "bz2", "xz": "xz", "zst": "zst", "zstd": "zst"}
MARKS = {"gz": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ\0", "zst": b"\x28\xb5\x2f\xfd"}


@dataclass(frozen=True)
class SourceFile:
    #: Where it is.
    path: str
    #: What the caller called it; used in code and messages.
    name: str
    #: Extension in lower case without the dot, a compression's not counted: `csv` for `a.csv.gz`.
    kind: str
    #: `gz`, `bz2`, `xz`, `zst` or empty; `zip` for the one file in an archive.
    compression: str

    @staticmethod
    def at(path: str, name: str) -> SourceFile:
        stem, extension = os.path.splitext(path.lower())
        compression = COMPRESSIONS.get(extension[1:], "")
        kind = os.path.splitext(stem)[1] if compression else extension
        return SourceFile(path, name, kind[1:], compression)

    def open(self) -> BinaryIO:
        """The decompressed bytes. What is wrong with them shows when they are read."""
        return self.open_counted()[0]

    def open_counted(self) -> tuple[BinaryIO, BinaryIO]:
        """The decompressed bytes, and the file itself: its `tell()` says how far it has been read."""
        raw = open(self.path, "rb")  # noqa: SIM115 - the caller closes it
        try:
            return (_decompressed(raw, self) if self.compression else raw), raw
        except BaseException:
            raw.close()
            raise

    def read(self, size: int) -> bytes:
        """Up to `size` bytes from the beginning. Raises `HelperError` when there are none to be had."""
        try:
            with self.open() as stream:
                data = stream.read(size)
        except HelperError:
            raise
        except Exception as error:
            raise self.unreadable(error) from None
        if not data:
            raise HelperError(f"{self.name} is empty.")
        return data

    def unreadable(self, error: Exception) -> HelperError:
        """What to tell of an error that came up while the bytes were read."""
        if isinstance(error, EOFError) or "truncated" in str(error).lower():
            return HelperError(
                f"{self.name} could not be read: its compressed data ends too early, "
                "as when a file was cut off."
            )
        kind = f" as .{self.compression} data" if self.compression else ""
        return HelperError(f"{self.name} could not be read{kind}: {plain_reason(error)}.")

    @property
    def bytes_to_read(self) -> int:
        """Roughly how much text there is; compressed text is taken for five times as long."""
        return os.path.getsize(self.path) * (5 if self.compression else 1)


def _decompressed(raw: BinaryIO, source: SourceFile) -> Any:
    if source.compression == "zip":
        import zipfile

        archive = zipfile.ZipFile(raw)
        return archive.open(archive.namelist()[0])
    if source.compression == "gz":
        import gzip

        return gzip.GzipFile(fileobj=raw)
    if source.compression == "bz2":
        import bz2

        return bz2.BZ2File(raw)
    if source.compression == "xz":
        import lzma

        return lzma.LZMAFile(raw)
    return _zstandard(raw, source)


def _zstandard(raw: BinaryIO, source: SourceFile) -> Any:
    """Python has it from 3.14 on; before that a package is needed."""
    for module in ("compression.zstd", "backports.zstd"):
        if has_package(module.partition(".")[0]) and has_package(module):
            return __import__(module, fromlist=["ZstdFile"]).ZstdFile(raw)
    if has_package("zstandard"):
        import zstandard

        return zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(raw, read_across_frames=True)
    if has_package("pyarrow"):
        import pyarrow

        return pyarrow.CompressedInputStream(raw, "zstd")
    raise HelperError(
        f"{source.name} is compressed with Zstandard; reading it needs a package that is not installed: "
        "%pip install zstandard"
    )
