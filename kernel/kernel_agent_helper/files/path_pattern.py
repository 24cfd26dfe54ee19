"""Paths that match a pattern, found with bounded effort: links may make folders contain themselves."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator

from ..budget import Budget

#: Names that are gone through, and seconds.
MAX_ENTRIES = 20_000
SECONDS = 3.0
SIGNS = "*?["


def is_pattern(path: str) -> bool:
    return any(sign in path for sign in SIGNS)


def matching(pattern: str) -> list[str]:
    """Paths that match as `glob` understands it with `recursive=True`, but `**` does not follow links."""
    return search(pattern)[0]


def search(pattern: str) -> tuple[list[str], bool]:
    """What `matching` finds, and whether everything was gone through."""
    drive, rest = os.path.splitdrive(pattern)
    parts = rest.replace(os.sep, "/").split("/")
    start = drive + ("/" if rest.startswith("/") else "")
    searched = _Search()
    found = [start]
    parts = [part for part in parts if part]
    # Of several `**` in a row all but one say nothing.
    parts = [part for at, part in enumerate(parts) if part != "**" or parts[at - 1 : at] != ["**"]]
    for position, part in enumerate(parts):
        is_last = position == len(parts) - 1
        found = [path for base in found for path in searched.step(base, part, is_last)]
    return found, not searched.is_cut


class _Search:
    def __init__(self) -> None:
        self._left = MAX_ENTRIES
        self._budget = Budget(SECONDS)
        self.is_cut = False

    def step(self, base: str, part: str, is_last: bool) -> Iterator[str]:
        if self._budget.is_spent():
            self.is_cut = True
            return
        if part == "**":
            yield from self._below(base, is_last)
        elif not is_pattern(part):
            path = os.path.join(base, part)
            if os.path.lexists(path):
                yield path
        else:
            for entry in self._entries(base):
                if entry.name.startswith(".") and not part.startswith("."):
                    continue
                if fnmatch.fnmatch(entry.name, part) and (is_last or entry.is_dir()):
                    yield os.path.join(base, entry.name)

    def _below(self, base: str, with_files: bool) -> Iterator[str]:
        """`base` and all folders in it, or all files in these."""
        waiting = [base]
        while waiting:
            here = waiting.pop()
            if not with_files:
                yield here
            for entry in self._entries(here):
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(os.path.join(here, entry.name))
                elif with_files:
                    yield os.path.join(here, entry.name)

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder or os.curdir) as entries:
                for entry in entries:
                    self._left -= 1
                    if self._left < 0 or self._budget.is_spent():
                        self.is_cut = True
                        return
                    yield entry
        except OSError:
            return
