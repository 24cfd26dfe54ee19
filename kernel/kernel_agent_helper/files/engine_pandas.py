"""pandas reads a delimited text a piece at a time; each piece says what it takes the columns for."""

from __future__ import annotations

from typing import Any

from .dialect import BLANKS
from .facts import ColumnPlan, Facts
from .progress import PROGRESS
from .read_csv_line import read_csv_arguments
from .table_facts import CannotRead, TableFacts
from .table_plan import TablePlan
from .value_forms import ISO, ISO_DATE

ROWS_AT_ONCE = 100_000


def read_with_pandas(plan: TablePlan) -> TableFacts:
    """Raises `CannotRead` for what has to be read cell by cell, and where all values are counted."""
    if plan.is_whole or plan.dialect.delimiter == BLANKS:
        raise CannotRead
    import pandas

    sums = [_PandasColumn(pandas, column) for column in plan.columns]
    names = plan.dialect.column_names
    arguments = read_csv_arguments(plan.dialect, plan.encoding)
    texts = [at for at, column in enumerate(plan.columns) if column.kind == "datetime" or column.is_code]
    keys = [names[at] if plan.dialect.has_header else at for at in texts]
    arguments["dtype"] = dict.fromkeys(keys, "str")
    rows = 0
    try:
        with pandas.read_csv(plan.source.path, chunksize=ROWS_AT_ONCE, **arguments) as pieces:
            for piece in pieces:
                if plan.dialect.surplus != "index" and not isinstance(piece.index, pandas.RangeIndex):
                    # The first row is longer than the header, and its first cell a label now.
                    raise CannotRead
                rows += len(piece)
                for at, each in enumerate(sums):
                    each.add(piece.iloc[:, at])
                PROGRESS.report(None, rows)
    except UnicodeDecodeError:
        raise
    except (
        ValueError,
        pandas.errors.ParserError,
        pandas.errors.EmptyDataError,
        OverflowError,
        OSError,
        EOFError,
    ) as error:
        raise CannotRead(str(error)) from None
    return TableFacts(rows, [each.facts() for each in sums])


class _PandasColumn:
    def __init__(self, pandas: Any, plan: ColumnPlan) -> None:
        self._pandas = pandas
        self._plan = plan
        self._kinds: set[str] = set()
        self._present = self._nulls = self._wrong = 0
        self._least: Any = None
        self._greatest: Any = None
        self._sum: Any = 0

    def add(self, series: Any) -> None:
        present = series.dropna()
        self._nulls += len(series) - len(present)
        self._present += len(present)
        if not len(present):
            return
        if self._plan.kind == "datetime":
            self._add_dates(present)
            return
        kind = {"i": "int", "f": "float", "b": "bool"}.get(series.dtype.kind, "str")
        if series.dtype.kind == "u":
            raise CannotRead
        if kind == "str":
            kinds = set(map(type, present.unique()))
            if kinds != {str}:
                if kinds != {bool}:
                    raise CannotRead
                kind = "bool"
        elif kind == "float" and self._plan.kind == "int" and len(present) < len(series):
            # Whole numbers beside missing ones: too large ones are not exact any more.
            if present.abs().max() >= 2**53:
                raise CannotRead
            kind = "int" if (present == present.round()).all() else "float"
        self._kinds.add(kind)
        if kind in ("int", "float"):
            self._widen_range(present.min().item(), present.max().item())
            self._sum += int(present.astype("object").sum()) if kind == "int" else sum(present.tolist())

    def _add_dates(self, present: Any) -> None:
        texts = present.astype("object")
        different = texts.drop_duplicates()
        if self._plan.form == ISO and not different.str.fullmatch(ISO_DATE.pattern).all():
            raise CannotRead
        dates = self._pandas.to_datetime(different, format=self._plan.form, errors="coerce")
        if dates.dtype.kind != "M" or dates.isna().any() or dates.dt.tz is not None:
            raise CannotRead
        self._kinds.add("datetime")
        self._widen_range(dates.min().to_pydatetime(), dates.max().to_pydatetime())

    def _widen_range(self, least: Any, greatest: Any) -> None:
        self._least = least if self._least is None else min(self._least, least)
        self._greatest = greatest if self._greatest is None else max(self._greatest, greatest)

    def facts(self) -> Facts:
        kind = self._kind()
        found = Facts(self._plan.as_kind(kind), self._present, self._nulls)
        if kind in ("int", "float", "datetime"):
            found.minimum, found.maximum = self._least, self._greatest
        if kind in ("int", "float"):
            found.mean = self._sum / self._present
        return found

    def _kind(self) -> str:
        if not self._kinds:
            return "empty"
        if self._plan.kind == "empty" and self._kinds == {"str"} and not self._plan.is_code:
            # They may be dates; pandas does not say so.
            raise CannotRead
        if len(self._kinds) == 1:
            return next(iter(self._kinds))
        return "float" if self._kinds <= {"int", "float"} else "str"
