"""The user's own cells as sources of variables."""

from __future__ import annotations

from typing import Any

from ..shell import user_namespace
from .plain_text import one_line

#: Cells that are looked at, the latest ones.
MAX_CELLS = 300
#: Characters of a cell's first line that stand for it: its number differs each time it is run.
MAX_BEGINNING = 60


def cell_sources() -> list[dict[str, Any]]:
    """`cell` and `code` of what the user ran in this kernel, oldest first; each code once, by its last run.

    Empty where there is no IPython.
    """
    history = user_namespace().get("In")
    if not isinstance(history, list):
        return []
    codes = [code for code in history[-MAX_CELLS:] if isinstance(code, str) and code.strip()]
    latest = dict.fromkeys(reversed(codes))
    return [{"cell": _beginning(code), "code": code} for code in reversed(list(latest))]


def _beginning(code: str) -> str:
    first = next(line for line in code.splitlines() if line.strip())
    line = one_line(first)
    return f"“{line}”" if len(line) <= MAX_BEGINNING else f"“{line[:MAX_BEGINNING]}…”"
