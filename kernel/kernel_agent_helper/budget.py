"""A limit of time that is looked at between pieces of work."""

from __future__ import annotations

import time


class Budget:
    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def is_spent(self) -> bool:
        return time.monotonic() >= self._end
