"""How far the reading of a file has come; the worker tells the kernel."""

from __future__ import annotations

from collections.abc import Callable


class Progress:
    """Written by whatever reads the file, read by another thread."""

    def __init__(self) -> None:
        #: Share of the work that is done, from 0 to 1; None when nobody can tell.
        self.fraction: float | None = None
        #: Rows read so far.
        self.rows: int | None = None
        #: Raised with each report, so that it can be seen whether anything goes on.
        self.reports = 0
        #: Asked for the fraction when it is wanted, by engines that do not report by themselves.
        self.ask: Callable[[], float | None] | None = None

    def report(self, fraction: float | None = None, rows: int | None = None) -> None:
        self.fraction = fraction if fraction is None else max(0.0, min(1.0, fraction))
        self.rows = rows
        self.reports += 1

    def now(self) -> tuple[float | None, int | None]:
        if self.ask is not None:
            try:
                self.fraction = self.ask()
            except Exception:
                self.ask = None
        return self.fraction, self.rows


#: The one of this process: a worker reads one file.
PROGRESS = Progress()
