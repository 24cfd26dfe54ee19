"""A file made by hand to do harm, and what must not come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .good_file import writer

#: Stands in a file beside the horrors, which none of them may get at.
SECRET = "the secret 7391 of another file"
SECRET_NAME = "secret.txt"
#: What a payload that was executed leaves behind.
TRACE = "payload-was-executed"


@dataclass(frozen=True)
class Horror:
    #: Path as a profile is asked for; also in the sentence that says what is wrong.
    name: str
    make: Callable[[Path], None]
    #: True: a profile comes back. False: a sentence says why not. None: either.
    is_profiled: bool | None = None
    #: Text that some note, or the sentence, holds.
    says: str = ""
    #: Not the same on every system, or to be asked for in the test's own process only.
    needs: tuple[str, ...] = ()


def horror(name: str, content: str | bytes, is_profiled: bool | None = None, says: str = "") -> Horror:
    return Horror(name, writer(name, content), is_profiled, says)


def sparse(name: str, head: bytes, size: int, is_profiled: bool | None = None) -> Horror:
    """A file of that size that takes no room: its head, and a hole."""

    def make(folder: Path) -> None:
        with open(folder / name, "wb") as stream:
            stream.write(head)
            stream.truncate(size)

    return Horror(name, make, is_profiled)
