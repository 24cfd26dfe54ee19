"""What the handlers share: which decks are drawn, being drawn, or cannot be."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from logging import Logger
from pathlib import Path
from typing import Any, Literal

from .conversion import Conversion
from .deck_file import DeckFile, fingerprint
from .failures import DeckChanged, PreviewFailed, PreviewsClosed
from .limits import Limits
from .picture_cache import PictureCache
from .processes import ProcessRunner
from .programs import Programs, find_programs

State = Literal["converting", "ready", "failed", "unavailable"]
MOST_FINGERPRINTS = 200


@dataclass(frozen=True)
class Preview:
    """What is known of a deck's preview, as the browser gets it."""

    available: bool
    """False when this server cannot make previews of such a file; `reason` says why."""
    state: State
    slides: int = 0
    """Pictures that there are."""
    more: bool = False
    """The deck has more slides than are drawn."""
    version: str = ""
    """Names the content; to be sent when a slide is asked for."""
    reason: str = ""
    """A sentence, when there is no preview."""

    def body(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


class Previews:
    """One per server. Uses no disk and starts nothing until the first deck is looked at."""

    def __init__(self, log: Logger) -> None:
        self.limits = Limits()
        self._log = log
        self._runner = ProcessRunner()
        self._thread: ThreadPoolExecutor | None = None
        self._folder: Path | None = None
        self._tasks: dict[str, asyncio.Future[None]] = {}
        self._failures: dict[str, tuple[float, str]] = {}
        self._fingerprints: dict[Path, tuple[tuple[int, ...], str]] = {}
        self._closed = False

    async def look(self, deck: DeckFile) -> Preview:
        """How far the preview of a deck is; begins it, and waits for it a moment.

        Raises `PreviewUnavailable`.
        """
        programs = find_programs()
        try:
            version = await self._version(deck)
            return self._known(version) or await self._wait(deck, version, programs)
        except DeckChanged:
            return Preview(True, "converting")
        except PreviewFailed as error:
            return Preview(True, "failed", reason=str(error))

    async def slide(self, deck: DeckFile, version: str, number: int) -> bytes | None:
        """A slide's PNG, from 1; None when it is not there, or the deck is another one by now."""
        try:
            if number > self.limits.slides or version != await self._version(deck):
                return None
        except (DeckChanged, PreviewFailed):
            return None
        return await asyncio.to_thread(self._cache().picture, version, number)

    async def close(self) -> None:
        """Ends what runs, and removes everything from the disk."""
        self._closed = True
        self._runner.close()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.shutdown, cancel_futures=True)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _known(self, version: str) -> Preview | None:
        count = self._cache().count(version)
        if count > 0:
            shown = min(count, self.limits.slides)
            return Preview(True, "ready", shown, more=count > shown, version=version)
        failed_at, reason = self._failures.get(version, (0.0, ""))
        if reason and time.monotonic() - failed_at < self.limits.failure_seconds:
            return Preview(True, "failed", version=version, reason=reason)
        self._failures.pop(version, None)
        return None

    async def _wait(self, deck: DeckFile, version: str, programs: Programs) -> Preview:
        task = self._tasks.get(version)
        if task is None:
            if len(self._tasks) > self.limits.waiting:
                raise PreviewFailed("Too many decks are waiting for their preview. Try again in a moment.")
            task = self._begin(deck, version, programs)
        await asyncio.wait({task}, timeout=self.limits.patience_seconds)
        if not task.done() or task.cancelled():
            return Preview(True, "converting", version=version)
        error = task.exception()
        if isinstance(error, DeckChanged):
            raise error
        if error is not None:
            return Preview(True, "failed", version=version, reason=reason_of(error))
        return self._known(version) or Preview(True, "converting", version=version)

    def _begin(self, deck: DeckFile, version: str, programs: Programs) -> asyncio.Future[None]:
        if self._closed:
            raise PreviewFailed("The server is about to stop.")
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "kernel-agent-preview")
        work = asyncio.get_running_loop().run_in_executor(self._thread, self._draw, deck, version, programs)
        self._tasks[version] = work
        work.add_done_callback(lambda done: self._ended(version, done))
        return work

    def _draw(self, deck: DeckFile, version: str, programs: Programs) -> None:
        cache = self._cache()
        conversion = Conversion(self._place(), self._runner)
        conversion.draw(deck, version, programs, cache.place(version), self.limits)
        cache.tidy(self.limits)

    def _ended(self, version: str, done: asyncio.Future[None]) -> None:
        del self._tasks[version]
        error = None if done.cancelled() else done.exception()
        if error is None or isinstance(error, (DeckChanged, PreviewsClosed)):
            return
        reason = reason_of(error)
        defect = None if isinstance(error, PreviewFailed) else error
        self._log.warning("Kernel Agent preview: %s", reason, exc_info=defect)
        now = time.monotonic()
        old = [key for key, (at, _) in self._failures.items() if now - at > self.limits.failure_seconds]
        for key in old:
            del self._failures[key]
        self._failures[version] = (now, reason)

    async def _version(self, deck: DeckFile) -> str:
        """The content's name; read again only when the file was written since."""
        stamp, version = self._fingerprints.get(deck.path, ((), ""))
        if stamp != deck.stamp:
            version = await asyncio.to_thread(fingerprint, deck, self.limits)
            if len(self._fingerprints) >= MOST_FINGERPRINTS:
                self._fingerprints.clear()
            self._fingerprints[deck.path] = (deck.stamp, version)
        return version

    def _cache(self) -> PictureCache:
        return PictureCache(self._place() / "decks")

    def _place(self) -> Path:
        # What lies in temporary folders for long may be tidied away by the system.
        if self._folder is None or not self._folder.is_dir():
            self._folder = Path(tempfile.mkdtemp(prefix="kernel-agent-preview-"))
        return self._folder


def reason_of(error: BaseException) -> str:
    """A sentence; what nobody foresaw is only in the log."""
    if isinstance(error, PreviewsClosed):
        return "The server is about to stop."
    return str(error) if isinstance(error, PreviewFailed) else "The slides could not be drawn."
