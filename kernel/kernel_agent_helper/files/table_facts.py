"""What a full pass over a table finds."""

from __future__ import annotations

from dataclasses import dataclass

from .facts import Facts


@dataclass
class TableFacts:
    rows: int
    columns: list[Facts]
    #: Rows that had too many cells and are not among `rows`.
    too_long: int = 0
    #: Quotes were never closed; what follows them is left out.
    is_unclosed: bool = False
    #: The first row has more cells than the header; what is beyond the header is left out.
    is_first_too_long: bool = False


class CannotRead(Exception):
    """An engine does not read this table, or not as pandas would; another has to."""
