"""What stands at the edges of a table and is no data: totals, footnotes, further lines of a header."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Sequence

from .conversions import kind_of
from .dialect import Dialect
from .encodings import codec_of
from .records import Records
from .source_file import SourceFile
from .text_lines import long_cells
from .value_forms import MISSING, is_number

#: Bytes of the end of a file that are looked at, and rows of it.
TAIL_BYTES = 16 * 1024
TAIL_ROWS = 30
#: Rows below the header that may belong to it, and rows of data by which that is told.
HEADER_ROWS = 2
MIN_DATA_ROWS = 3
LOOKED_AT = 50
MAX_COLUMNS = 100
MAX_NAMED = 3
MAX_SHOWN = 40
#: Names that are missing in a header of two lines, and their share.
MIN_NAMELESS = 2
NAMELESS_SHARE = 1 / 3
#: A quote behind a backslash, in the midst of a cell in quotes.
BACKSLASHED = re.compile(r'"[^"\n]*[^\\"]\\"[^",;\t|\r\n][^"\n]*"')
TOTAL = re.compile(
    r"\W*(grand |sub)?(totals?|totale|(gesamt)?summe|gesamt|insgesamt|sum|somme|suma|razem|итого)\b.{0,20}",
    re.IGNORECASE,
)


def tail_rows(source: SourceFile, dialect: Dialect, encoding: str) -> list[list[str]]:
    """The last rows of a text that is not compressed."""
    codec = codec_of(encoding)[0]
    if source.compression or codec.startswith(("utf-16", "utf-32")):
        return []
    with open(source.path, "rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        start = stream.seek(max(0, size - TAIL_BYTES))
        lines = list(io.StringIO(stream.read().decode(codec, errors="replace"), newline=""))
    lines = lines[1:] if start else lines[dialect.data_line :]
    with long_cells():
        rows = [row for chunk in Records(dialect, source.name).chunks(lines) for row in chunk]
    return rows[-TAIL_ROWS:]


def notes_on_quotes(text: str) -> list[str]:
    """A sentence on quotes within cells that are written otherwise than pandas expects."""
    if '""' in text.replace('"""', "") or not BACKSLASHED.search(text):
        return []
    return ["Quotes within cells are written with a backslash: read_csv with escapechar='\\\\' reads them."]


def notes_on_end(rows: Sequence[Sequence[str]]) -> list[str]:
    """Sentences on the last of `rows`, the end of a table, if they are none of its data."""
    if len(rows) < MIN_DATA_ROWS + 1 or len(rows[0]) < 2:
        return []
    filled = [sum(cell not in MISSING for cell in row) for row in rows]
    usual = sorted(filled)[len(filled) // 2]
    count = next((at for at, number in enumerate(reversed(filled)) if number > 1), len(rows))
    notes = []
    texts = [next((cell for cell in row if cell not in MISSING), "") for row in rows[len(rows) - count :]]
    if 0 < count <= len(rows) // 2 and usual >= 2 and not any(map(is_number, texts)):
        shown = ", ".join(repr(text[:MAX_SHOWN]) for text in texts if text)
        which = "last row has" if count == 1 else f"last {count} rows have"
        notes.append(
            f"The {which} only one cell ({shown}), as a footnote has: df.iloc[:-{count}] leaves "
            f"{'it' if count == 1 else 'them'} out."
        )
    rest = rows[: len(rows) - count] if notes else rows
    total = next((cell for cell in rest[-1] if TOTAL.fullmatch(cell.strip())), None)
    if total and not any(TOTAL.fullmatch(cell.strip()) for row in rest[:-1] for cell in row):
        which = f"Row {-1 - (count if notes else 0)} from the end" if notes else "The last row"
        notes.append(f"{which} looks like a total ({total.strip()!r}): leave it out before you add up.")
    return notes


def notes_on_header(dialect: Dialect, rows: Sequence[Sequence[str]]) -> tuple[list[str], set[str]]:
    """Sentences on the first of `rows` that belong to the header, and the columns they make text of."""
    if not dialect.has_header:
        return [], set()
    for count in range(1, HEADER_ROWS + 1):
        found = _becoming_numbers(dialect, rows, count)
        if found:
            names = ", ".join(map(repr, found[:MAX_NAMED])) + (", …" if len(found) > MAX_NAMED else "")
            which = "first row looks" if count == 1 else f"first {count} rows look"
            what = f"without that, {names} would be numbers or dates"
            return [f"The {which} like a part of the header: {what}."], set(found)
    return _on_names(dialect), set()


def _on_names(dialect: Dialect) -> list[str]:
    nameless = sum(not name.strip() for name in dialect.names[1:])
    doubled = dialect.names[1::2]
    if len(doubled) >= MIN_NAMELESS and not any(doubled) and all(dialect.names[::2]):
        sign = dialect.delimiter * 2
        return [
            f"Cells are parted by {sign!r}: read_csv with sep={re.escape(sign)!r} and engine='python' "
            "makes no empty columns between them."
        ]
    if nameless >= MIN_NAMELESS and nameless >= NAMELESS_SHARE * len(dialect.names):
        return [
            f"{nameless} columns have no name in the header: perhaps the names are written in two lines "
            "(read_csv with header=[0, 1])."
        ]
    return []


def _becoming_numbers(dialect: Dialect, rows: Sequence[Sequence[str]], count: int) -> list[str]:
    """Names of columns whose cells would all be numbers or dates but for the first `count` of them."""
    data = rows[count : count + LOOKED_AT]
    if len(data) < MIN_DATA_ROWS:
        return []
    found = []
    for at, name in enumerate(dialect.column_names[:MAX_COLUMNS]):
        first = [row[at] for row in rows[:count] if row[at] not in MISSING]
        cells = [row[at] for row in data if row[at] not in MISSING]
        if not first or len(cells) < MIN_DATA_ROWS:
            continue
        kinds = [kind_of(texts, False, dialect.decimal, dialect.thousands).kind for texts in (first, cells)]
        if kinds[1] == "str":
            continue
        if kinds[0] != "str" or not any(map(str.isalpha, "".join(first))):
            # They are data in this column, so that they are no header.
            return []
        found.append(name)
    return found
