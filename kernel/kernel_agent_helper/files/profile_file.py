"""A first, honest description of one data file."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..late import late_module
from ..reply import HelperError
from ..texts import clip
from .data_files import data_files, iso_time
from .fingerprint import ContentHash, fingerprint
from .paths import resolve
from .plain_reason import plain_reason
from .regular_file import check_regular
from .size_limit import within_limit
from .source_file import SourceFile

Describe = Callable[[SourceFile, int, int], dict[str, Any]]

#: Profilers of tables by type: the module in this folder, loaded when it is needed, and its function.
#: All other types are in `other_families`.
FAMILIES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("csv", "tsv", "tab", "psv"), ("profile_text", "profile_delimited")),
    **dict.fromkeys(("txt", "dat", "log"), ("profile_text", "profile_text")),
    **dict.fromkeys(("parquet", "pq"), ("profile_parquet", "profile_parquet")),
    **dict.fromkeys(("feather", "arrow", "ipc"), ("profile_parquet", "profile_feather")),
}
MAX_PREVIEW_ROWS = 50
#: Characters of a path, and of the name of a file beside it, in a sentence.
SHOWN_PATH = 300
SHOWN_NAME = 40
MAX_COLUMNS = 1000
#: A file that changes while it is read is read this often.
ATTEMPTS = 2


def profile_file(path: str, preview_rows: int = 5, max_columns: int = 100) -> dict[str, Any]:
    """What is in the file: see `kernel/README.md` for the keys.

    `path` may be relative to the working folder. Raises `HelperError` when there is no such
    file, when it is not what its name says, or when it changes while it is read.
    """
    if late_module("profile_folder").is_folder(path):
        limits = bounded(preview_rows, max_columns)
        return within_limit(late_module("profile_folder").describe_folder(path, *limits))
    try:
        return _profiled(path, preview_rows, max_columns)
    except OSError as error:
        raise HelperError(f"{path} could not be read: {plain_reason(error)}.") from None
    except MemoryError:
        raise HelperError(f"{path} needs more memory to be read than there is.") from None


def _profiled(path: str, preview_rows: int, max_columns: int) -> dict[str, Any]:
    for _attempt in range(ATTEMPTS):
        source = open_source(path)
        before = os.stat(source.path)
        with ContentHash(source.path) as content_hash:
            told = _describe(source, preview_rows, max_columns)
            sha256 = content_hash.result()
        after = os.stat(source.path)
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return finished(source, before, told, sha256)
    raise HelperError(f"{source.name} changed while it was read, twice: it is still being written.")


def _describe(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    limits = bounded(preview_rows, max_columns)
    told = _as_other_kind(source, *limits)
    if told is not None:
        return told
    describe = describer_of(source.kind)
    if describe is None:
        return late_module("profile_unknown").profile_unknown(source, *limits, find=describer_of)
    return describe(source, *limits)


def _as_other_kind(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any] | None:
    """What a file holds that is named as a text and is something else."""
    module = late_module("named_otherwise")
    kind = module.other_kind(source)
    describe = describer_of(kind) if kind else None
    if describe is None:
        return None
    try:
        told = describe(replace(source, kind=kind), preview_rows, max_columns)
    except HelperError as error:
        if kind in ("json", "jsonl"):
            # It only begins like it.
            return None
        raise HelperError(f"{module.note_on(source, kind)} {error}") from None
    return {**told, "notes": [module.note_on(source, kind), *told.get("notes", [])]}


def bounded(preview_rows: int, max_columns: int) -> tuple[int, int]:
    return max(0, min(preview_rows, MAX_PREVIEW_ROWS)), max(1, min(max_columns, MAX_COLUMNS))


def describer_of(kind: str) -> Describe | None:
    """The profiler of a type; None when nothing is known of it."""
    if kind in FAMILIES:
        module, function = FAMILIES[kind]
        return getattr(late_module(module), function)
    from .other_families import OTHER_FAMILIES

    return OTHER_FAMILIES.get(kind)


def finished(
    source: SourceFile,
    status: os.stat_result,
    told: dict[str, Any],
    sha256: str | None,
    partial: bool = False,
) -> dict[str, Any]:
    """The profile with what is true of every file. `status` is that from before it was read."""
    profile: dict[str, Any] = {
        "path": source.name,
        "type": source.kind or "file",
        "size_mb": size_in_mb(status.st_size),
        "size_bytes": status.st_size,
        "modified": iso_time(status.st_mtime),
        "fingerprint": fingerprint(status, sha256),
        "partial": partial,
        "rows": None,
        "columns": [],
        "total_columns": None,
        "sampled_rows": None,
        "preview": [],
        "load_line": None,
        "notes": [],
        **told,
    }
    if profile["total_columns"] is None and profile["columns"]:
        profile["total_columns"] = len(profile["columns"])
    return within_limit(profile)


def size_in_mb(size: int) -> float:
    """Three digits behind the point, or as many as it takes to show two digits that are not 0."""
    megabytes = size / 1024**2
    return round(megabytes, 3) if megabytes >= 0.1 else float(f"{megabytes:.2g}")


def open_source(path: str) -> SourceFile:
    """The file at `path`, of which nothing has been read. Raises `HelperError` when there is none."""
    name = path.replace(os.sep, "/")
    actual = resolve(path)
    if os.path.isdir(actual):
        names = [str(file["path"]) for file in data_files(actual, 10)]
        raise HelperError(
            f"{path} is a folder" + (f"; data files in it: {', '.join(names)}." if names else ".")
        )
    if not os.path.lexists(actual):
        shown = clip(path, SHOWN_PATH)
        raise HelperError(f"There is no file {shown} in {_folder_of(actual)}.{_neighbours(actual)}")
    status = check_regular(actual, name)
    if status.st_size == 0:
        raise HelperError(f"{path} is empty (0 bytes).")
    return SourceFile.at(actual, name)


def _folder_of(actual: str) -> str:
    return clip(os.path.dirname(actual) or os.getcwd(), SHOWN_PATH)


def _neighbours(actual: str) -> str:
    try:
        names = [str(file["path"]) for file in data_files(os.path.dirname(actual) or None, 10)]
    except OSError:
        return ""
    names = [clip(os.path.basename(name), SHOWN_NAME) for name in names]
    return f" Data files there: {', '.join(names)}." if names else ""
