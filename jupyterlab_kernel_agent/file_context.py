"""What is known of a notebook's data files, for code in the notebook itself.

    from jupyterlab_kernel_agent import file_context

    file_context.has()                 # whether this notebook's agent knows files
    file_context.load()                # what it knows of them, a dict
    print(file_context.summary())

The agent keeps one `file_context.json` for each session in the folder beside the notebook: that of `main` for
`sales.ipynb` in `sales.agent/main/`. Standard library only; no server is needed. It can be called while an
event loop runs.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from .context_document import strict_json
from .context_document.document import Document, format_document, merge, read_document
from .context_document.locked_file import lock, replace, set_aside
from .context_document.names import check_session_id
from .context_document.place import find_notebook, sidecar_folder
from .context_document.settling import look_later

__all__ = [
    "FileContext",
    "cleanup",
    "has",
    "inspect",
    "load",
    "no_context_reasons",
    "save",
    "sessions",
    "summary",
]

FILE = "file_context.json"
DEFAULT_SESSION = "main"

#: Names that a summary lists; the others are counted.
NAMED = 5

#: How often a save is made that a page overwrote, and when it is looked first whether it did.
ATTEMPTS = 10
SETTLE_SECONDS = 0.05

#: Rows of a preview that are kept.
PREVIEW_ROWS = 5

PathLike = str | os.PathLike[str]
Files = Mapping[str, str] | Iterable[PathLike]

_log = logging.getLogger(__name__)


class Text(str):
    """Text that a notebook shows as it reads, line by line, when it is a cell's last value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class FileContext:
    """The file context of one session of a notebook.

    notebook: its path, relative to the working directory; the one this kernel runs for if absent.
    session: `main` unless another name was chosen.
    ValueError when the notebook cannot be told, or the session's name is none.
    """

    def __init__(self, notebook: PathLike | None = None, session: str = DEFAULT_SESSION) -> None:
        self.session = check_session_id(session)
        self.notebook = find_notebook(notebook)

    @property
    def folder(self) -> Path:
        """Of the session."""
        return sidecar_folder(self.notebook) / self.session

    @property
    def path(self) -> Path:
        """Of `file_context.json`, which need not be there."""
        return self.folder / FILE

    def has(self) -> bool:
        """Whether there is a saved context that can be read."""
        return self.load() is not None

    def load(self) -> Document | None:
        """The saved context; None when there is none, or none that can be read: the latter is logged."""
        try:
            document, is_damaged = self._read()
        except OSError as error:
            _log.warning("%s cannot be read: %s", self.path, error)
            return None
        if is_damaged:
            _log.warning(
                "%s is damaged; it will be kept under another name when it is written anew.", self.path
            )
        return document

    def save(self, files: Files, metadata: Mapping[str, Any] | None = None, text: str = "") -> bool:
        """Adds files to the saved context; those it knows already stay. False, and logged, when that fails.

        files: {path: name}, or paths only, as seen from the notebook's folder. metadata: {path: {...}};
        `type` and `size_mb` are filled in where they are missing. text: on these files, for people and
        models.
        """
        names = self._names(files)
        entries = {self._key(path): entry for path, entry in (metadata or {}).items()}
        complete = {path: self._complete(path, entries.get(path)) for path in names}
        try:
            saved = self._merge(names, complete, str(text or ""))
        except (OSError, RecursionError) as error:
            _log.warning("%s cannot be written: %s", self.path, error)
            return False

        def again(paths: list[str]) -> None:
            self._merge(_only(names, paths), _only(complete, paths), str(text or ""))

        # A page writes without our lock; what it had read before comes now, or a little later. By then the
        # page may know the files better: only those that are missing are added again.
        self._keep(names, again, lambda there, path: _entry(there, path) == _entry(saved, path))
        added = [path for path in names if path in _entries(saved)]
        look_later(self.path, lambda: self._keep(added, again, lambda there, path: path in _entries(there)))
        return True

    def _keep(
        self,
        paths: Iterable[str],
        again: Callable[[list[str]], None],
        is_kept: Callable[[Document, str], bool],
    ) -> None:
        """Writes again what somebody overwrote. A file that is gone was cleaned up: it stays away."""
        try:
            for _ in range(ATTEMPTS):
                time.sleep(SETTLE_SECONDS)
                there, _ = self._read()
                lost = [] if there is None else [path for path in paths if not is_kept(there, path)]
                if not lost:
                    return
                again(lost)
        except (OSError, RecursionError) as error:
            _log.warning("%s cannot be written: %s", self.path, error)

    def _merge(self, names: dict[str, str], entries: dict[str, dict[str, Any]], text: str) -> Document:
        """Reads, changes and writes the document; returns what was written. OSError when it cannot."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with lock(self.path):
            current, is_damaged = self._read()
            if is_damaged:
                _log.warning("%s was damaged; it is kept as %s.", self.path, set_aside(self.path).name)
            merged = merge(current, self.session, names, entries, text, _now())
            replace(self.path, format_document(merged))
        return merged

    def summary(self) -> str:
        """When the context was saved and the first names in it; the possible reasons when there is none."""
        document = self.load()
        if document is None:
            return no_context_reasons(self.session)
        names = document["file_list"]
        more = f" ... (+{len(names) - NAMED} more)" if len(names) > NAMED else ""
        named = ", ".join(names[:NAMED])
        return Text(
            f"Saved file context from {document['timestamp']}:\n  - {len(names)} file(s): {named}{more}"
        )

    def inspect(self) -> str:
        """Session, time, files and keys of their metadata; the possible reasons when there is no context."""
        document = self.load()
        if document is None:
            return no_context_reasons(self.session)
        return Text(
            f"Session: {document['session_id']}\n"
            f"Timestamp: {document['timestamp']}\n"
            f"Files: {', '.join(document['file_list'])}\n"
            f"Metadata keys: {', '.join(document['file_metadata'])}"
        )

    def cleanup(self) -> str | None:
        """Deletes this session's folder, transcript included, and says so; None when there is none.

        OSError when it cannot be deleted. Other sessions, the notebook and its data stay.
        """
        if self.folder.is_symlink():
            self.folder.unlink()
        elif self.folder.is_dir():
            shutil.rmtree(self.folder)
        else:
            return None
        return Text(f"Cleaned up session: {self.session}")

    def _read(self) -> tuple[Document | None, bool]:
        """The document, and whether there is a file that holds none. OSError when it cannot be read."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None, False
        document = read_document(data.decode("utf-8", errors="replace"))
        return document, document is None and bool(data.strip())

    def _names(self, files: Files) -> dict[str, str]:
        if isinstance(files, (str, os.PathLike)):
            files = [files]
        if isinstance(files, Mapping):
            return {self._key(path): str(name or "") for path, name in files.items()}
        return {self._key(path): "" for path in files}

    def _key(self, path: PathLike) -> str:
        """The path as seen from the notebook's folder, `/` separated."""
        text = os.fspath(path)
        if os.path.isabs(text):
            try:
                text = os.path.relpath(text, self.notebook.parent)
            except ValueError:
                # Another drive.
                return Path(text).as_posix()
        return text.replace(os.sep, "/").removeprefix("./")

    def _complete(self, path: str, entry: Any) -> dict[str, Any]:
        given = strict_json.plain(entry) if isinstance(entry, Mapping) else {}
        if isinstance(given.get("preview"), list):
            given["preview"] = given["preview"][:PREVIEW_ROWS]
        suffix = Path(path).suffix.lstrip(".").lower()
        return {"type": suffix or "unknown", "size_mb": _size_mb(self.notebook.parent / path), **given}


