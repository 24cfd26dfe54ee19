"""What a file really is, by its first bytes."""

from __future__ import annotations

import struct

from .source_file import SourceFile

HEAD_BYTES = 4096
#: Where each kind's mark stands, and the mark.
MARKS = (
    (0, b"PAR1", "parquet"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"%PDF-", "pdf"),
    (0, b"SQLite format 3\0", "sqlite"),
    (8, b"DUCK", "duckdb"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"\x1f\x8b", "gz"),
    (0, b"BZh", "bz2"),
    (0, b"\xfd7zXZ\0", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "zst"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"\x89HDF\r\n\x1a\n", "hdf5"),
    (0, b"CDF\x01", "netcdf"),
    (0, b"CDF\x02", "netcdf"),
    (0, b"\x93NUMPY", "npy"),
    (0, b"ARROW1", "feather"),
    (0, b"FEA1", "feather"),
    (0, b"\x80\x04\x95", "pickle"),
    (0, b"\x80\x05\x95", "pickle"),
    (0, b"{\\rtf", "rtf"),
    (257, b"ustar", "tar"),
)
NAMES = {
    "parquet": "a Parquet file",
    "png": "a PNG image",
    "jpeg": "a JPEG image",
    "gif": "a GIF image",
    "tiff": "a TIFF image",
    "webp": "a WebP image",
    "bmp": "a BMP image",
    "pdf": "a PDF document",
    "sqlite": "an SQLite database",
    "duckdb": "a DuckDB database",
    "ole": "an old Office file (.xls, .doc) or an encrypted one",
    "zip": "a zip archive",
    "xlsx": "an Excel workbook (.xlsx)",
    "xlsb": "a binary Excel workbook (.xlsb)",
    "docx": "a Word document (.docx)",
    "pptx": "a PowerPoint presentation (.pptx)",
    "ods": "an OpenDocument file",
    "gz": "gzip data",
    "bz2": "bzip2 data",
    "xz": "xz data",
    "zst": "Zstandard data",
    "7z": "a 7z archive",
    "rar": "a RAR archive",
    "tar": "a tar archive",
    "hdf5": "an HDF5 file",
    "netcdf": "a NetCDF file",
    "npy": "a NumPy array (.npy)",
    "feather": "a Feather file",
    "pickle": "a pickle",
    "rtf": "an RTF document",
    "html": "HTML",
    "xml": "XML",
    "json": "JSON",
    "text": "plain text",
    "nulls": "nothing but zero bytes",
    "binary": "binary data of an unknown kind",
}


def true_kind(head: bytes) -> str:
    """A key of `NAMES` for a file that begins with `head`; `text` or `binary` when no mark is known."""
    for place, mark, kind in MARKS:
        if head.startswith(mark, place):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:2] == b"BM" and len(head) >= 18 and struct.unpack_from("<I", head, 14)[0] in (12, 40, 108, 124):
        return "bmp"
    if head and not head.strip(b"\0"):
        return "nulls"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[: len(head) & ~1].decode("utf-16", "replace").encode()
    if b"\0" in head:
        return "binary"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:100].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return "html"
    if start.startswith((b"<?xml", b"<")):
        return "xml"
    if start[:1] in (b"{", b"["):
        return "json"
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return "binary" if control > len(head) * 0.02 else "text"


def office_kind(members: list[str]) -> str:
    """What kind of zip archive has these members."""
    there = set(members)
    if "xl/workbook.bin" in there:
        return "xlsb"
    for mark, kind in (("xl/", "xlsx"), ("word/", "docx"), ("ppt/", "pptx")):
        if any(name.startswith(mark) for name in members[:2000]):
            return kind
    if "content.xml" in there and "mimetype" in there:
        return "ods"
    return "zip"


def read_head(source: SourceFile, size: int = HEAD_BYTES) -> bytes:
    """The first bytes. Raises `HelperError` when there are none."""
    return source.read(size)


def what_it_is(head: bytes) -> str:
    """`a PNG image`."""
    return NAMES[true_kind(head)]
