"""Profiles of pictures."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError
from test_profile_text import profile, write


def png(width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">IIBB", width, height, depth, colour) + b"\0" * 7


def jpeg(width: int, height: int) -> bytes:
    app = b"\xff\xe0\x00\x10JFIF" + b"\0" * 10
    thumbnail = b"\xff\xe1\x00\x0a" + b"\xff\xc0\x00\x0b\x08\0\1\0"
    return (
        b"\xff\xd8"
        + app
        + thumbnail
        + b"\xff\xff\xc2\x00\x11\x08"
        + struct.pack(">HHB", height, width, 3)
        + b"\0" * 9
    )


def bmp(width: int, height: int) -> bytes:
    return b"BM" + b"\0" * 12 + struct.pack("<IiiHH", 40, width, height, 1, 24) + b"\0" * 24


def tiff(order: str, width: int, height: int, pages: int = 2, loops: bool = False) -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entries = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 3, 0),
        (277, 3, 1, 3 if order == "<" else 3 << 16),
    ]
    size = 2 + 12 * len(entries) + 4
    data = mark + struct.pack(f"{order}I", 8)
    for page in range(pages):
        data += struct.pack(f"{order}H", len(entries))
        data += b"".join(struct.pack(f"{order}HHII", *entry) for entry in entries)
        last = 8 if loops else 0
        data += struct.pack(f"{order}I", 8 + size * (page + 1) if page + 1 < pages else last)
    return data


def webp(kind: bytes, content: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + content + b"\0" * 20


LOSSLESS = struct.pack("<BI", 0x2F, 39 | 29 << 14 | 1 << 28)
SIZE = {"width": 40, "height": 30}


@pytest.mark.parametrize(
    ("name", "kind", "content", "details"),
    [
        ("a.png", "png", png(40, 30, 16, 6), {"mode": "RGB with alpha", "bit_depth": 16}),
        ("a.jpg", "jpeg", jpeg(40, 30), {"mode": "colour", "bit_depth": 8}),
        (
            "a.gif",
            "gif",
            b"GIF89a" + struct.pack("<HHB", 40, 30, 0x87) + b"\0\0",
            {"mode": "palette", "bit_depth": 8},
        ),
        ("a.bmp", "bmp", bmp(40, -30), {"mode": "RGB", "bit_depth": 24}),
        ("a.tif", "tiff", tiff("<", 40, 30), {"mode": "RGB", "bit_depth": 8, "pages": 2}),
        ("a.tiff", "tiff", tiff(">", 40, 30), {"mode": "RGB", "bit_depth": 8, "pages": 2}),
        ("loop.tiff", "tiff", tiff("<", 40, 30, loops=True), {"mode": "RGB", "bit_depth": 8, "pages": 2}),
        (
            "x.webp",
            "webp",
            webp(b"VP8X", b"\x10\0\0\0" + b"\x27\0\0\x1d\0\0"),
            {"mode": "RGB with alpha", "bit_depth": 8},
        ),
        ("l.webp", "webp", webp(b"VP8L", LOSSLESS), {"mode": "RGB with alpha", "bit_depth": 8}),
        (
            "y.webp",
            "webp",
            webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 40, 30)),
            {"mode": "RGB", "bit_depth": 8},
        ),
    ],
)
def test_R9_the_header_of_an_image_tells_its_size(
    folder: Path, name: str, kind: str, content: bytes, details: dict[str, object]
) -> None:
    found = profile(write(folder / name, content))
    assert (found["type"], found["details"]) == (kind, {**SIZE, **details})
    assert repr(name) in found["load_line"]


def test_R10_the_load_line_opens_the_image(folder: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    for name in ("r.png", "r.jpg", "r.gif", "r.bmp", "r.tiff", "r.webp"):
        image.new("RGB", (40, 30)).save(name)
        found = profile(name)
        assert {key: found["details"][key] for key in SIZE} == SIZE
        assert eval(found["load_line"]).size == (40, 30)


def test_R9_an_svg_has_a_size_and_elements(folder: Path) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://localhost/svg11.dtd">'
    text = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" width="20px"><g/></svg>'
    for content in (text, doctype + text):
        found = profile(write(folder / "d.svg", content))
        assert (found["type"], found["details"]) == ("svg", {"width": 20, "height": 30, "elements": 2})
    entities = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + text
    assert profile(write(folder / "e.svg", entities))["notes"] == ["It declares entities; it was not read."]
    with pytest.raises(HelperError, match=r"n\.svg is not an SVG drawing"):
        profile_file(write(folder / "n.svg", "<html></html>"))


def test_images_of_absurd_size_are_called_out_and_not_unpacked(folder: Path) -> None:
    found = profile(write(folder / "h.png", png(2**31 - 1, 2**31 - 1)))
    assert "load it only if you trust it" in found["notes"][0]


def test_R11_images_that_are_damaged_or_none_are_refused(folder: Path) -> None:
    for content, message in (
        (png(40, 30)[:20], "is a damaged PNG image: the file ends within its header"),
        (png(0, 30), "is a damaged PNG image: it has no pixels"),
        (b"hello", "is not an image: it is plain text"),
        (b"\xff\xd8\xff\xe0\x00\x10", "is a damaged JPEG image"),
        (b"\xff\xd8\xff\xd9", "is a damaged JPEG image: it names no size"),
        (tiff("<", 40, 30)[:20], "is a damaged TIFF image"),
    ):
        with pytest.raises(HelperError, match=rf"b\.png {message}"):
            profile_file(write(folder / "b.png", content))
    renamed = profile(write(folder / "j.png", jpeg(40, 30)))
    assert (renamed["type"], renamed["notes"][0]) == (
        "jpeg",
        "It is a JPEG image, although its name ends with .png.",
    )
