"""Looks a moment later whether what was written is still there."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

#: A page that read before we wrote has written by then, unless its server is very busy.
LATER_SECONDS = 1.0

_guard = threading.Lock()
_waiting: dict[Path, list[Callable[[], object]]] = {}


def look_later(path: Path, look: Callable[[], object]) -> None:
    """Calls `look` in a moment, in a thread of its own; one thread serves all that waits for the same file.

    A program that ends meanwhile waits for it.
    """
    with _guard:
        looks = _waiting.get(path)
        if looks is not None:
            looks.append(look)
            return
        _waiting[path] = [look]
    # Where there are no threads, as in a browser, there is no second process either.
    with contextlib.suppress(RuntimeError):
        threading.Timer(LATER_SECONDS, _look, [path]).start()


def _look(path: Path) -> None:
    with _guard:
        looks = _waiting.pop(path, [])
    for look in looks:
        look()
