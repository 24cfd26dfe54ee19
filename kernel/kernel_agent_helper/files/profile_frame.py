"""Delimited text, read with pandas: the profile tells what the user will have after the load line."""

# ruff: noqa: B905 - `strict` needs Python 3.10, and a kernel may be older.

from __future__ import annotations

from typing import Any

from ..cells import cell, label
from ..hello import package_version
from ..kinds import is_a
from ..reply import HelperError
from ..texts import clip
from .columns import EXAMPLE_TEXT, MAX_EXAMPLES, capped
from .dialect import Dialect
from .encodings import one_byte_encoding
from .load_line import load_line
from .source_file import SourceFile
from .value_forms import ISO, date_format, is_ambiguous

#: Longer files are described from their first rows.
WHOLE_BYTES = 64 * 1024**2
FIRST_ROWS = 200_000


def profile_with_pandas(
    source: SourceFile, dialect: Dialect, encoding: str, preview_rows: int, max_columns: int
) -> dict[str, Any]:
    import pandas

    notes: list[str] = []
    arguments = _arguments(dialect, encoding)
    is_whole = source.bytes_to_read <= WHOLE_BYTES
    frame = _read(pandas, source, dialect, arguments, None if is_whole else FIRST_ROWS, notes)
    if frame.shape[1] == 0:
        raise HelperError(f"{source.name} holds no columns.")
    columns, shown, dates = [], [], {}
    for position in capped(list(range(frame.shape[1])), max_columns, notes):
        series, form = _as_dates(pandas, frame.iloc[:, position], dialect, notes)
        if form is not None:
            dates[str(frame.columns[position]) if dialect.has_header else position] = form
        columns.append(_describe(pandas, series))
        shown.append(series.iloc[:preview_rows].tolist())
        _note_whole_number_dates(pandas, series, columns[-1], notes)
    rows = len(frame)
    if not is_whole and rows == FIRST_ROWS:
        rows = _count_lines(source) - dialect.skip_lines - dialect.has_header
        notes.append(
            f"Columns are described from the first {FIRST_ROWS} rows; the number of rows is that of lines."
        )
    arguments.update(_date_arguments(dates))
    return {
        "type": "tsv" if dialect.delimiter == "\t" else "csv",
        "rows": rows,
        "columns": columns,
        "preview": [[_value(value) for value in row] for row in zip(*shown)],
        "load_line": load_line("read_csv", source.name, arguments),
        "notes": notes,
    }


def _arguments(dialect: Dialect, encoding: str) -> dict[str, object]:
    """What `read_csv` has to be told; its defaults are left out."""
    arguments: dict[str, object] = {}
    if dialect.delimiter != ",":
        arguments["sep"] = dialect.delimiter
    if encoding != "utf-8":
        arguments["encoding"] = encoding
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
        arguments["dtype"] = dict.fromkeys(_keys(dialect, dialect.code_columns), "str")
    return arguments


def _keys(dialect: Dialect, names: list[str]) -> list[str | int]:
    """What pandas calls these columns."""
    return list(names) if dialect.has_header else [int(name) for name in names]


def _read(
    pandas: Any,
    source: SourceFile,
    dialect: Dialect,
    arguments: dict[str, object],
    rows: int | None,
    notes: list[str],
) -> Any:
    """Reads the file; `arguments` are changed to what worked. Raises `HelperError` when nothing does."""
    # As text, dates cannot be taken for numbers with dots between the thousands.
    dtype = dict.fromkeys(_keys(dialect, [*dialect.code_columns, *dialect.date_columns]), "str")
    for _attempt in range(4):
        try:
            frame = pandas.read_csv(source.path, **{**arguments, "dtype": dtype}, nrows=rows)
            if "on_bad_lines" in arguments:
                notes.append("Lines with too many cells are left out.")
            return frame
        except UnicodeDecodeError:
            if arguments.get("encoding") == "latin-1":
                raise
            # The sample was plain; something further down is not UTF-8.
            known = arguments.get("encoding", "utf-8")
            arguments["encoding"] = (
                "latin-1" if known == "cp1252" else one_byte_encoding(source.read(WHOLE_BYTES))
            )
        except pandas.errors.EmptyDataError:
            raise HelperError(f"{source.name} holds no table.") from None
        except pandas.errors.ParserError as error:
            if "on_bad_lines" in arguments:
                raise HelperError(f"{source.name} could not be read as a table: {error}") from None
            arguments["on_bad_lines"] = "skip"
    raise HelperError(f"{source.name} could not be read as a table.")


