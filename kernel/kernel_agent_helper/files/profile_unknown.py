"""Files whose extension says nothing: told by their first bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..reply import HelperError
from .profile_lines import describe_lines
from .signatures import NAMES, office_kind, read_head, true_kind
from .source_file import SourceFile
from .zip_guard import open_archive

Describe = Callable[[SourceFile, int, int], "dict[str, Any]"]


def profile_unknown(
    source: SourceFile, preview_rows: int, max_columns: int, families: Mapping[str, Describe]
) -> dict[str, Any]:
    """A file of a known kind as such, text as text, and of anything else why nothing more is told."""
    head = read_head(source)
    kind = true_kind(head)
    named = f"a .{source.kind} file" if source.kind else "a file without extension"
    if kind == "zip":
        try:
            with open_archive(source, NAMES["zip"], is_listed_only=True) as archive:
                kind = office_kind(archive.namelist())
        except HelperError:
            kind = "zip"
    if kind in families and kind not in ("json", "xml", "html"):
        told = families[kind](replace(source, kind=kind), preview_rows, max_columns)
        return {**told, "notes": [f"It is {NAMES[kind]}, named as {named}.", *told.get("notes", [])]}
    if kind in ("text", "json", "xml", "html"):
        try:
            told = describe_lines(source, preview_rows)
        except HelperError:
            told = {}
        if told:
            return {**told, "type": source.kind or "text"}
    return {
        "type": source.kind or "file",
        "notes": [
            f"Its type is not known: {named} that holds {NAMES[kind]}. Nothing more can be told of it."
        ],
    }
