"""A first, honest description of one data file."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from ..reply import HelperError
from .data_files import data_files, iso_time
from .other_families import OTHER_FAMILIES
from .profile_parquet import profile_parquet
from .profile_text import profile_delimited, profile_text
from .source_file import SourceFile

FAMILIES: dict[str, Callable[[SourceFile, int, int], dict[str, Any]]] = {
    "csv": profile_delimited,
    "tsv": profile_delimited,
    "tab": profile_delimited,
    "txt": profile_text,
    "dat": profile_text,
    "log": profile_text,
    "md": profile_text,
    "parquet": profile_parquet,
    **OTHER_FAMILIES,
}
MAX_PREVIEW_ROWS = 50


def profile_file(path: str, preview_rows: int = 5, max_columns: int = 100) -> dict[str, Any]:
    """What is in the file: see `kernel/README.md` for the keys. `path` may be relative to the working folder.

    Raises `HelperError` when there is no such file, or when it is not what its name says.
    """
    source = _open(path)
    status = os.stat(source.path)
    profile: dict[str, Any] = {
        "path": path.replace(os.sep, "/"),
        "type": source.kind or "file",
        "size_mb": round(status.st_size / 1024**2, 3),
        "size_bytes": status.st_size,
        "modified": iso_time(status.st_mtime),
        "rows": None,
        "columns": [],
        "preview": [],
        "load_line": None,
        "notes": [],
    }
    describe = FAMILIES.get(source.kind)
    if describe is None:
        profile["notes"].append(
            f"Nothing more can be told of a .{source.kind} file." if source.kind else "No known type."
        )
        return profile
    told = describe(source, max(0, min(preview_rows, MAX_PREVIEW_ROWS)), max(1, max_columns))
    return {**profile, **told}


def _open(path: str) -> SourceFile:
    actual = os.path.expanduser(path)
    if os.path.isdir(actual):
        names = [str(file["path"]) for file in data_files(actual, 10)]
        raise HelperError(
            f"{path} is a folder" + (f"; data files in it: {', '.join(names)}." if names else ".")
        )
    if not os.path.exists(actual):
        folder = os.path.dirname(actual)
        try:
            names = [str(file["path"]) for file in data_files(folder or None, 10)]
        except OSError:
            names = []
        there = f" Data files there: {', '.join(names)}." if names else ""
        raise HelperError(f"There is no file {path} in {folder or os.getcwd()}.{there}")
    if os.path.getsize(actual) == 0:
        raise HelperError(f"{path} is empty (0 bytes).")
    return SourceFile.at(actual, path.replace(os.sep, "/"))
