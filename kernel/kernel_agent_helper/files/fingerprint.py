"""What tells whether a file is still the same."""

from __future__ import annotations

import hashlib
import os
import threading
from typing import Any

BLOCK_BYTES = 1024**2
#: Smaller files are hashed without a thread.
SMALL_BYTES = 4 * 1024**2


def fingerprint(status: os.stat_result, sha256: str | None) -> dict[str, Any]:
    """`size` in bytes, `mtime_ns` as text since JSON's numbers have fewer digits, `sha256` in hex."""
    return {"size": status.st_size, "mtime_ns": str(status.st_mtime_ns), "sha256": sha256}


def hash_file(path: str, stopped: threading.Event | None = None) -> str | None:
    """The SHA-256 of all bytes; None when `stopped` was set meanwhile. Raises `OSError`."""
    digest = hashlib.sha256()
    block = bytearray(BLOCK_BYTES)
    view = memoryview(block)
    with open(path, "rb", buffering=0) as stream:
        while count := stream.readinto(block):
            digest.update(view[:count])
            if stopped is not None and stopped.is_set():
                return None
    return digest.hexdigest()


class ContentHash:
    """Hashes a file while something else reads it: `with ContentHash(path) as it: …; it.result()`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._result: str | None = None
        self._error: OSError | None = None

    def __enter__(self) -> ContentHash:
        if os.path.getsize(self._path) > SMALL_BYTES:
            try:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            except RuntimeError:
                # There are no threads, as in a browser.
                self._thread = None
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def result(self) -> str | None:
        """Waits for the hash. Raises `OSError` when the file cannot be read."""
        if self._thread is None:
            return hash_file(self._path)
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._result

    def _run(self) -> None:
        try:
            self._result = hash_file(self._path, self._stopped)
        except OSError as error:
            self._error = error
