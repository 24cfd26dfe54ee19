"""The most a profile may take, whatever the file holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

#: Bytes of JSON; what stores profiles takes 256 KB.
MAX_PROFILE_BYTES = 240 * 1024
#: Characters of one text, such as the name of a column.
MAX_TEXT = 1000
#: Characters of a load line; a longer one is left out.
MAX_LOAD_LINE = 20_000
#: Names of columns that an inner table keeps when there are too many of them.
FEW_NAMES = 20


def within_limit(profile: dict[str, Any]) -> dict[str, Any]:
    """The profile, with the ends of its longest lists left out if it would be too large; a note says so."""
    if _size(profile) <= MAX_PROFILE_BYTES:
        return profile
    cut = {key: _clipped(value) for key, value in profile.items() if key not in ("path", "load_line")}
    cut = {**profile, **cut, "load_line": _short_line(profile.get("load_line"))}
    cut["notes"] = [
        "The profile was too large: long texts and the ends of long lists are left out.",
        *cut["notes"],
    ]
    while _size(cut) > MAX_PROFILE_BYTES:
        sizes = {key: _size(cut[key]) for key in cut if _can_shrink(cut[key])}
        if not sizes:
            break
        key = max(sizes, key=lambda name: sizes[name])
        if key in ("tables", "sheets"):
            cut[key] = _fewer_tables(cut[key])
        else:
            cut[key] = _first_half(cut[key])
        if key == "columns":
            cut["preview"] = [row[: len(cut["columns"])] for row in cut["preview"]]
    return cut


def _size(value: Any) -> int:
    # As written later: not in ASCII, and with room for commas and blanks.
    return len(json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))


def _clipped(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= MAX_TEXT else value[: MAX_TEXT - 1] + "…"
    if isinstance(value, dict):
        return {_clipped(key): _line_or(key, item, _clipped) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clipped(item) for item in value]
    return value


def _line_or(key: Any, value: Any, otherwise: Callable[[Any], Any]) -> Any:
    """Half a load line loads nothing."""
    return _short_line(value) if key == "load_line" else otherwise(value)


def _short_line(line: Any) -> Any:
    return line if not isinstance(line, str) or len(line) <= MAX_LOAD_LINE else None


def _can_shrink(value: Any) -> bool:
    return isinstance(value, (list, dict)) and len(value) > 1


def _first_half(value: Any) -> Any:
    if isinstance(value, dict):
        return dict(list(value.items())[: len(value) // 2])
    return value[: len(value) // 2]


def _fewer_tables(tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same tables with fewer names of columns, or fewer tables when there are few names already."""
    if any(len(table.get("columns") or ()) > FEW_NAMES for table in tables):
        return [{**table, "columns": list(table.get("columns") or ())[:FEW_NAMES]} for table in tables]
    return _first_half(tables)
