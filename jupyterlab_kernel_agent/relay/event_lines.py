"""Whole lines of an event stream."""

from __future__ import annotations

MAX_HELD_BYTES = 1024 * 1024


class EventLines:
    """Holds an unfinished line back until its rest arrives.

    No client can use half a line, so nothing is delayed by it; but when the upstream breaks off, the error
    event that follows is not glued to a torn one. A line beyond `MAX_HELD_BYTES` is passed on in pieces.
    """

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._held_bytes = 0

    def feed(self, chunk: bytes) -> bytes:
        """The lines that are whole now, perhaps none."""
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) + 1
        if end == 0 and self._held_bytes + len(chunk) <= MAX_HELD_BYTES:
            self._hold(chunk)
            return b""
        if end == 0:
            end = len(chunk)
        lines = self.close() + chunk[:end]
        self._hold(chunk[end:])
        return lines

    def close(self) -> bytes:
        """What is held back."""
        rest = b"".join(self._held)
        self._held, self._held_bytes = [], 0
        return rest

    def _hold(self, piece: bytes) -> None:
        if piece:
            self._held.append(piece)
            self._held_bytes += len(piece)
