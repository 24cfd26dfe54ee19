"""The files of a folder, or those that match a pattern."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..reply import HelperError
from .data_files import DATA_FILE
from .path_pattern import is_pattern, matching
from .paths import resolve
from .plain_reason import plain_reason
from .source_file import SourceFile

#: Files of one set.
MAX_FOLDER_FILES = 2000
#: Names that are gone through for them.
MAX_ENTRIES = 20_000
#: Levels of folders within a folder that holds no data file itself.
MAX_LEVELS = 4


@dataclass
class Member:
    source: SourceFile
    size: int
    mtime_ns: int
    profile: dict[str, Any] | None = None
    #: Why it has no profile: `is empty`.
    problem: str = ""


@dataclass
class Members:
    path: str
    is_pattern: bool
    members: list[Member] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: The folder holds no data files, but folders within it do.
    is_deep: bool = False

    def pattern_for(self, source: SourceFile) -> tuple[str, set[str]]:
        """A pattern for the files of the type of `source`, and what matches it, be it a member or not."""
        if self.is_pattern:
            return self.path, self._matching(self.path)
        ending = os.path.splitext(source.name)[1]
        if source.compression:
            ending = os.path.splitext(source.name[: -len(ending)])[1] + ending
        folder = glob.escape(self.path.rstrip("/")) or "/"
        pattern = f"{folder}/*{ending}"
        return pattern, self._matching(pattern)

    def _matching(self, pattern: str) -> set[str]:
        """As the pattern names them when Python expands it in the current folder."""
        return {name.replace(os.sep, "/") for name in matching(pattern)}


def members_of(path: str) -> Members:
    """Regular files only, sorted by name; those that begin with a dot are left out.

    Raises `HelperError` when the folder cannot be read.
    """
    actual = resolve(path)
    found = Members(path.replace(os.sep, "/"), is_pattern=not os.path.isdir(actual))
    try:
        if found.is_pattern:
            names = matching(actual)
        else:
            names = list(_within(actual, 1))
            if not names:
                names = list(_within(actual, MAX_LEVELS))
                found.is_deep = bool(names)
    except (OSError, ValueError) as error:
        raise HelperError(f"{path} could not be read: {plain_reason(error)}.") from None
    prefix = os.path.dirname(actual) if found.is_pattern else actual
    asked = os.path.dirname(found.path) if found.is_pattern else found.path.rstrip("/")
    for name in sorted(names):
        # Named as the caller would: from the folder that was asked for.
        shown = (
            name if is_pattern(prefix) else os.path.join(asked, os.path.relpath(name, prefix or os.curdir))
        )
        member = _member(name, shown.replace(os.sep, "/"))
        if member is None:
            continue
        if len(found.members) >= MAX_FOLDER_FILES:
            found.notes.append(f"More than {MAX_FOLDER_FILES} files; only the first were looked at.")
            break
        found.members.append(member)
    return found


def _within(folder: str, levels: int) -> Iterator[str]:
    """Data files in a folder and the folders in it; folders that are links are not followed."""
    left = MAX_ENTRIES
    waiting = [(folder, levels)]
    while waiting and left > 0:
        here, levels = waiting.pop()
        with os.scandir(here) as entries:
            for entry in islice(entries, left):
                left -= 1
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if levels > 1:
                        waiting.append((entry.path, levels - 1))
                elif DATA_FILE.search(entry.name) and os.path.isfile(entry.path):
                    yield entry.path


def _member(actual: str, shown: str) -> Member | None:
    try:
        status = os.stat(actual)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode) or os.path.basename(actual).startswith("."):
        return None
    return Member(SourceFile.at(actual, shown), status.st_size, status.st_mtime_ns)
