"""Keeps what user code prints during a call of the helper from reaching anyone."""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Muted:
    """A stream that drops what this thread writes; other threads of the user's go on printing."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._thread = threading.get_ident()

    def write(self, text: str) -> int:
        if threading.get_ident() == self._thread:
            return len(text)
        return self._stream.write(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def quiet() -> Iterator[None]:
    """Swallows output and warnings of this thread. A stream set meanwhile by someone else is left alone."""
    outer = sys.stdout, sys.stderr
    muted = _Muted(sys.stdout), _Muted(sys.stderr)
    sys.stdout, sys.stderr = muted
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if sys.stdout is muted[0]:
            sys.stdout = outer[0]
        if sys.stderr is muted[1]:
            sys.stderr = outer[1]
