"""Whether a sheet holds several tables, below one another or side by side."""

from __future__ import annotations

from .sheet_table import Table, is_header
from .xlsx_sheet import column_letters

#: Titles a row has at least that is the header of a further table.
MIN_TITLES = 2
MAX_SHOWN = 5
#: From a row to the next one that is filled, if there is a blank one between them.
MIN_STEP = 2


def notes_on_parts(sheet: str, table: Table) -> list[str]:
    """Sentences on the sheet of that name."""
    notes = []
    further = _headers_below(table)
    if further:
        rows = ", ".join(map(str, further[:MAX_SHOWN]))
        which = "row" if len(further) == 1 else "rows"
        notes.append(
            f"{sheet!r} seems to hold several tables below one another: further headers are in {which} "
            f"{rows}; read each with header= and nrows=."
        )
    between = _blank_columns(table)
    if between:
        letters = ", ".join(map(column_letters, between[:MAX_SHOWN]))
        which = "column" if len(between) == 1 else "columns"
        notes.append(
            f"{sheet!r} seems to hold tables side by side: {which} {letters} between them "
            f"{'is' if len(between) == 1 else 'are'} blank; read each with usecols=."
        )
    return notes


def _headers_below(table: Table) -> list[int]:
    """Rows of the sheet, counted from 1, that follow a blank one and look like a header of more rows."""
    if table.header is None or not table.has_gaps:
        return []
    places, rows = table.places, table.rows
    found = []
    for at in range(1, len(rows) - 1):
        # A title of its own may stand between the blank row and the header.
        start = at - 1 if len(rows[at - 1]) == 1 else at
        if not start or places[start] - places[start - 1] < MIN_STEP:
            continue
        values, below = list(rows[at].values()), list(rows[at + 1].values())
        if len(values) >= MIN_TITLES and is_header(values) and not is_header(below):
            found.append(places[at] + 1)
    return found


def _blank_columns(table: Table) -> list[int]:
    """Indexes of columns in the midst of the table that hold neither a title nor a value."""
    filled = {index for cells in table.rows for index in cells}
    return [
        index
        for index, name in enumerate(table.names, table.left)
        if name == f"Unnamed: {index}" and index not in filled
    ]
