"""The parts of an .xlsx workbook that its sheets share: names of sheets, texts, formats."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO

from ..reply import HelperError
from .excel_numbers import (
    BUILT_IN_DATES,
    BUILT_IN_DURATIONS,
    is_date_format,
    is_duration_format,
)
from .source_file import SourceFile
from .xml_reader import attribute, walk
from .zip_guard import open_member

#: Characters of shared texts that are kept; cells with later ones count as text of unknown content.
MAX_SHARED_CHARACTERS = 128 * 1024**2
MAX_SHARED_TEXTS = 4_000_000
MAX_STYLES = 100_000
UNKNOWN_TEXT = "…"


@dataclass
class SheetPart:
    name: str
    is_hidden: bool
    #: The member of the archive; None when the workbook names none that is there.
    member: str | None
    #: A chart sheet and the like have no cells.
    has_cells: bool = True


@dataclass
class Book:
    sheets: list[SheetPart] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    #: Some texts were too many to be kept.
    texts_are_cut: bool = False
    #: Positions of cell styles that show numbers as dates, and as durations.
    dates: set[int] = field(default_factory=set)
    durations: set[int] = field(default_factory=set)
    from_1904: bool = False
    has_macros: bool = False
    has_external_links: bool = False


def read_book(archive: zipfile.ZipFile, source: SourceFile) -> Book:
    """Raises `HelperError` when the archive holds no workbook, or a damaged one."""
    names = set(archive.namelist())
    start = next(
        (target for kind, target in _relations(archive, "", source).values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    if start not in names:
        raise HelperError(f"{source.name} is not a readable Excel workbook: it has no list of sheets.")
    book = Book(
        has_macros=any(name.lower().endswith("vbaproject.bin") for name in names),
        has_external_links=any("/externalLinks/" in name for name in names),
    )
    relations = _relations(archive, start, source)
    _read_sheets(archive, start, source, relations, names, book)
    by_kind = dict(relations.values())
    styles, texts = by_kind.get("styles"), by_kind.get("sharedStrings")
    if styles in names:
        _read_styles(archive, styles, source, book)
    if texts in names:
        _read_texts(archive, texts, source, book)
    return book


def _relations(archive: zipfile.ZipFile, part: str, source: SourceFile) -> dict[str, tuple[str, str]]:
    """What `part` refers to: `{id: (kind, member)}`; nothing when the archive does not say."""
    folder, name = posixpath.split(part)
    member = posixpath.join(folder, "_rels", name + ".rels")
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, posixpath.normpath(path))

    if member in archive.namelist():
        _read_all(open_member(archive, member, source), source, start)
    return found


def _read_all(stream: BinaryIO, source: SourceFile, *handlers: object) -> None:
    with stream:
        for _ in walk(stream, source.name, *handlers):  # type: ignore[arg-type]
            pass


def _read_sheets(
    archive: zipfile.ZipFile,
    start_part: str,
    source: SourceFile,
    relations: dict[str, tuple[str, str]],
    names: set[str],
    book: Book,
) -> None:
    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "workbookPr":
            book.from_1904 = attributes.get("date1904") in ("1", "true")
        elif element == "sheet":
            kind, member = relations.get(attribute(attributes, "id") or "", ("worksheet", ""))
            book.sheets.append(
                SheetPart(
                    name=attributes.get("name", f"Sheet{len(book.sheets) + 1}"),
                    is_hidden=attributes.get("state", "visible") != "visible",
                    member=member if member in names else None,
                    has_cells=kind == "worksheet",
                )
            )

    _read_all(open_member(archive, start_part, source), source, start)


def _read_styles(archive: zipfile.ZipFile, member: str, source: SourceFile, book: Book) -> None:
    formats: dict[int, str] = {}
    used: list[int] = []
    is_inside = False

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal is_inside
        if element == "numFmt":
            formats[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            is_inside = True
        elif element == "xf" and is_inside and len(used) < MAX_STYLES:
            used.append(_number(attributes.get("numFmtId")))

    def end(element: str) -> None:
        nonlocal is_inside
        if element == "cellXfs":
            is_inside = False

    _read_all(open_member(archive, member, source), source, start, end)
    for position, number in enumerate(used):
        code = formats.get(number)
        if number in BUILT_IN_DURATIONS or (code is not None and is_duration_format(code)):
            book.durations.add(position)
        elif is_date_format(code) if code is not None else number in BUILT_IN_DATES:
            book.dates.add(position)


def _number(text: str | None) -> int:
    try:
        return int(text or "0")
    except ValueError:
        return 0


def _read_texts(archive: zipfile.ZipFile, member: str, source: SourceFile, book: Book) -> None:
    parts: list[str] = []
    is_text = is_phonetic = False
    kept = 0

    def start(element: str, _: dict[str, str]) -> None:
        nonlocal is_text, is_phonetic
        if element == "t":
            is_text = not is_phonetic
        elif element == "rPh":
            is_phonetic = True

    def end(element: str) -> None:
        nonlocal is_text, is_phonetic, kept
        if element == "t":
            is_text = False
        elif element == "rPh":
            is_phonetic = False
        elif element == "si":
            text = "".join(parts)
            parts.clear()
            kept += len(text)
            if kept > MAX_SHARED_CHARACTERS or len(book.texts) >= MAX_SHARED_TEXTS:
                book.texts_are_cut = True
            else:
                book.texts.append(text)

    def characters(text: str) -> None:
        if is_text and not book.texts_are_cut:
            parts.append(text)

    with open_member(archive, member, source) as stream:
        for _ in walk(stream, source.name, start, end, characters):
            if book.texts_are_cut:
                return
