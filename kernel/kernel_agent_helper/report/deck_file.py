"""The file of a deck: written beside its place, checked there, and put in place only then."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..reply import HelperError
from .deck_paths import inside
from .limits import MAX_VERSIONS
from .plain_text import one_line

ENDING = ".pptx"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Written:
    kept: str | None
    unchanged: bool


class DeckFile:
    def __init__(self, path: Any, overwrite: bool) -> None:
        """Raises `HelperError` when no deck can be written there."""
        if not isinstance(path, str) or not path.strip():
            raise HelperError("The outline has no path: name a file such as report.pptx.")
        self.shown = path.strip()
        self._overwrite = overwrite
        named = one_line(self.shown)[:200]
        if not self.shown.lower().endswith(ENDING):
            raise HelperError(f"The path {named} does not end in {ENDING}: add that.")
        self._path = inside(self.shown, "The path")
        has_controls = any(ord(character) < 32 for character in self.shown)
        if os.path.basename(self._path).lower() == ENDING or has_controls:
            raise HelperError(f"The path {named} names no file: write one such as report.pptx.")
        folder = os.path.dirname(self._path)
        if os.path.isdir(self._path):
            raise HelperError(f"The path {named} is a folder: name a file in it.")
        if not os.path.isdir(folder):
            raise HelperError(f"There is no folder for {named}: make {os.path.dirname(self.shown)} first.")

    def write(self, content: bytes, check: Callable[[str], None]) -> Written:
        """`check` gets the path of the finished file and raises when it is not as it should be."""
        old = self._old_content()
        if old == content:
            check(self._path)
            return Written(None, True)
        kept, is_new = None, False
        temporary = os.path.join(
            os.path.dirname(self._path), f".{os.path.basename(self._path)[:80]}.{secrets.token_hex(4)}.tmp"
        )
        try:
            _write_out(temporary, content)
            check(temporary)
            if old is not None and not self._overwrite:
                kept, is_new = self._keep(old)
            self._put_in_place(temporary, kept if is_new else None)
        except OSError as error:
            raise HelperError(self._sentence(error)) from error
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        _sync_folder(os.path.dirname(self._path))
        return Written(kept, False)

    def _put_in_place(self, temporary: str, kept: str | None) -> None:
        """`kept` is the name that the earlier deck got for this, if any."""
        try:
            os.replace(temporary, self._path)
        except BaseException:
            if kept is not None:
                # The earlier deck is still in its place, so it needs no other name.
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(os.path.dirname(self._path), os.path.basename(kept)))
            raise

    def _old_content(self) -> bytes | None:
        try:
            with open(self._path, "rb") as stream:
                return stream.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise HelperError(self._sentence(error)) from error

    def _keep(self, old: bytes) -> tuple[str, bool]:
        """
        Gives the file that is there the next free name of a version, too; it is never away. Second: whether
        the name is new. A version that has its content already will do: a notebook that writes several decks
        to one path would otherwise leave as many files more whenever it is run again.
        """
        stem = self._path[: -len(ENDING)]
        shown = self.shown[: -len(ENDING)]
        for number in range(1, MAX_VERSIONS + 1):
            name, shown_name = f"{stem}.v{number}{ENDING}", f"{shown}.v{number}{ENDING}"
            if os.path.lexists(name):
                if _has_content(name, old):
                    return shown_name, False
                continue
            try:
                os.link(self._path, name)
            except FileExistsError:
                continue
            except (OSError, NotImplementedError, AttributeError):
                # A file system without hard links: a copy takes its place.
                with open(self._path, "rb") as stream:
                    _write_out(name, stream.read())
            return shown_name, True
        raise HelperError(
            f"There are {MAX_VERSIONS} versions of {self.shown} already: remove some, or set `overwrite`."
        )

    def _sentence(self, error: OSError) -> str:
        shown = one_line(self.shown)[:200]
        if error.errno in FULL:
            return f"There is no room left on the disk for {shown}: make some, then build the deck again."
        if isinstance(error, PermissionError):
            return f"{shown} cannot be written, it is open elsewhere or protected: close it or name another."
        if error.errno == errno.ENAMETOOLONG:
            return f"The name {shown[:60]}… is too long: name a shorter path."
        return f"{shown} cannot be written ({error.strerror or error}): name another path."


def _has_content(path: str, content: bytes) -> bool:
    try:
        if os.path.islink(path) or os.path.getsize(path) != len(content):
            return False
        with open(path, "rb") as stream:
            return stream.read() == content
    except OSError:
        return False


def _write_out(path: str, content: bytes) -> None:
    """A new file with that content, on the disk."""
    try:
        with open(path, "xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError:
        raise
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(path)
        raise


def _sync_folder(folder: str) -> None:
    """So that the new name outlives a loss of power, where folders can be synced."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
