"""How a delimited text file is written."""

# ruff: noqa: B905, RUF007 - `strict` and `pairwise` need Python 3.10, and a kernel may be older.

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .value_forms import (
    COMMA_DECIMAL,
    COMMA_THOUSANDS,
    DOTTED_THOUSANDS,
    LEADING_ZERO,
    date_format,
    is_missing,
    is_number,
)

DELIMITERS = (",", ";", "\t", "|")
#: What pandas calls "columns are parted by blanks".
BLANKS = r"\s+"
SAMPLE_RECORDS = 300
MAX_PREAMBLE = 20
#: Share of lines of equally many cells between blanks; blanks are found in all texts.
MIN_EVEN_BLANKS = 0.95
#: Numbers in each line with which blanks part cells although another sign does too, once.
MANY_NUMBERS = 4
#: Share of the values below a first cell that may be written otherwise than it, and it is still one of them.
MAX_UNLIKE = 0.1
#: The comma of a log's time, which parts nothing: `2024-03-01 10:00:00,123 INFO`.
LOG_TIME = re.compile(r"^(\[?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),(\d{3}\]?\s+\S*[^\W\d])")
#: A comment, not a header such as `#CHROM`.
COMMENT = re.compile(r"#(?!\w)|##")


@dataclass(frozen=True)
class Dialect:
    delimiter: str
    #: Lines before the first record of the table.
    skip_lines: int
    has_header: bool
    #: Names in the header, or `0`, `1`, … without one.
    names: list[str]
    #: What rows have more than the header: `trailing`, an empty cell, or `index`, a label in front.
    surplus: str
    #: Blanks follow the delimiters.
    is_spaced: bool
    decimal: str
    thousands: str | None
    #: Names of columns of digits that are no numbers, such as postcodes.
    code_columns: list[str]
    #: Names of columns of dates.
    date_columns: list[str]
    #: Share of the records that have as many cells as most; 0 when nothing parts the lines.
    evenness: float
    #: Cells of a record of data.
    cells: int
    #: Lines before the first record of data.
    data_line: int

    @property
    def column_names(self) -> list[str]:
        """The names pandas gives the columns: each another, and none empty."""
        if not self.has_header:
            return self.names
        given = [name if name else f"Unnamed: {position}" for position, name in enumerate(self.names)]
        taken, found = set(given), []
        seen: Counter[str] = Counter()
        for name in given:
            unique = name
            while seen[name] and (unique == name or unique in taken):
                unique = f"{name}.{seen[name]}"
                seen[name] += unique in taken
            seen[name] += 1
            taken.add(unique)
            found.append(unique)
        return found


def sniff(text: str) -> Dialect:
    """Reads the dialect off the beginning of a file; `text` should end with a line."""
    lines = list(io.StringIO(text, newline=""))
    declared = lines[0].strip()[4:] if lines and lines[0].lower().startswith("sep=") else ""
    left_out = 1 if declared else _comments(lines)
    lines = lines[left_out:]
    delimiter = declared[:1] or _delimiter(lines)
    records = _records(lines, delimiter or ",")
    is_spaced = _is_spaced(records)
    if is_spaced:
        records = _records(lines, delimiter or ",", is_spaced)
    width = Counter(len(cells) for _, cells in records).most_common(1)[0][0] if records else 1
    first = next((i for i, (_, cells) in enumerate(records) if len(cells) == width), 0)
    if first > MAX_PREAMBLE:
        first = 0
    rows = [[cell.strip() for cell in cells] for _, cells in records[first:] if len(cells) == width]
    surplus = _surplus(records[first - 1][1], rows, width) if first else ""
    if surplus:
        first -= 1
        names, data, has_header = records[first][1], rows, True
    else:
        has_header = _has_header(rows)
        names = records[first][1] if has_header and rows else [str(position) for position in range(width)]
        data = rows[1:] if has_header else rows
    by_column = zip(*(row[1:] if surplus == "index" else row for row in data))
    columns = {
        name: [cell for cell in column if not is_missing(cell)] for name, column in zip(names, by_column)
    }
    dates = [name for name, column in columns.items() if date_format(column[:50], day_first=False)]
    decimal, thousands = _number_style([columns[name] for name in columns if name not in dates], delimiter)
    even = sum(len(cells) == width for _, cells in records) / max(1, len(records))
    skip_lines = (records[first - 1][0] if first else 0) + left_out
    header_end = records[first][0] + left_out if has_header and records else skip_lines
    return Dialect(
        delimiter=delimiter or ",",
        skip_lines=skip_lines,
        has_header=has_header,
        names=names,
        surplus=surplus,
        is_spaced=is_spaced,
        decimal=decimal,
        thousands=thousands,
        code_columns=[name for name, column in columns.items() if _is_code(column)],
        date_columns=dates,
        evenness=0.0 if delimiter is None else even,
        cells=width,
        data_line=header_end,
    )


def _comments(lines: list[str]) -> int:
    """Lines at the top that are comments; a header may begin with their sign, too."""
    count = next((at for at, line in enumerate(lines) if not line.startswith("#")), 0)
    return count - 1 if count and not COMMENT.match(lines[count - 1]) else count


def _surplus(before: list[str], rows: list[list[str]], width: int) -> str:
    """What the cell is that rows have more than the line `before` them, if that may be their header."""
    if len(before) != width - 1 or width < 3 or any(_form(cell) == "number" for cell in before):
        return ""
    return "trailing" if all(row[-1] == "" for row in rows) else "index"


