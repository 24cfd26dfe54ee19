"""The pictures that are kept: a folder for each deck, named after its content, bounded in size and age."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from .limits import Limits


class PictureCache:
    """Lives in a temporary folder; what was dropped is simply not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, version: str) -> Path:
        """Where the pictures of a deck belong."""
        return self._folder / version

    def count(self, version: str) -> int:
        """The number of pictures of a deck, 0 when there are none. They count as looked at."""
        place = self.place(version)
        try:
            os.utime(place)
            return sum(1 for _ in place.iterdir())
        except OSError:
            return 0

    def picture(self, version: str, number: int) -> bytes | None:
        """A slide's PNG, from 1; None when it is not there."""
        try:
            return (self.place(version) / f"{number}.png").read_bytes()
        except OSError:
            return None

    def tidy(self, limits: Limits) -> None:
        """Drops what was looked at longest ago until the rest is within the limits."""
        try:
            decks = sorted(self._folder.iterdir(), key=lambda place: place.stat().st_mtime, reverse=True)
        except OSError:
            return
        total = 0
        for index, place in enumerate(decks):
            total += sum(path.stat().st_size for path in place.iterdir())
            age = time.time() - place.stat().st_mtime
            # The newest one was just made, and somebody is about to look at it.
            too_much = index > 0 and (total > limits.cache_bytes or index >= limits.cache_decks)
            if too_much or age > limits.cache_seconds:
                shutil.rmtree(place, ignore_errors=True)
