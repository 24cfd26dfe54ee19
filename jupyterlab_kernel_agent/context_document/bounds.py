"""Keeps the whole document within its size."""

from __future__ import annotations

from typing import Any

from .strict_json import pretty

#: Bytes of the whole file, in UTF-8.
MAX_BYTES = 262_144

#: What of an entry is left out, one after the other: a name, and the keys that go.
STEPS = (
    ("preview", ("preview",)),
    ("statistics", ("statistics",)),
    ("columns", ("columns", "dtypes", "nulls", "tables", "structure", "details")),
)

#: What is left of an entry that is large in other ways.
ESSENTIAL = ("type", "size_mb", "fingerprint", "profiled_at", "load_line", "shortened", "notes")

NOTE = "Left out here because the file context is large: "


def bounded(document: dict[str, Any]) -> dict[str, Any]:
    """The document within MAX_BYTES.

    Previews of the files that were profiled longest ago go first, then statistics, then lists of columns.
    Only when nothing else is left are files forgotten, which a note of the document tells.
    """
    size = _size(document)
    if size <= MAX_BYTES:
        return document
    entries = dict(document["file_metadata"])
    oldest = sorted(entries, key=lambda path: str(entries[path].get("profiled_at") or ""))
    for step in range(len(STEPS) + 1):
        for path in oldest:
            if size <= MAX_BYTES:
                shorter = {**document, "file_metadata": entries}
                size = _size(shorter)
                if size <= MAX_BYTES:
                    return shorter
            entry = _essential(entries[path]) if step == len(STEPS) else _shortened(entries[path], step)
            if entry is not None:
                size += _size(entry) - _size(entries[path])
                entries[path] = entry
    return _without_oldest({**document, "file_metadata": entries}, oldest)


def _size(value: Any) -> int:
    return len(pretty(value).encode("utf-8"))


def _shortened(entry: dict[str, Any], step: int) -> dict[str, Any] | None:
    """None when there is nothing of that kind to leave out."""
    name, keys = STEPS[step]
    if not any(key in entry for key in keys):
        return None
    kept = {key: value for key, value in entry.items() if key not in keys}
    notes = entry.get("notes")
    others = [note for note in notes if not str(note).startswith(NOTE)] if isinstance(notes, list) else []
    told = ", ".join(step_name for step_name, _ in STEPS[: step + 1])
    return {**kept, "shortened": name, "notes": [*others, f"{NOTE}{told}."]}


def _essential(entry: dict[str, Any]) -> dict[str, Any] | None:
    kept = {key: entry[key] for key in ESSENTIAL if key in entry}
    return kept if len(kept) < len(entry) else None


def _without_oldest(document: dict[str, Any], oldest: list[str]) -> dict[str, Any]:
    names, entries = dict(document["validated_files"]), dict(document["file_metadata"])
    rest, forgotten = document, 0
    while entries and (excess := _size(rest) - MAX_BYTES) > 0:
        for path in oldest[forgotten:]:
            excess -= _size(entries.pop(path)) + 2 * len(path.encode("utf-8")) + len(names.pop(path))
            forgotten += 1
            if excess <= 0:
                break
        rest = {
            **document,
            "notes": [
                f"{forgotten} files that were profiled longest ago are not listed: "
                "the file context would be too large."
            ],
            "validated_files": names,
            "file_metadata": entries,
            "file_count": len(names),
            "file_list": list(names.values()),
        }
    return rest