def has(session: str = DEFAULT_SESSION, notebook: PathLike | None = None) -> bool:
    """Whether a session has a saved context that can be read."""
    return FileContext(notebook, session).has()


def load(session: str = DEFAULT_SESSION, notebook: PathLike | None = None) -> Document | None:
    """The saved context of a session; None when there is none that can be read."""
    return FileContext(notebook, session).load()


def save(
    session: str | None,
    files: Files,
    metadata: Mapping[str, Any] | None = None,
    text: str = "",
    notebook: PathLike | None = None,
) -> bool:
    """Adds files to a session's saved context. False without a session, or when it cannot be written."""
    return bool(session) and FileContext(notebook, str(session)).save(files, metadata, text)


def summary(session: str = DEFAULT_SESSION, notebook: PathLike | None = None) -> str:
    """When a session's context was saved and the first names in it; possible reasons when there is none."""
    return FileContext(notebook, session).summary()


def inspect(session: str = DEFAULT_SESSION, notebook: PathLike | None = None) -> str:
    """Session, time, files and the keys of their metadata; the possible reasons when there is no context."""
    return FileContext(notebook, session).inspect()


def cleanup(session: str, notebook: PathLike | None = None) -> str | None:
    """Deletes a session's folder and says so; None when there is no such session."""
    return FileContext(notebook, session).cleanup()


def sessions(notebook: PathLike | None = None) -> list[str]:
    """Names of a notebook's sessions."""
    folder = sidecar_folder(find_notebook(notebook))
    try:
        return sorted(path.name for path in folder.iterdir() if path.is_dir() and _is_session(path.name))
    except OSError:
        return []


def no_context_reasons(session: str = DEFAULT_SESSION) -> str:
    """Why a session may have no saved context."""
    return Text(
        f"No saved file context for session {session}. Possible reasons:\n"
        "1. It is the first time this session is used (expected).\n"
        "2. The session's folder was cleaned up.\n"
        "3. No files were processed in it so far."
    )


def _is_session(name: str) -> bool:
    try:
        return bool(check_session_id(name))
    except ValueError:
        return False


def _only(values: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    return {key: values[key] for key in keys}


def _entries(document: Document) -> dict[str, Any]:
    found: dict[str, Any] = document["file_metadata"]
    return found


def _entry(document: Document, path: str) -> Any:
    return _entries(document).get(path)


def _size_mb(path: Path) -> float:
    """Millions of bytes (2²⁰) to four digits; 0 for what is not there."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        return 0
    return float(f"{size / 2**20:.4g}")


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
