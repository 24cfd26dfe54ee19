"""The document in `file_context.json`: reading, merging and writing it as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from . import strict_json
from .bounds import bounded
from .names import display_names

Document = dict[str, Any]

VERSION = 1

#: Characters of `file_context_text`.
MAX_TEXT = 24_000

#: How the text on one file begins.
FILE_LINE = "File: "

#: Fields of an entry, and what they have to be.
FIELDS: dict[str, type | tuple[type, ...]] = {
    "type": str,
    "size_mb": (int, float),
    "fingerprint": dict,
    "profiled_at": str,
    "rows": (int, float, type(None)),
    "columns": list,
    "dtypes": dict,
    "nulls": dict,
    "preview": list,
}


def read_document(text: str) -> Document | None:
    """The document in a text, also one written by another program; what is missing is filled in.

    None when the text is no file context.
    """
    try:
        value = strict_json.parse(text)
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    names, entries = value.get("validated_files"), value.get("file_metadata")
    if not isinstance(names, dict) and not isinstance(entries, dict):
        return None
    names = names if isinstance(names, dict) else {}
    entries = entries if isinstance(entries, dict) else {}
    version = value.get("version")
    is_version = isinstance(version, int) and not isinstance(version, bool) and version > 0
    validated = {path: _name(names.get(path), path) for path in {**names, **entries}}
    return {
        **value,
        "version": version if is_version else VERSION,
        "timestamp": _text(value.get("timestamp")),
        "session_id": _text(value.get("session_id")),
        "validated_files": validated,
        "file_metadata": {path: _entry(entries.get(path)) for path in validated},
        "file_context_text": _text(value.get("file_context_text")),
        "file_count": len(validated),
        "file_list": list(validated.values()),
    }


def format_document(document: Document) -> str:
    """What the file holds: strict JSON, indented, non-ASCII kept."""
    return f"{strict_json.pretty(document)}\n"


def merge(
    current: Document | None,
    session: str,
    names: Mapping[str, str],
    entries: Mapping[str, Mapping[str, Any]],
    text: str,
    now: str,
) -> Document:
    """The document with these files added, those that are there kept; within its caps.

    names: path and the name wanted for it, empty for the usual one. entries: metadata by path. now: ISO 8601.
    """
    before = current or {"version": VERSION}
    known: dict[str, Any] = before.get("file_metadata", {})
    merged = {**known, **{path: _merged(known.get(path), entries.get(path, {})) for path in names}}
    wanted = {**before.get("validated_files", {}), **{path: name for path, name in names.items() if name}}
    validated = _unique(wanted, list(merged))
    return bounded(
        {
            **before,
            "timestamp": now,
            "session_id": session,
            "validated_files": validated,
            "file_metadata": merged,
            "file_context_text": _merged_text(before.get("file_context_text", ""), text, merged, names),
            "file_count": len(validated),
            "file_list": list(validated.values()),
        }
    )


def _merged(there: Mapping[str, Any] | None, new: Mapping[str, Any]) -> dict[str, Any]:
    """A profile of its own takes the place of the one before; anything less is added to it."""
    entry = {**(there or {}), **new} if "fingerprint" not in new else dict(new)
    return _entry(entry)


def _entry(value: Any) -> dict[str, Any]:
    """An entry; fields of another form than ours are left out."""
    fields = value if isinstance(value, dict) else {}
    kept = {key: item for key, item in fields.items() if key not in FIELDS or _fits(item, FIELDS[key])}
    return {"type": "unknown", "size_mb": 0, **kept}


def _fits(value: Any, expected: type | tuple[type, ...]) -> bool:
    return isinstance(value, expected) and not isinstance(value, bool)


def _unique(wanted: Mapping[str, str], paths: list[str]) -> dict[str, str]:
    """Wanted names where they are nobody else's, otherwise the ends of the paths."""
    usual = display_names(paths)
    names = {path: wanted.get(path) or usual[path] for path in paths}
    taken = Counter(names.values())
    clean = {path: name if taken[name] == 1 else usual[path] for path, name in names.items()}
    return clean if len(set(clean.values())) == len(paths) else usual


def _merged_text(before: str, text: str, entries: Mapping[str, Any], new: Mapping[str, str]) -> str:
    """The text of other files, which stays, and the new one; the oldest goes when it gets too long."""
    heads = tuple(_head(path) for path in new)
    stays = [part for part in before.split("\n\n") if part and part.split("\n", 1)[0] not in heads]
    added = text or "\n\n".join(_short_text(path, entries[path]) for path in new)
    parts = [*(part for part in stays if part not in added), strict_json.cut(added, MAX_TEXT)]
    while len(parts) > 1 and len("\n\n".join(parts)) > MAX_TEXT:
        parts.pop(0)
    return "\n\n".join(part for part in parts if part)


def _head(path: str) -> str:
    return f"{FILE_LINE}{path}"


def _short_text(path: str, entry: Mapping[str, Any]) -> str:
    """Name, type, size and load line."""
    size = entry["size_mb"]
    lines = [_head(path), f"- type {entry['type']}, {size:.3g} MB"]
    load = entry.get("load_line")
    return "\n".join([*lines, f"- load: {load}"] if isinstance(load, str) and load else lines)


def _name(name: Any, path: str) -> str:
    return name if isinstance(name, str) and name else (path.rsplit("/", 1)[-1] or path)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
