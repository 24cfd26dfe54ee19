"""A deck below the server's root: found as the contents manager allows, and looked at before use."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from jupyter_core.utils import ensure_async
from jupyter_server.services.contents.filemanager import FileContentsManager
from jupyter_server.services.contents.manager import ContentsManager
from jupyter_server.utils import to_os_path
from tornado import web

from .failures import DeckChanged, PreviewFailed, PreviewUnavailable
from .limits import Limits

EXTENSION = ".pptx"
CHUNK_BYTES = 1_000_000
MAX_CONTENT_TYPES_BYTES = 4_000_000
ARCHIVE_END = b"PK\x05\x06"
LONGEST_ARCHIVE_END = 22 + 0xFFFF
ENCRYPTED_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True)
class DeckFile:
    """A file, and what tells whether it was written since."""

    path: Path
    stamp: tuple[int, ...]
    size: int


async def locate(manager: ContentsManager, path: str) -> DeckFile:
    """The deck at an API path.

    Raises `web.HTTPError` as the contents manager does, for files that are not there or that it does not
    show, and `PreviewUnavailable` for what no preview can be made of.
    """
    parts = path.strip("/").split("/")
    if ".." in parts or "\0" in path:
        raise web.HTTPError(404, "There is no such file.")
    if not parts[-1].lower().endswith(EXTENSION):
        raise PreviewUnavailable("There are previews of PowerPoint decks (.pptx) only.")
    if not isinstance(manager, FileContentsManager):
        raise PreviewUnavailable(
            "Pictures of slides need a Jupyter server that keeps its files on its own disk."
        )
    # It refuses what is hidden, missing or outside its root, and folders.
    await ensure_async(manager.get("/".join(parts), content=False, type="file"))
    found = Path(to_os_path("/".join(parts), os.path.abspath(manager.root_dir)))
    try:
        status = found.stat()
    except OSError:
        raise web.HTTPError(404, "There is no such file.") from None
    if not stat.S_ISREG(status.st_mode):
        raise web.HTTPError(400, "This is no regular file.")
    return DeckFile(found, stamp_of(status), status.st_size)


def stamp_of(status: os.stat_result) -> tuple[int, ...]:
    """Changes whenever the file is written or replaced."""
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def fingerprint(deck: DeckFile, limits: Limits) -> str:
    """SHA-256 of the content. Raises `PreviewFailed` and `DeckChanged`."""
    with open_deck(deck, limits) as file:
        return digest(file)


def copy_deck(deck: DeckFile, target: Path, version: str, limits: Limits) -> None:
    """Copies the deck, so that what is converted is what was asked for, under a name of ours.

    Raises `DeckChanged` when it has other content by now, and `PreviewFailed`.
    """
    with open_deck(deck, limits) as file, target.open("xb") as copy:
        if digest(file, copy) != version:
            raise DeckChanged


def open_deck(deck: DeckFile, limits: Limits) -> BinaryIO:
    """The file, which is the one that was located. Raises `PreviewFailed` and `DeckChanged`."""
    if deck.size > limits.deck_bytes:
        raise PreviewFailed(f"The deck is larger than {limits.deck_bytes // 1_000_000} MB.")
    # A pipe that took its place would be waited for without end.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(deck.path, flags)
    except FileNotFoundError:
        raise DeckChanged from None
    except OSError:
        raise PreviewFailed("The deck cannot be read.") from None
    if stamp_of(os.fstat(descriptor)) != deck.stamp:
        os.close(descriptor)
        raise DeckChanged
    return os.fdopen(descriptor, "rb")


def digest(file: BinaryIO, copy: BinaryIO | None = None) -> str:
    """SHA-256 of what is read; `copy` gets it, too."""
    hasher = hashlib.sha256()
    while chunk := file.read(CHUNK_BYTES):
        hasher.update(chunk)
        if copy is not None:
            copy.write(chunk)
    return hasher.hexdigest()


def check_deck(path: Path, limits: Limits) -> None:
    """Looks whether the file is a deck before LibreOffice, which opens all sorts of things, gets it.

    Raises `PreviewFailed`.
    """
    with path.open("rb") as file:
        if file.read(len(ENCRYPTED_HEAD)) == ENCRYPTED_HEAD:
            raise PreviewFailed("The deck is protected with a password, or in an old format.")
        if directory_size(file) > limits.directory_bytes:
            raise PreviewFailed("The file is damaged, or no PowerPoint deck.")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            with archive.open("[Content_Types].xml") as file:
                types = file.read(MAX_CONTENT_TYPES_BYTES)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        raise PreviewFailed("The file is damaged, or no PowerPoint deck.") from None
    if b"presentationml" not in types:
        raise PreviewFailed("The file is damaged, or no PowerPoint deck.")
    if b"macroEnabled" in types or any("vbaproject" in member.filename.lower() for member in members):
        raise PreviewFailed("The deck holds macros.")
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise PreviewFailed("The deck unpacks to more than a preview may take.")


def directory_size(archive: BinaryIO) -> int:
    """The size of the list of members, as the end of the archive tells it."""
    end = archive.seek(0, os.SEEK_END)
    archive.seek(max(0, end - LONGEST_ARCHIVE_END))
    tail = archive.read()
    found = tail.rfind(ARCHIVE_END)
    return int.from_bytes(tail[found + 12 : found + 16], "little") if found >= 0 else 0
