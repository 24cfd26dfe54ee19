"""Where decks are written and pictures read: in the notebook's folder and below it."""

from __future__ import annotations

import os
import sys

from ..reply import HelperError
from .plain_text import one_line


def notebook_folder() -> str:
    """The folder in which the kernel began."""
    package = sys.modules.get((__package__ or "").rpartition(".")[0])
    folder = getattr(package, "FIRST_FOLDER", None)
    return folder or os.getcwd()


def inside(path: str, what: str) -> str:
    """The whole path of one that leads from the notebook's folder; `HelperError` when it leads out of it."""
    text = path.replace("\\", "/") if os.sep == "\\" else path
    shown = one_line(text)[:200]
    if not text.strip() or "\0" in text:
        raise HelperError(f"{what} has no path: name a file in the notebook's folder.")
    folder = os.path.realpath(notebook_folder())
    full = os.path.realpath(os.path.join(folder, text))
    if not _is_below(full, folder):
        raise HelperError(
            f"{what} {shown} is outside the notebook's folder: name a path in it, such as "
            f"{os.path.basename(shown) or 'report.pptx'}."
        )
    return full


def _is_below(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath([path, folder]) == folder
    except ValueError:
        return False
