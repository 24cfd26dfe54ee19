"""Rows of a delimited text, all of one width."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from ..reply import HelperError
from .dialect import Dialect, split_records

ROWS_AT_ONCE = 4096
#: Comes after the last line: a row of its own, or the end of a cell whose quotes were never closed.
END = "\ue000 end of the text \ue000"


class Records:
    """Rows as pandas takes them: short ones are filled up, longer ones left out, empty lines are none."""

    def __init__(self, dialect: Dialect, name: str, strict: bool = False) -> None:
        self._dialect = dialect
        self._name = name
        self._width = dialect.cells
        #: Drops every row that is not as wide as most: what is left of lines that were cut apart.
        self._strict = strict
        #: Cells of the longest row that is no mistake to pandas: it goes by the first one below the header.
        self._longest = 0
        #: Rows that had too many cells.
        self.too_long = 0
        #: The last row reached into the end of the text, because quotes were not closed; it is left out.
        self.is_unclosed = False

    @property
    def is_first_too_long(self) -> bool:
        """The first row has more cells than the header; those beyond it are left out, of other rows too."""
        return self._longest > self._width and not self._dialect.surplus

    def chunks(self, lines: Iterable[str]) -> Iterator[list[list[str]]]:
        """The rows, some thousand at a time, without a label in front or an empty cell behind."""
        reader = iter(split_records(chain(lines, (END,)), self._dialect))
        while True:
            try:
                rows = list(islice(reader, ROWS_AT_ONCE))
            except csv.Error as error:
                raise HelperError(f"{self._name} could not be read as a table: {error}.") from None
            if rows and rows[-1] and rows[-1][-1].endswith(END[-1]):
                last = rows.pop()
                self.is_unclosed = last not in ([END], END.split())
            if not rows:
                return
            yield self._fitted(rows)

    def _fitted(self, rows: list[list[str]]) -> list[list[str]]:
        width = self._width
        self._longest = self._longest or self._longest_of(rows)
        if set(map(len, rows)) != {width} or width == 1:
            rows = [row for row in map(self._fit, rows) if row is not None]
        if self._dialect.surplus == "index":
            return [row[1:] for row in rows]
        return [row[:-1] for row in rows] if self._dialect.surplus == "trailing" else rows

    def _longest_of(self, rows: list[list[str]]) -> int:
        if self._strict or not self._dialect.has_header or self._dialect.surplus == "index":
            return self._width
        return max(self._width, len(next(filter(any, rows), ())))

    def _fit(self, row: list[str]) -> list[str] | None:
        length = len(row)
        if length == 0 or (length == 1 and not row[0].strip(" \t")):
            return None
        if length == self._width:
            return row
        if self._strict:
            return None
        if length < self._width:
            return row + [""] * (self._width - length)
        if length <= self._longest:
            return row[: self._width]
        self.too_long += 1
        return None
