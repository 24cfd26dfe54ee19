"""How a delimited text is read: settled from a sample, before the whole of it is read by whatever engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .conversions import fits, kind_of
from .dialect import BLANKS, Dialect
from .facts import ColumnPlan
from .source_file import SourceFile
from .value_forms import LEADING_ZERO, MISSING, date_format

#: Cells of a column that are looked at.
LOOKED_AT = 2000
#: Different ones among them that are.
DIFFERENT = 200


@dataclass(frozen=True)
class TablePlan:
    source: SourceFile
    dialect: Dialect
    encoding: str
    #: The first columns, as many as are described.
    columns: list[ColumnPlan]
    #: Whether values are counted over the whole file; in a sample of its rows otherwise.
    is_whole: bool

    def with_columns(self, columns: list[ColumnPlan]) -> TablePlan:
        return replace(self, columns=columns)

    @property
    def is_for_readers_of_lines(self) -> bool:
        """Whether packages that split lines at one sign and count no values read it as pandas does."""
        dialect = self.dialect
        return not (
            self.is_whole
            or dialect.delimiter == BLANKS
            or dialect.is_spaced
            or dialect.cells < 2
            or dialect.data_line - dialect.skip_lines > 1
            or self.source.compression
        )


def with_codes(dialect: Dialect, rows: Sequence[Sequence[str]], limit: int) -> Dialect:
    """The dialect, with those of the first `limit` columns that `rows` show to be digits, but no numbers.

    A zero in front, be it rare, says so: as a number `01234` would not be what it was.
    """
    known = set(dialect.code_columns)
    found = []
    for at, name in enumerate(dialect.names[:limit]):
        if name in known or not any(row[at][:1] == "0" and LEADING_ZERO.fullmatch(row[at]) for row in rows):
            continue
        if all(row[at].isdigit() for row in rows if row[at] not in MISSING):
            found.append(name)
    return replace(dialect, code_columns=[*dialect.code_columns, *found]) if found else dialect


def plan_columns(dialect: Dialect, rows: Sequence[Sequence[str]], limit: int) -> list[ColumnPlan]:
    """The plan of the first `limit` columns, from some rows."""
    names = dialect.column_names
    found = []
    for position, name in enumerate(names[:limit]):
        all_cells = [row[position] for row in rows[:LOOKED_AT]]
        cells = [cell for cell in all_cells if cell not in MISSING]
        raw = dialect.names[position]
        plan = _plan(
            name, list(dict.fromkeys(cells))[:DIFFERENT], cells, raw in dialect.code_columns, dialect
        )
        words = tuple(dict.fromkeys(cell for cell in all_cells if cell in MISSING))
        found.append(replace(plan, shortest=min(map(len, cells), default=0), words=words))
    return found


def _plan(name: str, different: list[str], cells: list[str], is_code: bool, dialect: Dialect) -> ColumnPlan:
    decimal, thousands = dialect.decimal, dialect.thousands
    if is_code:
        return ColumnPlan(name, "str" if cells else "empty", None, decimal, thousands, True)
    day_first = decimal == "," or dialect.delimiter == ";"
    found = kind_of(different, day_first, decimal, thousands)
    if found.kind == "str":
        # Most of them may be dates: it is worth saying so.
        likely = [text for text in different if text[:1].isdigit()]
        form = date_format(likely, day_first) if 0 < len(different) <= 2 * len(likely) else None
        return ColumnPlan(name, "datetime" if form else "str", form, decimal, thousands)
    if found.kind not in ("empty", "datetime") and not fits(found, cells):
        found = found.as_kind({"int": "float"}.get(found.kind, "str"))
    characters = len(different[0]) if different else 0
    return ColumnPlan(name, found.kind, found.form, decimal, thousands, False, characters)
