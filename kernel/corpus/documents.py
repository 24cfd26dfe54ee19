"""Documents, texts, pictures, arrays, archives."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from .good_file import GoodFile, delimited, writer
from .samples import units

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STAMP = (2024, 1, 1, 0, 0, 0)


def files() -> list[GoodFile]:
    return [*_texts(), *_documents(), *_pictures(), *_arrays(), *_archives()]


def _file(name: str, content: str | bytes, kind: str, **more: object) -> GoodFile:
    return GoodFile(name, "document", writer(name, content), kind, **more)  # type: ignore[arg-type]


def _texts() -> list[GoodFile]:
    markdown = "# Title\n\nSome words.\n\n## Part two\n\n- a\n- b\n"
    return [
        _file("readme.md", markdown, "text", rows=8, details={"headings": ["Title", "Part two"]}),
        _file(
            "notes.txt",
            "First line of notes.\nSecond, with a comma.\n\nThird.\n",
            "text",
            rows=4,
            shows=["First line"],
        ),
        _file(
            "server.log",
            "2024-01-01 INFO started\n2024-01-01 WARN low on ink, again\n",
            "text",
            rows=2,
            shows=["started"],
        ),
    ]


def document_xml(paragraphs: list[tuple[str, str]], rows: list[list[str]]) -> str:
    """A Word document's text: paragraphs of (style, text), and one table."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    cells = ["".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}<w:tbl>{table}</w:tbl></w:body></w:document>'


def zipped(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def word(document: str) -> bytes:
    kinds = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    return zipped({"[Content_Types].xml": kinds, "word/document.xml": document})


def pdf(pages: list[str]) -> bytes:
    """A small PDF with a line of text on each page."""
    kids = " ".join(f"{4 + 2 * position} 0 R" for position in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for position, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        parts.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * position} 0 R >>"
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(parts) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\n"
    return content + f"{tail}startxref\n{len(content)}\n%%EOF\n".encode()


def _documents() -> list[GoodFile]:
    paragraphs = [
        ("Heading1", "Annual report"),
        ("Normal", "Sales grew."),
        ("Heading2", "Outlook"),
        ("Normal", "Good."),
    ]
    report = word(document_xml(paragraphs, [["Region", "Sales"], ["North", "10"], ["South", "12"]]))
    told = {"paragraphs": 4, "tables": 1, "headings": ["Annual report", "Outlook"]}
    return [
        _file("report.docx", report, "docx", details=told, shows=["Sales grew."]),
        _file(
            "paper.pdf",
            pdf(["Hello from page one", "And page two"]),
            "pdf",
            details={"pages": 2},
            shows=["page one"],
        ),
    ]


def png(width: int, height: int, data: bytes | None = None) -> bytes:
    """A grey PNG; its size is believed unless the data of the pixels is given."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height)) if data is None else data
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    written = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def jpeg(width: int, height: int) -> bytes:
    """The head and the tail of a JPEG; enough to tell its size."""
    app = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


def gif(width: int, height: int) -> bytes:
    head = b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\x00\x00" + b"\0\0\0\xff\xff\xff"
    return head + b"\x2c" + struct.pack("<HHHH", 0, 0, 1, 1) + b"\x00\x02\x02\x44\x01\x00\x3b"


def _pictures() -> list[GoodFile]:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><text x="1" y="9">Hi</text></svg>'
    size = {"width": 40, "height": 30}
    return [
        _file("grey.png", png(40, 30), "png", details=size),
        _file("photo.jpg", jpeg(40, 30), "jpeg", details=size),
        _file("dots.gif", gif(40, 30), "gif", details=size),
        _file("drawing.svg", svg, "svg", details=size),
    ]


def npy(kind: str, shape: tuple[int, ...], data: bytes) -> bytes:
    head = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}"
    head += " " * (-(len(head) + 11) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode() + data


def _arrays() -> list[GoodFile]:
    grid = npy("<f8", (3, 4), struct.pack("<12d", *range(12)))
    line = npy("<i4", (5,), struct.pack("<5i", *range(5)))
    return [
        _file("grid.npy", grid, "npy", details={"shape": [3, 4], "dtype": "float64"}),
        _file("arrays.npz", zipped({"grid.npy": grid, "line.npy": line}), "npz", shows=["grid", "line"]),
    ]


def _archives() -> list[GoodFile]:
    table = delimited(units())
    return [
        _file(
            "archive.zip",
            zipped({"a.csv": table, "deep/b.csv": table, "readme.txt": "hi"}),
            "zip",
            shows=["a.csv", "deep/b.csv"],
        ),
        _file("pickled.pkl", b"\x80\x04K\x2a.", "pkl"),
        _file("unknown.xyz", b"\x01\x02\x03 something", "xyz"),
    ]