def _as_dates(pandas: Any, series: Any, dialect: Dialect, notes: list[str]) -> tuple[Any, str | None]:
    """The column as dates, and their format, if every value is one; otherwise the column as it is."""
    if not _is_text(pandas, series):
        return series, None
    present = series.dropna()
    sample = [text for text in present.iloc[:2000].unique()[:200] if isinstance(text, str)]
    form = _likely_form(sample, dialect)
    if form is None or package_version("pandas").startswith(("0.", "1.")):
        return series, None
    dates = pandas.to_datetime(series, format=form, errors="coerce")
    name = label(series.name)
    wrong = int(dates.isna().sum() - series.isna().sum())
    if wrong or dates.dtype.kind != "M":
        notes.append(
            f"{name!r} holds dates, but {wrong} values are none: "
            f"pd.to_datetime(df[{name!r}], format={form!r}, errors='coerce') reads the others."
        )
        return series, None
    if is_ambiguous(form, sample):
        notes.append(f"{name!r}: day and month could be the other way round; it is read as {form}.")
    return dates, form


def _likely_form(sample: list[str], dialect: Dialect) -> str | None:
    """The form of the dates in a column most of which may be dates."""
    likely = [text for text in sample if text[:1].isdigit()]
    day_first = dialect.decimal == "," or dialect.delimiter == ";"
    return date_format(sample, day_first) or (
        date_format(likely, day_first) if len(likely) >= len(sample) * 0.5 else None
    )


def _is_text(pandas: Any, series: Any) -> bool:
    return (
        series.dtype.kind == "O" and pandas.api.types.infer_dtype(series.iloc[:2000], skipna=True) == "string"
    )


def _date_arguments(dates: dict[Any, str]) -> dict[str, object]:
    if not dates:
        return {}
    formats = {name: form for name, form in dates.items() if form != ISO}
    return {"parse_dates": list(dates), **({"date_format": formats} if formats else {})}


def _describe(pandas: Any, series: Any) -> dict[str, Any]:
    kind = series.dtype.kind
    present = series.dropna()
    distinct = present.drop_duplicates()
    told: dict[str, Any] = {
        "name": label(series.name),
        "dtype": "datetime" if kind == "M" else "str" if _is_text(pandas, series) else str(series.dtype),
        "nulls": len(series) - len(present),
        "distinct": len(distinct),
        "examples": [_value(value) for value in distinct.iloc[:MAX_EXAMPLES].tolist()],
    }
    if len(present) and kind in "iufM":
        told["min"], told["max"] = _value(present.min()), _value(present.max())
    return told


def _value(value: Any) -> Any:
    """One value as JSON; a date without a time is only a date."""
    plain = cell(value)
    if not isinstance(plain, str):
        return plain
    return clip(
        plain[:-9] if is_a(value, "pandas", "Timestamp") and plain.endswith(" 00:00:00") else plain,
        EXAMPLE_TEXT,
    )


def _note_whole_number_dates(pandas: Any, series: Any, told: dict[str, Any], notes: list[str]) -> None:
    if series.dtype.kind != "i" or not told["distinct"] or told["min"] < 19000101 or told["max"] > 21001231:
        return
    try:
        pandas.to_datetime(series, format="%Y%m%d")
    except ValueError:
        return
    name = told["name"]
    notes.append(f"{name!r} holds dates as whole numbers: pd.to_datetime(df[{name!r}], format='%Y%m%d').")


def _count_lines(source: SourceFile) -> int:
    lines = 0
    with source.open() as stream:
        while block := stream.read(1024**2):
            lines += block.count(b"\n")
            last = block
    return lines + (not last.endswith(b"\n"))
