"""Schema and first rows of a file of any size, from its first bytes."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from ..late import late_module
from ..reply import HelperError
from .plain_reason import not_profiled
from .profile_file import finished
from .source_file import SourceFile

#: How the families describe a file at a glance; of others only type and size are told.
QUICK: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("csv", "tsv", "tab", "psv"), ("profile_text", "quick_delimited")),
    **dict.fromkeys(("txt", "dat", "log"), ("profile_text", "quick_text")),
    **dict.fromkeys(("jsonl", "ndjson"), ("quick_json_lines", "quick_json_lines")),
    **dict.fromkeys(("parquet", "pq"), ("profile_parquet", "quick_parquet")),
}
NOT_READ = "Only the beginning of the file was read."


def quick_profile(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """A partial profile. Raises `HelperError` for what is wrong with the first bytes."""
    status = os.stat(source.path)
    try:
        told = _glance(source, preview_rows, max_columns)
    except HelperError:
        raise
    except (OSError, MemoryError) as error:
        raise HelperError(not_profiled(source.name, error)) from None
    except Exception:
        # The full pass says what is wrong, if anything is.
        told = {"notes": []}
    told["notes"] = [*told["notes"], NOT_READ]
    return finished(source, status, told, None, partial=True)


def _glance(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    other = late_module("named_otherwise").other_kind(source)
    if other:
        source = replace(source, kind=other)
    if source.kind not in QUICK:
        return {"type": source.kind or "file", "notes": []}
    module, function = QUICK[source.kind]
    return getattr(late_module(module), function)(source, preview_rows, max_columns)
