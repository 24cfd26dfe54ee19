"""Files whose extension says nothing: told by their first bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Dict  # noqa: UP035 - Python 3.8 looks at them

from ..reply import HelperError
from .named_otherwise import json_kind
from .profile_lines import describe_lines
from .profile_text import MIN_ROWS, is_table, profile_delimited, read_sample
from .signatures import NAMES, office_kind, read_head, true_kind
from .source_file import SourceFile
from .zip_guard import open_archive

Describe = Callable[[SourceFile, int, int], Dict[str, Any]]  # noqa: UP006
#: Kinds that are told as text: that the beginning looks like one does not make a file of that type of it.
TEXTS = ("text", "json", "xml", "html")


def profile_unknown(
    source: SourceFile, preview_rows: int, max_columns: int, find: Callable[[str], Describe | None]
) -> dict[str, Any]:
    """A file of a known kind is described as such, text as text; of anything else it is said what it is.

    `find` gives the profiler of an extension.
    """
    head = read_head(source)
    kind = true_kind(head)
    named = f"a .{source.kind} file" if source.kind else "a file without extension"
    if kind == "zip":
        try:
            with open_archive(source, NAMES["zip"], is_listed_only=True) as archive:
                kind = office_kind(archive.namelist())
        except HelperError:
            kind = "zip"
    if kind in TEXTS:
        told = _as_text(source, head, preview_rows, max_columns, find)
        if told:
            return told
    describe = None if kind in TEXTS else find(kind)
    if describe is not None:
        told = describe(replace(source, kind=kind), preview_rows, max_columns)
        return {**told, "notes": [f"It is {NAMES[kind]}, named as {named}.", *told.get("notes", [])]}
    return {
        "type": source.kind or "file",
        "notes": [
            f"Its type is not known: {named} that holds {NAMES[kind]}. Nothing more can be told of it."
        ],
    }


def _as_text(
    source: SourceFile,
    head: bytes,
    preview_rows: int,
    max_columns: int,
    find: Callable[[str], Describe | None],
) -> dict[str, Any]:
    """JSON, a table, or lines; nothing when it is none of these."""
    describe = find(json_kind(head))
    if describe is not None:
        try:
            return describe(source, preview_rows, max_columns)
        except HelperError:
            pass
    try:
        if is_table(read_sample(source)[0], MIN_ROWS):
            return profile_delimited(source, preview_rows, max_columns)
        told = describe_lines(source, preview_rows)
    except HelperError:
        return {}
    return {**told, "type": source.kind or "text"}
