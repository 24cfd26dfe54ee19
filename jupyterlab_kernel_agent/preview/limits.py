"""Every cap of the previews, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    deck_bytes: int = 100_000_000
    """The file as it lies on disk."""
    unpacked_bytes: int = 1_000_000_000
    """What its archive says that it unpacks to."""
    directory_bytes: int = 10_000_000
    """The archive's list of members, which is read as a whole."""
    slides: int = 200
    """Slides drawn of one deck."""
    slide_pixels: int = 1280
    """The longer side of a picture."""
    office_seconds: float = 120.0
    """For LibreOffice to read a deck and write it as PDF."""
    drawing_seconds: float = 120.0
    """For poppler to draw the pages."""
    waiting: int = 8
    """Decks that may wait for the one that is converted."""
    patience_seconds: float = 5.0
    """How long a request waits for a deck that is being converted before it says so."""
    failure_seconds: float = 15.0
    """How long a failure is known before the same deck may be tried again."""
    cache_bytes: int = 200_000_000
    """All pictures that are kept."""
    cache_decks: int = 30
    """Decks whose pictures are kept."""
    cache_seconds: float = 24 * 3600.0
    """How long pictures are kept that nobody looks at."""
