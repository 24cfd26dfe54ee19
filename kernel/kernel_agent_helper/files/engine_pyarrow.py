"""pyarrow reads a delimited text piece by piece, each cell as text."""

from __future__ import annotations

from typing import Any

from .conversions import WIDER
from .facts import ColumnPlan, Facts
from .progress import PROGRESS
from .table_facts import CannotRead, TableFacts
from .table_plan import TablePlan
from .value_forms import ISO, MISSING

BLOCK_BYTES = 4 * 1024**2
MAX_PASSES = 3
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "latin-1")


def read_with_pyarrow(plan: TablePlan) -> TableFacts:
    """Raises `CannotRead` for what pyarrow reads otherwise than pandas, and where values are counted."""
    if not plan.is_for_readers_of_lines or plan.encoding not in ENCODINGS:
        raise CannotRead
    import pyarrow

    columns = list(plan.columns)
    try:
        for _ in range(MAX_PASSES):
            found = _pass(plan, columns)
            if found is not None:
                return found
    except (pyarrow.ArrowException, OSError, OverflowError) as error:
        raise CannotRead(str(error)) from None
    raise CannotRead


def _pass(plan: TablePlan, columns: list[ColumnPlan]) -> TableFacts | None:
    """None when a column is of a wider kind than was planned; that is in `columns` then."""
    sums = [_ArrowColumn(column) for column in columns]
    rows = 0
    with _open(plan) as batches:
        for batch in batches:
            rows += batch.num_rows
            for each, values in zip(sums, batch.columns):  # noqa: B905
                each.add(values)
            PROGRESS.report(None, rows)
    for at, each in enumerate(sums):
        if each.is_wrong:
            columns[at] = columns[at].as_kind(WIDER[columns[at].kind])
    if any(each.is_wrong for each in sums):
        return None
    return TableFacts(rows, [each.facts() for each in sums])


def _open(plan: TablePlan) -> Any:
    import pyarrow
    from pyarrow import csv

    dialect = plan.dialect
    names = [f"c{at}" for at in range(dialect.cells)]
    first = 1 if dialect.surplus == "index" else 0
    wanted = names[first : first + len(plan.columns)]
    encoding = "utf8" if plan.encoding.startswith("utf-8") else plan.encoding
    return csv.open_csv(
        plan.source.path,
        read_options=csv.ReadOptions(
            column_names=names, skip_rows=dialect.data_line, block_size=BLOCK_BYTES, encoding=encoding
        ),
        parse_options=csv.ParseOptions(delimiter=dialect.delimiter, newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pyarrow.string()),
            null_values=sorted(MISSING),
            strings_can_be_null=True,
            include_columns=wanted,
        ),
    )


class _ArrowColumn:
    def __init__(self, plan: ColumnPlan) -> None:
        self._plan = plan
        self.is_wrong = False
        self._present = self._nulls = 0
        self._least: Any = None
        self._greatest: Any = None
        self._sum: Any = 0

    def add(self, cells: Any) -> None:
        present = len(cells) - cells.null_count
        self._nulls += cells.null_count
        self._present += present
        if not present or self.is_wrong or self._plan.kind == "str":
            return
        if self._plan.kind == "empty":
            raise CannotRead
        import pyarrow
        from pyarrow import compute

        try:
            values = self._values(compute, cells.drop_null())
        except pyarrow.ArrowInvalid:
            values = None
        if values is None:
            self._doubt(compute, cells.drop_null())
            self.is_wrong = True
            return
        if self._plan.kind == "bool":
            return
        ends = compute.min_max(values).as_py()
        self._least = ends["min"] if self._least is None else min(self._least, ends["min"])
        self._greatest = ends["max"] if self._greatest is None else max(self._greatest, ends["max"])
        if self._plan.kind == "float":
            self._sum += compute.sum(values).as_py()
        elif self._plan.kind == "int":
            self._sum += int(compute.sum(compute.cast(values, "float64", safe=False)).as_py())

    def _doubt(self, compute: Any, cells: Any) -> None:
        """pyarrow takes no blanks and signs where pandas does: then it cannot say what the column is."""
        number = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"
        if self._plan.kind == "datetime":
            raise CannotRead
        odd = compute.match_substring_regex(cells, r"^\s|\s$|^\+")
        if self._plan.kind in ("int", "float") and compute.any(odd).as_py():
            raise CannotRead
        if (
            self._plan.kind == "int"
            and compute.any(compute.match_substring_regex(cells, r"^-?\d{19,}$")).as_py()
        ):
            raise CannotRead
        if self._plan.kind == "float" and compute.all(compute.match_substring_regex(cells, number)).as_py():
            raise CannotRead

    def _values(self, compute: Any, cells: Any) -> Any:
        """None when a cell is not of the column's kind. Raises `ArrowInvalid` for the same."""
        plan = self._plan
        if plan.kind in ("int", "float"):
            if plan.thousands:
                cells = compute.replace_substring(cells, plan.thousands, "")
            if plan.decimal != ".":
                if compute.any(compute.match_substring(cells, ".")).as_py():
                    return None
                cells = compute.replace_substring(cells, plan.decimal, ".")
            if plan.kind == "int":
                values = compute.cast(cells, "int64")
                is_hexadecimal = compute.match_substring(cells, "x", ignore_case=True)
                return None if compute.any(is_hexadecimal).as_py() else values
            values = compute.cast(cells, "float64")
            return None if compute.any(compute.is_nan(values)).as_py() else values
        if plan.kind == "bool":
            lower = compute.utf8_lower(cells)
            good = compute.or_(compute.equal(lower, "true"), compute.equal(lower, "false"))
            return lower if compute.all(good).as_py() else None
        return self._dates(compute, cells)

    def _dates(self, compute: Any, cells: Any) -> Any:
        form = self._plan.form or ISO
        if form != ISO:
            return compute.strptime(cells, format=form, unit="us", error_is_null=False)
        lengths = compute.min_max(compute.utf8_length(cells)).as_py()
        if lengths["min"] != lengths["max"] or lengths["min"] not in (10, 19):
            raise CannotRead
        shape = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2})?$"
        if not compute.all(compute.match_substring_regex(cells, shape)).as_py():
            raise CannotRead
        return compute.strptime(
            compute.replace_substring(cells, "T", " "),
            format="%Y-%m-%d" if lengths["min"] == 10 else "%Y-%m-%d %H:%M:%S",
            unit="us",
        )

    def facts(self) -> Facts:
        found = Facts(self._plan, self._present, self._nulls)
        if self._least is not None:
            found.minimum, found.maximum = self._least, self._greatest
            if self._plan.kind != "datetime":
                found.mean = self._sum / self._present
        return found
