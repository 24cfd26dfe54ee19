"""Sizes of pictures, from the first bytes of each kind. No pixel is unpacked."""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

#: Segments of a JPEG, and directories of a TIFF, that are looked at.
MAX_SEGMENTS = 2000
MAX_PAGES = 1000
MAX_ENTRIES = 512
PNG_MODES = {0: "grey", 2: "RGB", 3: "palette", 4: "grey with alpha", 6: "RGB with alpha"}
JPEG_MODES = {1: "grey", 3: "colour", 4: "CMYK"}
#: Markers of JPEG frames; C4, C8 and CC are none.
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


class BrokenHeader(ValueError):
    """The header is cut off or contradicts itself."""


def _read(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise BrokenHeader("the file ends within its header")
    return data


def png_header(stream: BinaryIO) -> dict[str, Any]:
    head = _read(stream, 33)
    if head[12:16] != b"IHDR":
        raise BrokenHeader("its header chunk is missing")
    width, height, depth, colour = struct.unpack_from(">IIBB", head, 16)
    return {"width": width, "height": height, "mode": PNG_MODES.get(colour, "unknown"), "bit_depth": depth}


def gif_header(stream: BinaryIO) -> dict[str, Any]:
    width, height, packed = struct.unpack_from("<HHB", _read(stream, 13), 6)
    return {"width": width, "height": height, "mode": "palette", "bit_depth": (packed & 7) + 1}


def bmp_header(stream: BinaryIO) -> dict[str, Any]:
    head = _read(stream, 30)
    if struct.unpack_from("<I", head, 14)[0] == 12:
        width, height, _, bits = struct.unpack_from("<HHHH", head, 18)
    else:
        width, height, _, bits = struct.unpack_from("<iiHH", head, 18)
    return {
        "width": abs(width),
        "height": abs(height),
        "mode": "RGB" if bits > 8 else "palette",
        "bit_depth": bits,
    }


def jpeg_header(stream: BinaryIO) -> dict[str, Any]:
    _read(stream, 2)
    for _ in range(MAX_SEGMENTS):
        mark = _read(stream, 1)
        while mark != b"\xff":
            mark = _read(stream, 1)
        while mark == b"\xff":
            mark = _read(stream, 1)
        if mark[0] in (0xD8, 0x01) or 0xD0 <= mark[0] <= 0xD7:
            continue
        if mark[0] in (0xD9, 0xDA):
            break
        (length,) = struct.unpack(">H", _read(stream, 2))
        if mark[0] in FRAMES:
            depth, height, width, parts = struct.unpack(">BHHB", _read(stream, 6))
            return {
                "width": width,
                "height": height,
                "mode": JPEG_MODES.get(parts, "unknown"),
                "bit_depth": depth,
            }
        _read(stream, max(0, length - 2))
    raise BrokenHeader("it names no size")


def webp_header(stream: BinaryIO) -> dict[str, Any]:
    head = _read(stream, 30)
    kind = head[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(head[24:27], "little") + 1
        height = int.from_bytes(head[27:30], "little") + 1
        alpha = bool(head[20] & 0x10)
    elif kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        width, height, alpha = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1)
    elif kind == b"VP8 ":
        width, height = (value & 0x3FFF for value in struct.unpack_from("<HH", head, 26))
        alpha = False
    else:
        raise BrokenHeader("its kind of WebP is unknown")
    return {"width": width, "height": height, "mode": "RGB with alpha" if alpha else "RGB", "bit_depth": 8}


def tiff_header(stream: BinaryIO) -> dict[str, Any]:
    order = "<" if _read(stream, 4)[:2] == b"II" else ">"
    (place,) = struct.unpack(f"{order}I", _read(stream, 4))
    told: dict[str, Any] = {}
    seen: set[int] = set()
    while place and place not in seen and len(seen) < MAX_PAGES:
        seen.add(place)
        stream.seek(place)
        (count,) = struct.unpack(f"{order}H", _read(stream, 2))
        if count > MAX_ENTRIES:
            raise BrokenHeader(f"a directory of {count} entries")
        entries = _read(stream, 12 * count)
        if not told:
            told = _tiff_entries(order, entries)
        (place,) = struct.unpack(f"{order}I", _read(stream, 4))
    if "width" not in told or "height" not in told:
        raise BrokenHeader("it names no size")
    return {**told, "pages": len(seen)}


def _tiff_entries(order: str, entries: bytes) -> dict[str, Any]:
    names = {256: "width", 257: "height", 258: "bit_depth", 277: "samples"}
    told: dict[str, Any] = {}
    for place in range(0, len(entries), 12):
        tag, kind, count = struct.unpack_from(f"{order}HHI", entries, place)
        if tag in names and kind in (3, 4) and (count == 1 or (kind == 3 and count == 2)):
            told[names[tag]] = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", entries, place + 8)[
                0
            ]
        elif tag == 258:
            told["bit_depth"] = 8
    samples = told.pop("samples", 1)
    return {**told, "mode": {1: "grey", 3: "RGB", 4: "RGB with alpha or CMYK"}.get(samples, "unknown")}


READERS = {
    "png": png_header,
    "jpeg": jpeg_header,
    "gif": gif_header,
    "bmp": bmp_header,
    "webp": webp_header,
    "tiff": tiff_header,
}
