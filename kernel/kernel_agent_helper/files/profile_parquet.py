"""Parquet and Feather files, by DuckDB, Polars or pyarrow, whichever the kernel has."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import Any

from ..late import late_module
from ..reply import HelperError
from .columnar_table import describe_columnar
from .load_line import load_line
from .packages import has_package
from .plain_reason import plain_reason
from .signatures import NAMES, true_kind
from .source_file import SourceFile

#: The quickest first.
PARQUET_ENGINES = ("duckdb", "polars", "pyarrow")
FEATHER_ENGINES = ("polars", "pyarrow")
#: A Parquet file begins and ends with this.
PARQUET_MARK = b"PAR1"
OLD_FEATHER_MARK = b"FEA1"
FEATHER_MARKS = (b"ARROW1", OLD_FEATHER_MARK)
OLD_FEATHER = "It is in the first form of Feather, of before 2020, and was not read."
#: Shorter files hold no table.
SHORTEST = 12
#: Bytes of the end of a file in which pandas' own description of the frame is looked for.
MAX_FOOTER = 4 * 1024**2
INDEX = re.compile(rb'"index_columns": \[([^\]]*)\]')


def profile_parquet(
    source: SourceFile, preview_rows: int, max_columns: int, engine: str | None = None
) -> dict[str, Any]:
    """`engine`: the one to use; the best there is unless given. Raises `HelperError` if none can read it."""
    _check_parquet(source)
    engines = (engine,) if engine else PARQUET_ENGINES
    told = _profile(source, (preview_rows, max_columns), engines, True)
    told["notes"] = [*told.get("notes", []), *_on_index(source), *_on_package("columns" in told)]
    return {"type": "parquet", "load_line": load_line("read_parquet", source.name, {}), **told}


def profile_feather(
    source: SourceFile, preview_rows: int, max_columns: int, engine: str | None = None
) -> dict[str, Any]:
    """Feather, which is Arrow's file format. `engine` and errors as for `profile_parquet`."""
    head = _head(source)
    if not head.startswith(FEATHER_MARKS):
        kind = true_kind(head)
        raise HelperError(f"{source.name} is not a Feather or Arrow file: it is {NAMES[kind]}.")
    line = load_line("read_feather", source.name, {})
    if head.startswith(OLD_FEATHER_MARK):
        # Its metadata cannot be checked, and pyarrow does not survive what is broken.
        return {"type": source.kind, "load_line": line, "notes": [OLD_FEATHER]}
    engines = (engine,) if engine else FEATHER_ENGINES
    told = _profile(source, (preview_rows, max_columns), engines, False)
    return {"type": source.kind, "load_line": line, **told}


def quick_parquet(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Names and types, if the kernel has pyarrow loaded anyway; the type alone otherwise."""
    _check_parquet(source)
    told: dict[str, Any] = {
        "type": "parquet",
        "load_line": load_line("read_parquet", source.name, {}),
        "notes": [],
    }
    if "pyarrow.parquet" not in sys.modules:
        return told
    try:
        with _opened("pyarrow", source.path, True) as file:
            told["rows"], told["total_columns"] = file.rows, len(file.fields)
            told["columns"] = [{"name": each.name, "dtype": each.dtype} for each in file.fields[:max_columns]]
    except Exception:
        # The worker says what is wrong with it.
        return told
    return told


def _check_parquet(source: SourceFile) -> None:
    head = _head(source)
    if not head.startswith(PARQUET_MARK):
        raise HelperError(f"{source.name} is not a Parquet file: it is {NAMES[true_kind(head)]}.")
    with open(source.path, "rb") as stream:
        stream.seek(-min(os.path.getsize(source.path), SHORTEST), os.SEEK_END)
        tail = stream.read(SHORTEST)
    if len(tail) < SHORTEST or not tail.endswith(PARQUET_MARK):
        raise HelperError(
            f"{source.name} could not be read: its end is missing, as when a Parquet file was cut off."
        )


def _on_package(is_read: bool) -> list[str]:
    """What pandas needs for the load line, where another package read the file here."""
    if not is_read or has_package("pyarrow") or has_package("fastparquet"):
        return []
    return ["The load line needs a package that is not installed: %pip install pyarrow"]


def _on_index(source: SourceFile) -> list[str]:
    """pandas notes in the file which columns were the index of the frame, and makes it of them again."""
    with open(source.path, "rb") as stream:
        size = stream.seek(-2 * len(PARQUET_MARK), os.SEEK_END)
        length = min(int.from_bytes(stream.read(4), "little"), size, MAX_FOOTER)
        stream.seek(size - length)
        found = INDEX.search(stream.read(length))
    try:
        names = json.loads(b"[" + found.group(1) + b"]") if found else []
    except ValueError:
        return []
    names = [name for name in names if isinstance(name, str)]
    if not names:
        return []
    shown = ", ".join(map(repr, names[:5]))
    what = (
        "is the index of the frame: df.reset_index() makes a column"
        if len(names) == 1
        else ("are the index of the frame: df.reset_index() makes columns")
    )
    return [f"{shown} {what} of it."]


def _head(source: SourceFile) -> bytes:
    with open(source.path, "rb") as stream:
        return stream.read(4096)


def _profile(
    source: SourceFile, limits: tuple[int, int], engines: tuple[str, ...], is_parquet: bool
) -> dict[str, Any]:
    problem: Exception | None = None
    for engine in engines:
        if not has_package(engine):
            continue
        try:
            with _opened(engine, source.path, is_parquet) as file:
                return describe_columnar(file, *limits)
        except (HelperError, MemoryError):
            raise
        except BaseException as error:
            # Polars raises what is no Exception when it meets a broken file.
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            problem = problem or Exception(str(error).strip().partition("\n")[0])
    if problem is not None:
        raise HelperError(f"{source.name} could not be read: {plain_reason(problem)}.")
    return {"notes": ["Reading it needs a package that is not installed: %pip install pyarrow"]}


def _opened(engine: str, path: str, is_parquet: bool) -> Any:
    module = late_module(f"columnar_{engine}")
    if engine == "duckdb":
        return module.open_with_duckdb(path)
    return getattr(module, f"open_with_{engine}")(path, is_parquet)
