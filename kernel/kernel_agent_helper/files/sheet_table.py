"""Where the table of a sheet is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: Filled rows at the top among which the header is looked for.
HEADER_DEPTH = 20
#: Share of the widest row's cells that a table's first row has.
MIN_FILLED = 0.6


@dataclass
class Table:
    #: Index of the header's row in the sheet; None without header.
    header: int | None
    #: Index of the table's first row in the sheet, the header's if there is one.
    first: int
    #: Index of the last filled row among those that were given.
    last: int
    #: There are blank rows in the table.
    has_gaps: bool
    #: Index of the first column that holds anything.
    left: int
    names: list[str]
    #: `{index of the column: value}`, the header left out.
    rows: list[Mapping[int, Any]]
    #: Index of each of the rows in the sheet.
    places: list[int] = field(default_factory=list)
    #: Labels that are numbers or dates in the sheet, and will be in the frame.
    numbers: list[str] = field(default_factory=list)
    #: Labels that occur more than once in the header.
    repeated: list[str] = field(default_factory=list)


def find_table(filled: Sequence[tuple[int, Mapping[int, Any]]]) -> Table:
    """The table among the filled rows of a sheet; titles above it and what is blank around it are left out.

    `filled` is `(index of the row, {index of the column: value})` in the order of the sheet.
    """
    if not filled:
        return Table(None, 0, -1, False, 0, [], [])
    widest = max(len(cells) for _, cells in filled)
    header = None
    start = 0
    for place, (_, cells) in enumerate(filled[:HEADER_DEPTH]):
        if len(cells) >= max(1, MIN_FILLED * widest):
            start = place
            below = list(filled[place + 1][1].values()) if place != len(filled) - 1 else []
            if below and (is_header(list(cells.values())) or are_days(list(cells.values()), below)):
                header = filled[place][0]
            break
    body = filled[start:]
    left = min(min(cells) for _, cells in body)
    right = max(max(cells) for _, cells in body)
    rows = [cells for position, cells in body if position != header]
    first, last = body[0][0], filled[-1][0]
    names = [str(i) for i in range(left, right + 1)]
    numbers: list[str] = []
    repeated: list[str] = []
    if header is not None:
        titles = [body[0][1].get(i) for i in range(left, right + 1)]
        names = [f"Unnamed: {i}" if title is None else str(title) for i, title in enumerate(titles, left)]
        numbers = [str(title) for title in titles if title is not None and not isinstance(title, str)]
        names, repeated = _told_apart(names)
    top = first if header is None else header + 1
    places = [position for position, _ in body if position != header]
    has_gaps = len(rows) < last + 1 - top
    return Table(header, first, last, has_gaps, left, names, rows, places, numbers, repeated)


def are_days(values: Sequence[Any], below: Sequence[Any]) -> bool:
    """A row of dates above a row without any is a header: months or days across the sheet."""
    return all(hasattr(value, "year") for value in values) and not any(
        hasattr(value, "year") for value in below
    )


def is_header(values: Sequence[Any]) -> bool:
    """Titles are text; years and months may be among them."""
    texts = sum(isinstance(value, str) for value in values)
    years = sum(type(value) is int and 1900 <= value <= 2100 for value in values)
    dates = sum(hasattr(value, "year") for value in values)
    return texts > 0 and texts + years + dates == len(values)


def _told_apart(names: list[str]) -> tuple[list[str], list[str]]:
    """The names as pandas makes them different (`a`, `a.1`), and those that occur more than once."""
    there = set(names)
    if len(there) == len(names):
        return names, []
    seen: dict[str, int] = {}
    apart: list[str] = []
    for name in names:
        count = seen.get(name, 0)
        other = name
        while count and other in there:
            other = f"{name}.{count}"
            count += 1
        seen[name] = max(count, 1)
        there.add(other)
        apart.append(other)
    return apart, [name for name in dict.fromkeys(names) if names.count(name) > 1][:20]
