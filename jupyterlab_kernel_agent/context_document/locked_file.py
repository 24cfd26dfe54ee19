"""A file that several processes change, one at a time, and that is never seen half written."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

#: Seconds to wait for another process that holds the lock, and between two looks.
LOCK_WAIT = 5.0
LOCK_PAUSE = 0.02

#: A lock of this age was left behind by a process that died; writing takes milliseconds.
STALE_SECONDS = 10.0

#: Windows refuses to replace a file while somebody reads it.
REPLACE_TRIES = 20


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Holds `<path>.lock`.

    TimeoutError when another process does not let go of it, another OSError when it cannot be made.
    """
    held = path.with_name(f"{path.name}.lock")
    mark = uuid.uuid4().hex
    until = time.monotonic() + LOCK_WAIT
    while not _take(held, mark):
        if _is_stale(held):
            _put_away(held)
        elif time.monotonic() > until:
            raise TimeoutError(f"another program is writing {path.name} and does not come to an end")
        else:
            time.sleep(LOCK_PAUSE)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            # After a very long pause of this process another one may have taken it over.
            if held.read_text(encoding="ascii") == mark:
                held.unlink()


def _take(held: Path, mark: str) -> bool:
    try:
        with held.open("x", encoding="ascii") as file:
            file.write(mark)
    except FileExistsError:
        return False
    except PermissionError:
        # On Windows also while another process deletes it.
        if held.exists():
            return False
        raise
    return True


def _is_stale(held: Path) -> bool:
    try:
        return abs(time.time() - held.stat().st_mtime) > STALE_SECONDS
    except OSError:
        return False


def _put_away(held: Path) -> None:
    """Renamed before it is deleted: of several processes that find it stale, one only succeeds."""
    aside = held.with_name(f"{held.name}.{uuid.uuid4().hex}")
    with contextlib.suppress(OSError):
        held.rename(aside)
        if not _is_stale(aside):
            # Somebody took it anew between the look and the renaming.
            aside.rename(held)
        else:
            aside.unlink()


def replace(path: Path, text: str) -> None:
    """Writes a file whole: whoever reads meanwhile sees the old one or the new one. OSError when it fails."""
    scratch = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with scratch.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            shutil.copymode(path, scratch)
        _replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)


def _replace(scratch: Path, path: Path) -> None:
    for tries in range(REPLACE_TRIES):
        try:
            os.replace(scratch, path)
            return
        except PermissionError:
            if tries == REPLACE_TRIES - 1 or os.name != "nt":
                raise
            time.sleep(LOCK_PAUSE)


def set_aside(path: Path) -> Path:
    """Gives a damaged file another name, so that nothing in it is lost. OSError when it cannot."""
    stamp = datetime.now(timezone.utc).strftime("%Y%m%d_%H%M%S")
    aside = path.with_name(f"{path.stem}.corrupt-{stamp}{path.suffix}")
    while aside.exists():
        aside = aside.with_name(f"{path.stem}.corrupt-{stamp}_{uuid.uuid4().hex[:8]}{path.suffix}")
    path.rename(aside)
    return aside
