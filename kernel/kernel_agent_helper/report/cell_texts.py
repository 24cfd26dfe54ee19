"""What stands in the cells of a table, and how each column is aligned."""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass, field
from typing import Any

from ..reply import HelperError
from .frames import Column, Frame
from .limits import MAX_CELL, MAX_TABLE_COLUMNS
from .number_format import cell_formatter
from .plain_text import cut_end, one_line
from .plain_values import date_text, exact_text, is_date, is_finite, is_number

MISSING = "–"


@dataclass
class TableColumn:
    name: str
    texts: list[str]
    #: Values with all their digits, for the record.
    exact: list[str]
    is_number: bool


@dataclass
class TableTexts:
    columns: list[TableColumn]
    #: All rows there are.
    rows: int
    notes: list[str] = field(default_factory=list)


def table_texts(frame: Frame, spec: dict[str, Any]) -> TableTexts:
    """Raises `HelperError` with a part of a sentence: what is wrong, and what to do."""
    notes: list[str] = []
    columns = _chosen(frame, spec.get("columns"))
    if not columns:
        raise HelperError("has no columns: there is nothing to show")
    if len(columns) > MAX_TABLE_COLUMNS:
        notes.append(
            f"the first {MAX_TABLE_COLUMNS} of {len(columns)} columns are shown; name others in `columns`"
        )
        columns = columns[:MAX_TABLE_COLUMNS]
    formats = _formats(spec.get("formats"), frame)
    cut = [0]
    texts = [_column_texts(column, formats.get(column.name), cut) for column in columns]
    if cut[0]:
        notes.append(f"{cut[0]:,} long cells of the table were cut to {MAX_CELL} characters")
    return TableTexts(texts, frame.rows, notes)


def _chosen(frame: Frame, wanted: Any) -> list[Column]:
    if not wanted:
        return [*_named_index(frame), *frame.columns]
    if not isinstance(wanted, list):
        raise HelperError("has `columns` that are no list: write them as one")
    return [_found(frame, str(name)) for name in wanted]


def _named_index(frame: Frame) -> list[Column]:
    """Without a name an index of numbers says only where its rows once stood."""
    return [each for each in frame.index if each.name or each.kind != "number"]


def _found(frame: Frame, name: str) -> Column:
    column = frame.find(name)
    if column is None:
        near = difflib.get_close_matches(name, frame.names(), 1)
        there = f"did you mean {near[0]!r}" if near else f"there are {', '.join(frame.names()[:12])}"
        raise HelperError(f"has no column {name[:60]!r}: {there}")
    return column


def _formats(given: Any, frame: Frame) -> dict[str, str]:
    if not given:
        return {}
    if not isinstance(given, dict) or not all(isinstance(each, str) for each in given.values()):
        raise HelperError('has `formats` that are no object of texts: write them as {"column": ",.2f"}')
    for name in given:
        _found(frame, name)
    return given


def _column_texts(column: Column, specification: str | None, cut: list[int]) -> TableColumn:
    numbers = [value for value in column.values if is_number(value)]
    usual = cell_formatter(column.name, numbers) if column.kind == "number" else None
    texts = []
    for value in column.values:
        text = one_line(_cell(value, specification, usual, column.name))
        if len(text) > MAX_CELL:
            text = cut_end(text, MAX_CELL)
            cut[0] += 1
        texts.append(text)
    exact = [exact_text(value) for value in column.values]
    return TableColumn(column.name, texts, exact, column.kind == "number")


def _cell(value: Any, specification: str | None, usual: str | None, name: str) -> str:
    if value is None:
        return MISSING
    if specification is not None:
        return _formatted(value, specification, name)
    if value is True or value is False:
        return "yes" if value else "no"
    if is_date(value):
        return date_text(value)
    if is_number(value):
        if isinstance(value, float) and math.isinf(value):
            return "∞" if value > 0 else "−∞"
        if usual is not None and is_finite(value):
            return format(value, usual)
        return exact_text(value)
    return str(value)


def _formatted(value: Any, specification: str, name: str) -> str:
    try:
        if len(specification) > 60 or any(part.isdigit() and len(part) > 4 for part in specification.split()):
            raise ValueError("it is too long")
        return format(value, specification)
    except (ValueError, TypeError, OverflowError) as error:
        if isinstance(value, str):
            # A note among numbers stays as it is.
            return value
        raise HelperError(
            f"has a value in {name!r} that the format {specification[:40]!r} does not fit "
            f"({one_line(error)[:80]}): "
            "write a Python format such as ',.2f'"
        ) from error
