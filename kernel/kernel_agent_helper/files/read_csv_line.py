"""The line of pandas, or of plain Python, that reads a delimited text as it is described."""

from __future__ import annotations

from datetime import datetime, time

from .dialect import BLANKS, Dialect
from .facts import Facts
from .load_line import encoding_arguments, load_line, opened
from .source_file import SourceFile
from .table_facts import TableFacts
from .value_forms import ISO

MIDNIGHT = time()


def read_csv_line(
    source: SourceFile, dialect: Dialect, encoding: str, dates: dict[int, str], found: TableFacts | None
) -> str:
    """`dates`: forms by the position of the column, see `dates_of`. `found`: what a full pass found."""
    arguments = read_csv_arguments(dialect, encoding)
    if found is not None and (found.too_long or found.is_unclosed):
        arguments["on_bad_lines"] = "skip"
    if found is not None and found.is_first_too_long:
        # Or pandas would take the first column for labels of the rows.
        arguments["index_col"] = False
    if found is not None and found.is_unclosed:
        # The faster one refuses the file.
        arguments["engine"] = "python"
    names = dialect.column_names
    if dates and dialect.surplus == "index":
        # Beside a label in front `parse_dates` spoils the column before that of the dates.
        converted = {
            names[at]: f"lambda df: pd.to_datetime(df[{names[at]!r}], format={form or ISO!r})"
            for at, form in dates.items()
        }
        written = ", ".join(f"{name!r}: {code}" for name, code in converted.items())
        return load_line("read_csv", source.name, arguments) + f".assign(**{{{written}}})"
    if dates:
        keyed = {names[at] if dialect.has_header else at: form for at, form in dates.items()}
        arguments["parse_dates"] = list(keyed)
        formats = {name: form for name, form in keyed.items() if form}
        if formats:
            arguments["date_format"] = formats
    return load_line("read_csv", source.name, arguments)


def read_csv_arguments(dialect: Dialect, encoding: str) -> dict[str, object]:
    """What `read_csv` has to be told; its defaults are left out."""
    arguments: dict[str, object] = {}
    if dialect.delimiter != ",":
        arguments["sep"] = dialect.delimiter
    arguments.update(encoding_arguments(encoding))
    if dialect.skip_lines:
        arguments["skiprows"] = dialect.skip_lines
    if not dialect.has_header:
        arguments["header"] = None
    if dialect.decimal != ".":
        arguments["decimal"] = dialect.decimal
    if dialect.thousands:
        arguments["thousands"] = dialect.thousands
    if dialect.is_spaced:
        arguments["skipinitialspace"] = True
    if dialect.surplus == "trailing":
        arguments["index_col"] = False
    if dialect.code_columns:
        codes = [name if dialect.has_header else int(name) for name in dialect.code_columns]
        arguments["dtype"] = dict.fromkeys(codes, "str")
    return arguments


def plain_line(source: SourceFile, dialect: Dialect, encoding: str) -> str:
    """Without pandas: a list of rows, the header among them."""
    lines = opened(source, encoding)
    rest = f"[{dialect.skip_lines}:]" if dialect.skip_lines else ""
    if dialect.delimiter == BLANKS:
        return f"[line.split() for line in {lines}]{rest}"
    delimiter = "" if dialect.delimiter == "," else f", delimiter={dialect.delimiter!r}"
    return f"list(__import__('csv').reader({lines}{delimiter})){rest}"


def dates_of(columns: list[Facts]) -> dict[int, str]:
    """The forms of dates by the position of the column; empty for ISO dates that are days throughout."""
    found = {}
    for at, column in enumerate(columns):
        if column.plan.kind == "datetime":
            form = column.plan.form or ISO
            found[at] = "" if form == ISO and _are_days(column) else form
    return found


def _are_days(column: Facts) -> bool:
    """Only times are written now with, now without seconds and fractions, which pandas has to be told of."""
    ends = (column.minimum, column.maximum, *(column.counts or ()))
    return all(not isinstance(value, datetime) or value.time() == MIDNIGHT for value in ends)
