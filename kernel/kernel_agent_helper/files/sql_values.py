"""SQL that takes cells for values exactly as the standard library's reader does."""

from __future__ import annotations

from dataclasses import dataclass

from .facts import ColumnPlan
from .value_forms import ISO

ISO_WITHOUT_ZONE = r"\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?)?"
ANY_ISO = r"\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?"
ANY_NUMBER = r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*"
DATE_CHARACTERS = 10


@dataclass(frozen=True)
class ColumnSql:
    #: The cell's value, NULL when it has none.
    value: str
    #: True when the cell is written as the column's kind is, cheaply told: false for some good cells.
    plainly: str
    #: True when it is, without exception.
    exactly: str
    #: True for cells of which this SQL cannot tell whether they are.
    unsure: str
    is_range: bool
    is_number: bool


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def column_sql(plan: ColumnPlan, cell: str) -> ColumnSql:
    """`cell`: the name of the column of text."""
    if plan.kind in ("int", "float"):
        return _number(plan, cell)
    if plan.kind == "bool":
        value = f"(CASE lower({cell}) WHEN 'true' THEN true WHEN 'false' THEN false END)"
        return ColumnSql(value, f"{value} IS NOT NULL", f"{value} IS NOT NULL", "false", False, False)
    if plan.kind == "datetime":
        return _date(plan, cell)
    return ColumnSql(cell, "true", "true", "false", False, False)


def _number(plan: ColumnPlan, cell: str) -> ColumnSql:
    text = cell
    if plan.thousands:
        text = f"replace({text}, {literal(plan.thousands)}, '')"
    pointed = "false"
    if plan.decimal != ".":
        pointed = f"contains({text}, '.')"
        text = f"replace({text}, {literal(plan.decimal)}, '.')"
    if plan.kind == "int":
        value = f"try_cast({text} AS BIGINT)"
        whole = rf"regexp_full_match({text}, '\s*[+-]?\d+\s*')"
        return ColumnSql(
            value,
            f"CAST({value} AS VARCHAR) = {cell}",
            f"({value} IS NOT NULL AND {whole})",
            f"({value} IS NULL AND {whole})",
            True,
            True,
        )
    value = f"try_cast({text} AS DOUBLE)"
    good = f"({value} IS NOT NULL AND NOT contains({cell}, '_') AND NOT isnan({value})" + (
        f" AND NOT {pointed})" if pointed != "false" else ")"
    )
    unsure = f"({value} IS NULL AND regexp_full_match({text}, '{ANY_NUMBER}'))"
    return ColumnSql(value, good, good, unsure, True, True)


def _date(plan: ColumnPlan, cell: str) -> ColumnSql:
    if plan.form != ISO:
        value = f"try_strptime({cell}, {literal(plan.form or '')})"
        # What DuckDB does not take for a date Python may.
        return ColumnSql(
            value, f"{value} IS NOT NULL", f"{value} IS NOT NULL", f"{value} IS NULL", True, False
        )
    if plan.characters == DATE_CHARACTERS:
        day = f"try_cast({cell} AS DATE)"
        return ColumnSql(
            day,
            f"CAST({day} AS VARCHAR) = {cell}",
            f"CAST({day} AS VARCHAR) = {cell}",
            f"{day} IS NOT NULL",
            True,
            False,
        )
    text = f"(CASE WHEN strlen({cell}) = 7 THEN {cell} || '-01' ELSE {cell} END)"
    value = f"try_cast({text} AS TIMESTAMP)"
    exact = f"({value} IS NOT NULL AND regexp_full_match({cell}, '{ISO_WITHOUT_ZONE}'))"
    return ColumnSql(
        value,
        f"CAST({value} AS VARCHAR) = replace({cell}, 'T', ' ')",
        exact,
        f"(NOT {exact} AND regexp_full_match({cell}, '{ANY_ISO}'))",
        True,
        False,
    )
