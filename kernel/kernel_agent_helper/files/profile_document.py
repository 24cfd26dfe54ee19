"""Word documents and presentations, read from their XML."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from ..hello import package_version
from ..reply import HelperError
from ..texts import clip
from .signatures import NAMES, office_kind, read_head, true_kind, what_it_is
from .source_file import SourceFile
from .xml_reader import attribute, walk
from .zip_guard import open_archive, open_member

MAX_HEADINGS = 100
MAX_TABLES = 200
MAX_TABLE_COLUMNS = 100
#: Characters of one paragraph, heading or cell that are told.
PARAGRAPH_TEXT = 300
CELL_TEXT = 80
MAX_PREVIEW = 50
HEADING = re.compile(r"heading\s*(\d)$|title$", re.IGNORECASE)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class _Table:
    rows: int = 0
    header: list[str] = field(default_factory=list)
    columns: int = 0


class _Document:
    """What was found in the body of a Word document."""

    def __init__(self, headings: dict[str, str]) -> None:
        self.paragraphs = self.words = self.images = 0
        self.headings: list[str] = []
        self.heading_count = 0
        self.tables: list[_Table] = []
        self.table_count = 0
        self.preview: list[str] = []
        self._levels = headings
        self._open: list[_Table | None] = []
        self._cell: list[str] = []
        self._cells = 0
        self._parts: list[str] = []
        self._style = ""
        self._is_text = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "t":
            self._is_text = True
        elif element == "p":
            self._parts, self._style = [], ""
        elif element == "pStyle":
            self._style = attribute(attributes, "val") or ""
        elif element in ("tab", "br"):
            self._parts.append(" ")
        elif element == "drawing":
            self.images += 1
        elif element == "tbl":
            self.table_count += 1
            table = _Table() if len(self.tables) < MAX_TABLES else None
            if table is not None:
                self.tables.append(table)
            self._open.append(table)
        elif element == "tr":
            self._cells = 0
        elif element == "tc":
            self._cell = []

    def text(self, text: str) -> None:
        if self._is_text:
            self._parts.append(text)

    def end(self, element: str) -> None:
        if element == "t":
            self._is_text = False
        elif element == "p":
            self._end_paragraph("".join(self._parts).strip())
            self._parts = []
        elif element == "tc":
            self._end_cell()
        elif element == "tr" and self._open and self._open[-1] is not None:
            self._open[-1].rows += 1
            self._open[-1].columns = max(self._open[-1].columns, self._cells)
        elif element == "tbl" and self._open:
            self._open.pop()

    def _end_paragraph(self, text: str) -> None:
        self.words += len(text.split())
        if self._open:
            self._cell.append(text)
            return
        if not text:
            return
        self.paragraphs += 1
        if len(self.preview) < MAX_PREVIEW:
            self.preview.append(clip(text, PARAGRAPH_TEXT))
        level = self._levels.get(self._style) or _level(self._style)
        if level:
            self.heading_count += 1
            if len(self.headings) < MAX_HEADINGS:
                self.headings.append(f"{'#' * int(level)} {clip(text, PARAGRAPH_TEXT)}")

    def _end_cell(self) -> None:
        self._cells += 1
        table = self._open[-1] if self._open else None
        if table is not None and table.rows == 0 and len(table.header) < MAX_TABLE_COLUMNS:
            table.header.append(clip(" ".join(self._cell).strip(), CELL_TEXT))


def _level(style: str) -> str:
    """`2` for a style of headings; empty for another."""
    match = HEADING.search(style)
    return "" if match is None else match.group(1) or "1"


def profile_word(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Paragraphs, headings and tables of a .docx. Raises `HelperError` when it is none."""
    with _opened(source, "docx", "a Word document") as archive:
        document = _Document(_heading_styles(archive, source))
        with open_member(archive, "word/document.xml", source) as stream:
            for _ in walk(stream, source.name, document.start, document.end, document.text):
                pass
    notes = []
    if document.tables:
        notes.append("Of each table the first row is taken for its header.")
    if document.table_count > MAX_TABLES:
        notes.append(f"{document.table_count} tables; only the first {MAX_TABLES} are listed.")
    if document.heading_count > MAX_HEADINGS:
        notes.append(f"{document.heading_count} headings; only the first {MAX_HEADINGS} are listed.")
    tables = [
        {
            "name": f"Table {number}",
            "rows": max(0, table.rows - 1),
            "columns": table.header[:max_columns],
            "total_columns": table.columns,
            "load_line": None,
        }
        for number, table in enumerate(document.tables, 1)
    ]
    return {
        "type": "docx",
        "preview": [[text] for text in document.preview[:preview_rows]],
        "load_line": _load_line(source.name),
        "tables": tables,
        "structure": document.headings,
        "details": {
            "paragraphs": document.paragraphs,
            "words": document.words,
            "headings": [heading.lstrip("# ") for heading in document.headings],
            "tables": document.table_count,
            "images": document.images,
        },
        "notes": notes,
    }