def _is_spaced(records: list[tuple[int, list[str]]]) -> bool:
    later = [cell for _, cells in records for cell in cells[1:] if cell]
    return bool(later) and all(cell.startswith(" ") for cell in later)


def split_records(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """The records of `lines`, each a list of cells."""
    return _reader(lines, dialect.delimiter, dialect.is_spaced)


def _reader(lines: Iterable[str], delimiter: str, is_spaced: bool) -> Any:
    if delimiter == BLANKS:
        single = (line.replace("\t", " ").rstrip() for line in lines)
        return csv.reader(single, delimiter=" ", skipinitialspace=True)
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=is_spaced)


def _records(lines: list[str], delimiter: str, is_spaced: bool = False) -> list[tuple[int, list[str]]]:
    """Records that hold something, each with the number of lines up to its end."""
    found = []
    reader = _reader(lines, delimiter, is_spaced)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num, cells))
            if len(found) >= SAMPLE_RECORDS:
                break
    except csv.Error:
        pass
    return found


def _delimiter(lines: list[str]) -> str | None:
    """The delimiter that parts most lines into equally many cells; None when none does."""
    best: tuple[float, int, str] | None = None
    lines = [LOG_TIME.sub(r"\1.\2", line) for line in lines]
    for delimiter in DELIMITERS:
        score = _score(_records(lines, delimiter))
        if score is not None and (best is None or score > best[:2]):
            best = (*score, delimiter)
    if best is None or best[0] < 0.6:
        return BLANKS if _numbers_between_blanks(lines) else None
    # A sign that parts a line once may stand among cells that blanks part.
    is_odd = best[1] == 2 and _numbers_between_blanks(lines) >= MANY_NUMBERS
    return BLANKS if is_odd else best[2]


def _numbers_between_blanks(lines: list[str]) -> int:
    """How many numbers there are in a line, if blanks part nearly all lines into equally many cells."""
    records = _records(lines, BLANKS)
    score = _score(records)
    if score is None or len(records) < 3 or score[0] < MIN_EVEN_BLANKS:
        return 0
    return sum(map(is_number, records[-1][1]))


def _score(records: list[tuple[int, list[str]]]) -> tuple[float, int] | None:
    """The share of records that have the most frequent number of cells, and that number."""
    if not records:
        return None
    width, count = Counter(len(cells) for _, cells in records).most_common(1)[0]
    torn = sum(any(cell.count('"') % 2 for cell in cells) for _, cells in records)
    if torn > len(records) / 2:
        # It stands within quotes, where it parts nothing.
        return None
    return (count / len(records), width) if width > 1 else None


def _has_header(rows: list[list[str]]) -> bool:
    """A first row that is written like the rows below it is no header."""
    if len(rows) < 2:
        return True
    if not any(rows[0]):
        return False
    numbers: list[tuple[str, list[str]]] = []
    alike = False
    for position, cell in enumerate(rows[0]):
        values = [row[position] for row in rows[1:] if not is_missing(row[position])][:50]
        form = _form(cell)
        if form == "text" or not values:
            continue
        if sum(_form(value) != form for value in values) > MAX_UNLIKE * len(values):
            return True
        alike = True
        if form == "number":
            numbers.append((cell, values))
    return not alike or _are_years(numbers)


def _are_years(numbers: list[tuple[str, list[str]]]) -> bool:
    """`Item, 2022, 2023` is a header although its numbers stand above numbers."""
    if not numbers or not all(_is_year(cell) for cell, _ in numbers):
        return False
    steps = {int(after) - int(before) for (before, _), (after, _) in zip(numbers, numbers[1:])}
    return steps in ({1}, {-1}) or not any(_is_year(value) for _, values in numbers for value in values)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100


def _form(text: str) -> str:
    if is_number(_as_number(text)):
        return "number"
    return "date" if date_format([text], False) else "text"


def _as_number(text: str) -> str:
    stripped = text.strip("$€£% ")
    return stripped.replace(",", "") if COMMA_THOUSANDS.fullmatch(stripped) else stripped.replace(",", ".")


def _number_style(columns: list[list[str]], delimiter: str | None) -> tuple[str, str | None]:
    """The decimal sign, and the sign between thousands where reading it as one spoils no other column."""
    numeric = [
        column for column in columns if column and all(cell[:1] in "+-.,0123456789" for cell in column)
    ]
    decimal_comma = any(
        all(COMMA_DECIMAL.fullmatch(cell) or (is_number(cell) and "." not in cell) for cell in column)
        and any("," in cell and (delimiter == ";" or not COMMA_THOUSANDS.fullmatch(cell)) for cell in column)
        for column in numeric
    )
    separator, pattern = (".", DOTTED_THOUSANDS) if decimal_comma else (",", COMMA_THOUSANDS)
    grouped = [column for column in numeric if any(pattern.fullmatch(cell) for cell in column)]
    spoiled = any(separator in cell and not pattern.fullmatch(cell) for column in numeric for cell in column)
    return "," if decimal_comma else ".", separator if grouped and not spoiled else None


def _is_code(column: list[str]) -> bool:
    return (
        bool(column)
        and all(cell.isdigit() for cell in column)
        and any(LEADING_ZERO.fullmatch(c) for c in column)
    )
