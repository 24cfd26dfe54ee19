"""Where the paths lead that are named in the user's notebook."""

from __future__ import annotations

import os
import sys

#: In a worker: the folder in which its kernel was first.
_first_folder: str | None = None


def set_first_folder(folder: str | None) -> None:
    global _first_folder  # noqa: PLW0603 - one folder for the life of a process
    _first_folder = folder


def first_folder() -> str | None:
    """The folder in which the kernel began; None when that is not known."""
    known = getattr(sys.modules.get((__package__ or "").rpartition(".")[0]), "FIRST_FOLDER", None)
    return _first_folder if known is None else known


def resolve(path: str) -> str:
    """`path` as the kernel's file system has it: from the current folder, or else from the first one.

    Never raises; a path with NUL characters comes back as it is.
    """
    actual = os.path.expanduser(path)
    first = first_folder()
    if os.path.isabs(actual) or not first or _is_there(actual):
        return actual
    other = os.path.join(first, actual)
    return other if _is_there(other) else actual


def _is_there(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False
