"""Why there is no preview, in words for people."""

from __future__ import annotations


class PreviewUnavailable(Exception):
    """This server cannot make previews of such files at all; the text says why."""


class PreviewFailed(Exception):
    """There is no preview of this deck; the text says why."""


class DeckChanged(Exception):
    """The file was written while it was read: look at it again."""


class PreviewsClosed(Exception):
    """The server stops."""
