"""Pictures, columnar files and documents that claim what is not so."""

from __future__ import annotations

import struct
import zlib

from .documents import gif, jpeg, pdf, png
from .horror import Horror, horror


def horrors() -> list[Horror]:
    return [*_pictures(), *_columnar(), *_documents()]


def _pictures() -> list[Horror]:
    def svg(width: str, more: str = "") -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9">{more}</svg>'

    return [
        horror("absurd.png", png(2**31 - 1, 2**31 - 1, b"\0")),
        horror("nothing.png", png(0, 0, b"")),
        horror("bomb.png", png(60_000, 60_000, bytes(8 * 1024**2))),
        horror("long-chunk.png", png(4, 3)[:33] + struct.pack(">I", 2**32 - 1) + b"tEXt" + b"x" * 50),
        horror("text.png", png(4, 3)[:33] + b"\0\0\0\x09zTXtkey\0\0" + zlib.compress(b"x" * 10**7)),
        horror("short-segments.jpg", b"\xff\xd8" + b"\xff\xe0\x00\x00" * 5000),
        horror("many-segments.jpg", b"\xff\xd8" + b"\xff\xe0\x00\x02" * 200_000),
        horror("absurd.jpg", jpeg(65535, 65535)),
        horror("head.gif", gif(1, 1)[:8]),
        horror("absurd.gif", gif(65535, 65535)),
        horror("absurd.svg", svg("1e99999")),
        horror("words.svg", svg("wide; very")),
        horror("script.svg", svg("4", "<script>alert(1)</script>")),
        horror("deep.svg", svg("4", "<g>" * 50_000 + "</g>" * 50_000)),
        horror("endless.svg", svg("4", "<!--" + "-" * 5_000_000)),
        horror("bitmap.bmp", b"BM" + b"\xff" * 60),
        horror("riff.webp", b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 20),
        horror("loop.tiff", b"II*\0\x08\0\0\0\x00\x00\x08\0\0\0"),
    ]


def _columnar() -> list[Horror]:
    return [
        horror("marks-only.parquet", b"PAR1PAR1", False),
        horror("long-footer.parquet", b"PAR1" + b"x" * 100 + struct.pack("<I", 2**31 - 1) + b"PAR1", False),
        horror("nul-footer.parquet", b"PAR1" + bytes(5000) + struct.pack("<I", 4000) + b"PAR1", False),
        horror(
            "deep-footer.parquet", b"PAR1" + b"\x1c" * 100_000 + struct.pack("<I", 100_000) + b"PAR1", False
        ),
        horror(
            "list-footer.parquet",
            b"PAR1" + b"\x19\xfc\xff\xff\xff\xff\x0f" * 500 + struct.pack("<I", 3500) + b"PAR1",
            False,
        ),
        horror("encrypted.parquet", b"PARE" + b"\x55" * 500 + struct.pack("<I", 300) + b"PARE", False),
        horror("marks-only.feather", b"ARROW1\0\0ARROW1", False),
        horror(
            "long-footer.feather",
            b"ARROW1\0\0" + b"\xff" * 500 + struct.pack("<I", 2**31 - 1) + b"ARROW1",
            False,
        ),
        horror("old.feather", b"FEA1" + b"\xff" * 500 + struct.pack("<I", 100) + b"FEA1"),
        horror("text.parquet", "a,b\n1,2\n", False),
    ]


def _documents() -> list[Horror]:
    circle = (
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R] /Count 999999999999 /Parent 2 0 R >> endobj\n"
        b"trailer << /Root 1 0 R /Prev 0 >>\nstartxref\n0\n%%EOF"
    )
    packed = zlib.compress(b"(Hello) Tj " * 20_000_000, 9)
    bomb = pdf(["x"]).replace(
        b"stream\n", b"/Filter /FlateDecode >> stream\n" + packed + b"\nendstream\n<< stream\n", 1
    )
    many = pdf([f"page {number}" for number in range(2000)])
    headings = "".join(f"# Heading {number} {'h' * 300}\n\n" for number in range(5000))
    return [
        horror("circle.pdf", circle),
        horror("bomb.pdf", bomb),
        horror("many-pages.pdf", many),
        horror("head-only.pdf", b"%PDF-1.7\n"),
        horror(
            "action.pdf",
            pdf(["x"]).replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        ),
        horror("nested.pdf", b"%PDF-1.4\n1 0 obj " + b"[" * 200_000 + b"<<" * 100_000),
        horror("backslashes.pdf", b"%PDF-1.4\nstream\nBT (" + b"\\" * 500_000 + b") Tj ET\nendstream\n%%EOF"),
        horror("headings.md", headings, True),
        horror("fences.md", "```" * 100_000),
        horror("emphasis.md", "*_" * 200_000),
        horror("control.txt", b"\x1b[2J\x07" * 100 + b"text\n" * 1000),
    ]
