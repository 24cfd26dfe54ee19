"""How files are now, without reading them."""

from __future__ import annotations

import os
import stat
from itertools import islice
from typing import Any

from .data_files import DATA_FILE
from .path_pattern import is_pattern, search
from .paths import resolve
from .regular_file import reason, what_else

MAX_PATHS = 500
#: Files of one folder or glob that are looked at.
MAX_MEMBERS = 2000
#: Names in a folder that are gone through.
MAX_ENTRIES = 20_000
MAX_PATH_CHARACTERS = 4096


def file_status(paths: list[str]) -> dict[str, Any]:
    """`{"files": [{path, kind, size, mtime_ns, reason}]}`, one for each of at most `MAX_PATHS` paths.

    Sizes in bytes. Of a folder or glob the size is that of all its data files, the time that of the newest.
    Never raises for a path, whatever is in it.
    """
    return {"files": [_status(path) for path in paths[:MAX_PATHS]]}


def _status(path: str) -> dict[str, Any]:
    if not isinstance(path, str) or len(path) > MAX_PATH_CHARACTERS:
        return _told(str(path)[:MAX_PATH_CHARACTERS], "missing", reason="is no path: it is too long")
    try:
        return _look(path)
    except (OSError, ValueError) as error:
        kind = "missing" if isinstance(error, (FileNotFoundError, NotADirectoryError)) else "other"
        return _told(path, kind, reason=reason(error))


def _look(path: str) -> dict[str, Any]:
    actual = resolve(path)
    if not os.path.lexists(actual) and is_pattern(path):
        members, is_whole = search(actual)
        if members:
            return _sum(path, "glob", sorted(members)[:MAX_MEMBERS])
        if not is_whole:
            return _told(path, "other", reason="leads through more folders than are searched")
        return _told(path, "missing", reason="matches no file")
    status = os.stat(actual)
    if stat.S_ISDIR(status.st_mode):
        with os.scandir(actual) as entries:
            names = [entry.path for entry in islice(entries, MAX_ENTRIES) if DATA_FILE.search(entry.name)]
        return _sum(path, "folder", sorted(names)[:MAX_MEMBERS])
    other = what_else(status)
    if other:
        return _told(path, "other", reason=f"is {other}, no file")
    return _told(path, "file", status.st_size, status.st_mtime_ns)


def _sum(path: str, kind: str, members: list[str]) -> dict[str, Any]:
    size, newest = 0, None
    for member in members:
        try:
            status = os.stat(member)
        except (OSError, ValueError):
            continue
        if stat.S_ISREG(status.st_mode):
            size += status.st_size
            newest = max(newest or 0, status.st_mtime_ns)
    return _told(path, kind, size, newest)


def _told(
    path: str, kind: str, size: int | None = None, mtime_ns: int | None = None, reason: str | None = None
) -> dict[str, Any]:
    return {
        "path": path,
        "kind": kind,
        "size": size,
        "mtime_ns": None if mtime_ns is None else str(mtime_ns),
        "reason": reason,
    }
