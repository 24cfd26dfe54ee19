"""PDF documents: pages, title, encryption, and the beginning of their text."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from ..hello import package_version
from ..reply import HelperError
from ..texts import clip
from .pdf_objects import MAX_BYTES, PdfObjects, integer
from .signatures import what_it_is
from .source_file import SourceFile

#: The header may stand behind other bytes, as many readers allow.
HEADER_BYTES = 1024
PAGE_TEXT = 300
#: Share of a page's text that must be plain letters for it to be believed.
MIN_PLAIN = 0.8
#: Pieces of text on a page that are put together: far more than are shown.
MAX_PIECES = 5000
SHOWN = re.compile(rb"\(((?:[^()\\]|\\.){1,2000})\)\s*(?:Tj|'|\")|\[((?:[^\[\]]){1,20000})\]\s*TJ")
STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)")
ESCAPES = {b"n": b"\n", b"r": b" ", b"t": b" ", b"b": b"", b"f": b""}


def profile_pdf(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Raises `HelperError` when it is no PDF."""
    data = source.read(MAX_BYTES)
    if b"%PDF-" not in data[:HEADER_BYTES]:
        raise HelperError(f"{source.name} is not a PDF document: it is {what_it_is(data[:4096])}.")
    notes = []
    objects = PdfObjects(data)
    if not objects.bodies:
        raise HelperError(f"{source.name} is a damaged PDF document: it holds no objects.")
    if b"%%EOF" not in data[-2048:] and len(data) < MAX_BYTES:
        notes.append("Its end is missing, as when a file was cut off.")
    if objects.is_encrypted:
        notes.append("It is encrypted; its text was not read, and reading it may need a password.")
    numbers = list(objects.pages())
    pages = _count(objects, numbers)
    if pages is None:
        notes.append("The number of its pages could not be told.")
    preview = [] if objects.is_encrypted else _texts(objects, numbers[:preview_rows])
    if not preview and not objects.is_encrypted:
        notes.append("No text could be read without a package: it may be scanned, or have its own fonts.")
    return {
        "type": "pdf",
        "preview": [[text] for text in preview],
        "load_line": _load_line(source.name, notes),
        "details": {
            "pages": pages,
            "title": _title(objects),
            "encrypted": objects.is_encrypted,
            "version": data[data.index(b"%PDF-") + 5 :][:3].decode("latin-1"),
        },
        "notes": notes,
    }


def _count(objects: PdfObjects, numbers: list[int]) -> int | None:
    """The pages in the tree; what its root says, or single page objects, where it cannot be followed."""
    declared = None
    root = objects.follow(objects.catalog() or b"", b"Pages")
    if root is not None:
        declared = integer(objects.bodies.get(root, b""), b"Count")
    known = [number for number in numbers if re.search(rb"/Type\s*/Page\b", objects.bodies[number])]
    if known:
        return len(known)
    loose = sum(bool(re.search(rb"/Type\s*/Page\b(?!s)", body)) for body in objects.bodies.values())
    return loose or declared


def _title(objects: PdfObjects) -> str | None:
    if objects.is_encrypted:
        return None
    for trailer in reversed(objects.trailers):
        number = objects.follow(trailer, b"Info")
        body = objects.bodies.get(-1 if number is None else number, b"")
        match = re.search(rb"/Title\s*(\((?:[^()\\]|\\.){0,2000}\)|<[0-9A-Fa-f\s]{0,4000}>)", body)
        if match is not None:
            return clip(_text(match.group(1)).strip(), PAGE_TEXT) or None
    return None


def _text(literal: bytes) -> str:
    """A string of the PDF, in its own encoding or UTF-16."""
    if literal.startswith(b"<"):
        digits = re.sub(rb"\s", b"", literal[1:-1])
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        raw = _unescaped(literal[1:-1])
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace")
    return raw.decode("cp1252", "replace")


def _unescaped(text: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        found = match.group(1)
        if found[:1].isdigit():
            return bytes([int(found, 8) & 255])
        return ESCAPES.get(found, found)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, text, flags=re.DOTALL)


def _texts(objects: PdfObjects, numbers: list[int]) -> list[str]:
    """The beginning of the text of pages, where their fonts use plain letters."""
    texts = []
    for number in numbers:
        content = objects.follow(objects.bodies[number], b"Contents")
        stream = None if content is None else objects.stream(content)
        words = []
        for match in islice(SHOWN.finditer(stream or b""), MAX_PIECES):
            if match.group(1) is not None:
                words.append(_text(b"(" + match.group(1) + b")"))
            else:
                words.append("".join(_text(b"(" + part + b")") for part in STRING.findall(match.group(2))))
        text = " ".join(" ".join(words).split())
        plain = sum(character.isalnum() or character in " .,;:-()/%" for character in text)
        if text and plain >= MIN_PLAIN * len(text):
            texts.append(clip(text, PAGE_TEXT))
    return texts


def _load_line(name: str, notes: list[str]) -> str:
    """Python for the text of each page, with whichever package there is."""
    if package_version("fitz") is not None:
        return f"[page.get_text() for page in __import__('fitz').open({name!r})]"
    if package_version("pdfplumber") is not None:
        return f"[page.extract_text() for page in __import__('pdfplumber').open({name!r}).pages]"
    if package_version("pypdf") is None:
        notes.append("The load line needs a package that is not installed: %pip install pypdf")
    return f"[page.extract_text() for page in __import__('pypdf').PdfReader({name!r}).pages]"
