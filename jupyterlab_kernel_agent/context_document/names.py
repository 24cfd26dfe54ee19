"""Short names of files, and what may be the name of a session."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

#: Characters of a session's name.
MAX_SESSION_ID = 64


def check_session_id(session: str) -> str:
    """Returns the name when it is fit to be a folder's name on every system; ValueError otherwise."""
    if (
        not isinstance(session, str)
        or not 0 < len(session) <= MAX_SESSION_ID
        or not all(character in "_.-" or _is_word(character) for character in session)
        or session[0] in ".-"
        or ".." in session
        or session.endswith(".")
    ):
        raise ValueError(
            f"{str(session)[:80]!r} cannot be a session's name. "
            "Use up to 64 letters, digits, '_', '-' or '.', for instance sales_2024_q4."
        )
    return session


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def display_names(paths: Iterable[str]) -> dict[str, str]:
    """A short name for each path, unique among them: its last part, or as many as tell it from the others."""
    parts = dict.fromkeys(paths, 1)
    while True:
        names = {path: _tail(path, count) for path, count in parts.items()}
        counts = Counter(names.values())
        clashing = [path for path, name in names.items() if counts[name] > 1 and name != path]
        if not clashing:
            return names
        for path in clashing:
            parts[path] += 1


def _tail(path: str, count: int) -> str:
    """The last parts of a path; a folder's slash at the end is no part."""
    at = len(path) - 1 if path.endswith("/") else len(path)
    for _ in range(count):
        if at <= 0:
            return path
        at = path.rfind("/", 0, at)
        if at == -1:
            return path
    return path[at + 1 :] if at > 0 else path
