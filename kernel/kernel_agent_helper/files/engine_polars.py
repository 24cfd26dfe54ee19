"""Polars reads a delimited text in one streaming pass over cells taken as text."""

from __future__ import annotations

from typing import Any

from .conversions import WIDER
from .facts import ColumnPlan, Facts
from .sql_values import ANY_NUMBER
from .table_facts import CannotRead, TableFacts
from .table_plan import TablePlan
from .value_forms import ISO, MISSING

MAX_PASSES = 3
DATE_CHARACTERS = 10


def read_with_polars(plan: TablePlan) -> TableFacts:
    """Raises `CannotRead` for what Polars reads otherwise than pandas, and where values are counted."""
    dialect = plan.dialect
    if (
        not plan.is_for_readers_of_lines
        or plan.encoding not in ("utf-8", "utf-8-sig")
        or (plan.encoding == "utf-8-sig" and not dialect.data_line)
        # Polars begins the century of two digits a year later than Python.
        or any("%y" in (column.form or "") for column in plan.columns)
    ):
        raise CannotRead
    import polars

    first = 1 if dialect.surplus == "index" else 0
    try:
        frame = polars.scan_csv(
            plan.source.path,
            has_header=False,
            skip_lines=dialect.data_line,
            separator=dialect.delimiter,
            schema={f"c{at}": polars.String for at in range(dialect.cells)},
            null_values=sorted(MISSING),
            glob=False,
        )
        columns = list(plan.columns)
        for _ in range(MAX_PASSES):
            rows, facts = _pass(polars, frame, columns, first)
            if all(each is not None for each in facts):
                return TableFacts(rows, [each for each in facts if each is not None])
    except BaseException as error:
        # What Polars raises where it gives up altogether is no Exception.
        if isinstance(error, (CannotRead, KeyboardInterrupt, SystemExit)):
            raise
        raise CannotRead(str(error)) from None
    raise CannotRead


def _pass(polars: Any, frame: Any, columns: list[ColumnPlan], first: int) -> tuple[int, list[Facts | None]]:
    """Facts, or None for columns that are of a wider kind than was planned; that is in `columns` then."""
    # An empty line is no row for pandas.
    begin = polars.col("c0")
    nothing = (begin.is_null() | (begin.str.strip_chars(" \t") == "")) & polars.all_horizontal(
        polars.exclude("c0").is_null()
    )
    asked = [polars.len().alias("rows"), nothing.any().alias("blank")]
    for at, plan in enumerate(columns):
        cell = polars.col(f"c{at + first}")
        value, good, unsure = _expressions(polars, plan, cell)
        asked += [
            cell.count().alias(f"{at} present"),
            good.sum().alias(f"{at} fitting"),
            unsure.any().alias(f"{at} unsure"),
        ]
        if plan.kind in ("int", "float", "datetime"):
            asked += [value.min().alias(f"{at} least"), value.max().alias(f"{at} greatest")]
        if plan.kind in ("int", "float"):
            asked.append(value.cast(polars.Float64).sum().alias(f"{at} sum"))
    row = frame.select(asked).collect(engine="streaming").row(0, named=True)
    # Lines that end as on old Macintoshes are one for Polars.
    if row["blank"] or not row["rows"]:
        raise CannotRead
    found = []
    for at, plan in enumerate(columns):
        found.append(_facts(plan, row["rows"], {key: row.get(f"{at} {key}") for key in KEYS}))
        if found[-1] is None:
            columns[at] = plan.as_kind(WIDER[plan.kind])
    return row["rows"], found


KEYS = ("present", "fitting", "unsure", "least", "greatest", "sum")


def _facts(plan: ColumnPlan, rows: int, row: dict[str, Any]) -> Facts | None:
    present = row["present"]
    if row["unsure"] or (plan.kind == "empty" and present):
        raise CannotRead
    if (row["fitting"] or 0) < present and plan.kind not in ("str", "empty"):
        if plan.kind == "datetime":
            raise CannotRead
        return None
    found = Facts(plan, present, rows - present, row["least"], row["greatest"])
    if row["sum"] is not None and present:
        found.mean = row["sum"] / present
    return found


def _expressions(polars: Any, plan: ColumnPlan, cell: Any) -> tuple[Any, Any, Any]:
    """The value of a cell, whether it is of the column's kind, and whether that cannot be told."""
    never = polars.lit(False)
    if plan.kind in ("int", "float"):
        text = cell.str.replace_all(plan.thousands, "", literal=True) if plan.thousands else cell
        good = never.not_()
        if plan.decimal != ".":
            good = text.str.contains(".", literal=True).not_()
            text = text.str.replace_all(plan.decimal, ".", literal=True)
        if plan.kind == "int":
            value = text.cast(polars.Int64, strict=False)
            whole = text.str.contains(r"^\s*[+-]?\d+\s*$")
            return value, value.is_not_null() & whole, value.is_null() & whole
        value = text.cast(polars.Float64, strict=False)
        good = (
            good & value.is_not_null() & value.is_nan().not_() & text.str.contains("_", literal=True).not_()
        )
        return value, good, value.is_null() & text.str.contains(f"^{ANY_NUMBER}$")
    if plan.kind == "bool":
        return cell, cell.str.to_lowercase().is_in(["true", "false"]), never
    if plan.kind == "datetime":
        if plan.form == ISO and plan.characters != DATE_CHARACTERS:
            form = "%Y-%m-%d %H:%M:%S"
            value = cell.str.replace("T", " ", literal=True).str.to_datetime(form, strict=False)
            # Of one length, or pandas would have to be told.
            return value, value.is_not_null() & (cell.str.len_bytes() == len("2000-01-01 00:00:00")), never
        form = "%Y-%m-%d" if plan.form == ISO else plan.form or ""
        if "%H" not in form and "%I" not in form:
            text, form = (cell, form) if "%d" in form else (polars.lit("01 ") + cell, "%d " + form)
            day = text.str.to_date(form, strict=False)
            good = day.is_not_null()
            if plan.form == ISO:
                # Polars also takes 2024-1-5.
                good = good & (cell.str.len_bytes() == DATE_CHARACTERS)
            return day.cast(polars.Datetime("us")), good, never
        value = cell.str.to_datetime(form, strict=False)
        return value, value.is_not_null(), never
    return cell, cell.is_not_null(), never
