"""Zip archives, opened only when unpacking what they declare is harmless."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from ..reply import HelperError
from .plain_reason import plain_reason
from .source_file import SourceFile

MAX_MEMBERS = 20_000
#: Bytes of the list of members.
MAX_DIRECTORY = 16 * 1024**2
#: Bytes of all members together, unpacked.
MAX_UNPACKED = 1024**3
#: An archive that unpacks to this many times its size is a bomb, …
MAX_RATIO = 150
#: … unless it is small all the same.
HARMLESS = 32 * 1024**2
END_MARK = b"PK\x05\x06"
LONGEST_END = 22 + 65535
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@contextmanager
def open_archive(source: SourceFile, what: str, is_listed_only: bool = False) -> Iterator[zipfile.ZipFile]:
    """The archive, found harmless. `what` is what it should be, with its article: `a Word document`.

    With `is_listed_only` it may be a bomb, because its members are not opened. Raises `HelperError` when
    it is damaged or a bomb, also for what goes wrong while it is read.
    """
    _check_directory(source, what)
    try:
        archive = zipfile.ZipFile(source.path)
    except BROKEN as error:
        raise HelperError(f"{source.name} is not a readable {_bare(what)}: {plain_reason(error)}.") from None
    with archive:
        if not is_listed_only:
            _check_members(source, archive)
        try:
            yield archive
        except BROKEN as error:
            raise HelperError(f"{source.name} is a damaged {_bare(what)}: {plain_reason(error)}.") from None


def _bare(what: str) -> str:
    return what.partition(" ")[2]


def _check_directory(source: SourceFile, what: str) -> None:
    """Looks at the declared number of members before Python makes an object of each."""
    size = os.path.getsize(source.path)
    with open(source.path, "rb") as stream:
        stream.seek(max(0, size - LONGEST_END))
        tail = stream.read(LONGEST_END)
    place = tail.rfind(END_MARK)
    if place < 0 or len(tail) - place < 22:
        raise HelperError(
            f"{source.name} is not a readable {_bare(what)}: the list of its parts is missing at the end, "
            "as when a file was cut off."
        )
    members, length = struct.unpack_from("<HI", tail, place + 10)
    locator = place - 20
    if locator >= 0 and tail[locator : locator + 4] == b"PK\x06\x07":
        (at,) = struct.unpack_from("<Q", tail, locator + 8)
        with open(source.path, "rb") as stream:
            stream.seek(min(at, size))
            record = stream.read(56)
        if len(record) == 56:
            members, length = struct.unpack_from("<QQ", record, 32)
    if members > MAX_MEMBERS or length > MAX_DIRECTORY:
        raise HelperError(f"{source.name} is not opened: it declares {members} parts.")


def _check_members(source: SourceFile, archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise HelperError(f"{source.name} is not opened: it has {len(infos)} parts.")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAX_UNPACKED or (
        unpacked > HARMLESS and unpacked > MAX_RATIO * os.path.getsize(source.path)
    ):
        raise HelperError(
            f"{source.name} is not opened: it would unpack to {unpacked // 1024**2} MB, as a zip bomb does."
        )


def open_member(archive: zipfile.ZipFile, name: str, source: SourceFile) -> BinaryIO:
    """The unpacked bytes of a member, never more than it declares. Raises `HelperError` if there is none."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise HelperError(f"{source.name} is damaged: its part {name} is missing.") from None
    if info.flag_bits & 1:
        raise HelperError(f"{source.name} is protected by a password: {name} cannot be read.")
    # zipfile stops at the declared size, whatever the packed data would yield.
    return archive.open(info)  # type: ignore[return-value]


def read_member(archive: zipfile.ZipFile, name: str, source: SourceFile, limit: int) -> bytes:
    """All of a small member. Raises `HelperError` when it is longer than `limit`."""
    with open_member(archive, name, source) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise HelperError(f"{source.name} is not read: its part {name} has more than {limit // 1024**2} MB.")
    return data
