"""The cells of one sheet of an .xlsx workbook, as pandas gets them. Formulas are never computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from .excel_numbers import from_serial
from .source_file import SourceFile
from .value_forms import is_missing
from .xlsx_book import UNKNOWN_TEXT, Book
from .xml_reader import walk

#: Filled rows of one sheet whose values are kept; the rest are counted.
MAX_ROWS = 200_000
#: Cells of one sheet whose values are kept.
MAX_CELLS = 4_000_000
MAX_COLUMN = 16_384
MAX_ROW = 1_048_576
MAX_MERGED = 50
EXAMPLE_FORMULA = 120


@dataclass
class SheetCells:
    #: Filled rows: `(index of the row, {index of the column: value})`, both from 0.
    rows: list[tuple[int, dict[int, Any]]] = field(default_factory=list)
    #: Filled rows, also those whose values were not kept.
    filled: int = 0
    #: Index of the last filled row, kept or not.
    last: int = -1
    cells: int = 0
    formulas: int = 0
    #: Formulas for which the file keeps no computed value.
    uncomputed: int = 0
    #: Where the first formula is, and the formula.
    formula: tuple[str, str] | None = None
    errors: int = 0
    merged: int = 0
    #: The first merged ranges.
    ranges: list[str] = field(default_factory=list)


def read_sheet(stream: BinaryIO, source: SourceFile, book: Book) -> SheetCells:
    """Reads all of the sheet. Raises `HelperError` when its XML is damaged."""
    reader = _SheetReader(book)
    with stream:
        for _ in walk(stream, source.name, reader.start, reader.end, reader.text):
            pass
    return reader.found


class _SheetReader:
    def __init__(self, book: Book) -> None:
        self.found = SheetCells()
        self._book = book
        self._columns: dict[str, int] = {}
        self._row = -1
        self._column = -1
        self._values: dict[int, Any] = {}
        self._parts: list[str] = []
        self._is_listening = False
        self._kind = "n"
        self._style = 0
        self._reference = ""
        self._has_formula = self._has_value = self._is_phonetic = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "c":
            self._start_cell(attributes)
        elif element in ("v", "t", "f"):
            self._parts = []
            self._is_listening = not self._is_phonetic
            if element == "f":
                self._has_formula = True
        elif element == "rPh":
            self._is_phonetic = True
        elif element == "row":
            self._row = _index(attributes.get("r"), self._row + 1, MAX_ROW)
            self._column = -1
            self._values = {}
        elif element == "mergeCell":
            self.found.merged += 1
            if len(self.found.ranges) < MAX_MERGED:
                self.found.ranges.append(attributes.get("ref", "")[:20])

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._reference = attributes.get("r", "")
        letters = self._reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_index(letters)
        self._column = column if 0 <= column < MAX_COLUMN else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = whole(attributes.get("s"), 0)
        self._has_formula = self._has_value = False
        self._inline: list[str] = []

    def text(self, text: str) -> None:
        if self._is_listening:
            self._parts.append(text)

    def end(self, element: str) -> None:
        if element == "v":
            self._is_listening = False
            self._has_value = bool(self._parts)
            self._put("".join(self._parts))
        elif element == "t":
            # A rich text comes in several parts.
            if self._is_listening:
                self._inline.extend(self._parts)
            self._is_listening = False
        elif element == "rPh":
            self._is_phonetic = False
        elif element == "is":
            self._put("".join(self._inline))
        elif element == "f":
            self._is_listening = False
            if self.found.formula is None and self._parts:
                self.found.formula = (self._reference, "=" + "".join(self._parts)[:EXAMPLE_FORMULA])
        elif element == "c":
            self.found.formulas += self._has_formula
            self.found.uncomputed += self._has_formula and not self._has_value
        elif element == "row":
            self._end_row()

    def _put(self, text: str) -> None:
        value = self._value(text)
        if value is not None:
            self._values[self._column] = value

    def _end_row(self) -> None:
        found = self.found
        if not self._values:
            return
        found.filled += 1
        found.last = max(found.last, self._row)
        found.cells += len(self._values)
        if len(found.rows) < MAX_ROWS and found.cells <= MAX_CELLS:
            found.rows.append((self._row, self._values))

    def _value(self, text: str) -> Any:
        """What pandas gets: whole numbers are integers, errors and texts like `NA` are missing."""
        kind = self._kind
        if kind == "s":
            position = whole(text, -1)
            texts = self._book.texts
            known = texts[position] if 0 <= position < len(texts) else UNKNOWN_TEXT
            return None if is_missing(known) else known
        if kind in ("inlineStr", "str"):
            return None if is_missing(text) else text
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            self.found.errors += 1
            return None
        if kind == "d":
            try:
                return datetime.fromisoformat(text.rstrip("Z"))
            except ValueError:
                return text
        return self._number(text)

    def _number(self, text: str) -> Any:
        try:
            number = float(text)
        except ValueError:
            return text or None
        if self._style in self._book.dates:
            return from_serial(number, self._book.from_1904)
        if self._style in self._book.durations:
            return timedelta(days=number) if abs(number) < 1e6 else number
        if number == number and abs(number) < 1e308 and number == int(number):
            return int(number)
        return number


def column_index(letters: str) -> int:
    """0 for `A`; -1 for no letters."""
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or index > MAX_COLUMN:
            return -1
        index = index * 26 + ord(letter) - 64
    return index - 1


def whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and len(text) < 10 and text.isdecimal() else otherwise


def column_letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _index(text: str | None, otherwise: int, limit: int) -> int:
    index = whole(text, otherwise + 1) - 1
    return min(max(index, 0), limit - 1)