def _load_line(name: str) -> str:
    if package_version("docx") is not None:
        return f"[p.text for p in __import__('docx').Document({name!r}).paragraphs]"
    tree = "__import__('xml.etree.ElementTree', fromlist=['x'])"
    content = f"__import__('zipfile').ZipFile({name!r}).read('word/document.xml')"
    paragraph = f"''.join(t.text or '' for t in p.iter('{WORD}t'))"
    return f"[{paragraph} for p in {tree}.fromstring({content}).iter('{WORD}p')]"


def _heading_styles(archive: zipfile.ZipFile, source: SourceFile) -> dict[str, str]:
    """Styles of headings, whatever the language calls them: `{id: level}`."""
    found: dict[str, str] = {}
    current = ""

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if element == "style":
            current = attribute(attributes, "styleId") or ""
        elif element == "name" and current:
            level = _level(attribute(attributes, "val") or "")
            if level:
                found[current] = level

    if "word/styles.xml" in archive.namelist():
        with open_member(archive, "word/styles.xml", source) as stream:
            for _ in walk(stream, source.name, start):
                pass
    return found


def _opened(source: SourceFile, kind: str, what: str) -> Any:
    head = read_head(source)
    if true_kind(head) == "ole":
        raise HelperError(
            f"{source.name} is protected by a password, or in an old format; save it as .{kind}."
        )
    if not head.startswith(b"PK"):
        raise HelperError(f"{source.name} is not {what}: it is {what_it_is(head)}.")
    with open_archive(source, what) as archive:
        true = office_kind(archive.namelist())
    if true != kind:
        raise HelperError(f"{source.name} is not {what}: it is {NAMES[true]}.")
    return open_archive(source, what)


def profile_slides(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Slides of a .pptx, the beginning of their text as preview. Raises `HelperError` when it is none."""
    number = re.compile(r"ppt/slides/slide(\d+)\.xml")
    texts: list[str] = []
    with _opened(source, "pptx", "a PowerPoint presentation") as archive:
        found = [match for match in map(number.fullmatch, archive.namelist()) if match]
        slides = sorted(found, key=lambda match: int(match.group(1)))
        for match in slides[:preview_rows]:
            texts.append(clip(_slide_text(archive, match.group(), source), PARAGRAPH_TEXT))
    line = f"__import__('pptx').Presentation({source.name!r})"
    missing = package_version("pptx") is None
    return {
        "type": "pptx",
        "preview": [[text] for text in texts],
        "load_line": line,
        "details": {"slides": len(slides)},
        "notes": ["The load line needs a package that is not installed: %pip install python-pptx"] * missing,
    }


def _slide_text(archive: zipfile.ZipFile, member: str, source: SourceFile) -> str:
    parts: list[str] = []
    is_text = False

    def start(element: str, _: dict[str, str]) -> None:
        nonlocal is_text
        is_text = element == "t"

    def end(element: str) -> None:
        nonlocal is_text
        is_text = False
        if element == "p":
            parts.append(" ")

    def text(piece: str) -> None:
        if is_text:
            parts.append(piece)

    with open_member(archive, member, source) as stream:
        for _ in walk(stream, source.name, start, end, text):
            pass
    return " ".join("".join(parts).split())
