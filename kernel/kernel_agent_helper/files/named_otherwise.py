"""Files that bear the name of a text and hold data of another kind, which can be read all the same."""

from __future__ import annotations

import re

from ..reply import HelperError
from .profile_json_lines import looks_like_lines
from .signatures import NAMES, office_kind, read_head, true_kind
from .source_file import SourceFile
from .zip_guard import open_archive

TEXT_KINDS = frozenset(("csv", "tsv", "tab", "psv", "txt", "dat", "log"))
#: Kinds by their first bytes, and the extension whose profiler reads them.
KINDS = {
    "html": "html",
    "parquet": "parquet",
    "feather": "feather",
    "sqlite": "sqlite",
    "duckdb": "duckdb",
    "ole": "xls",
}
WORKBOOKS = ("xlsx", "xlsb", "ods")
LOOKED_AT = 64 * 1024
#: Git LFS keeps this in the place of a large file.
POINTER = b"version https://git-lfs.github.com/spec/"
#: An object, or a list of objects, with a name for its first value.
JSON_START = re.compile(r'[\s\ufeff]*(\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:')


def other_kind(source: SourceFile) -> str:
    """The extension that would be right; empty for text, and for what is no data.

    What begins like JSON may turn out to be none. Raises `HelperError` when nothing can be read.
    """
    if source.kind not in TEXT_KINDS:
        # Reading these is left to their profilers, but for what stands in the place of all kinds of files.
        _check_pointer(source, b"" if source.compression else read_start(source))
        return ""
    data = read_head(source, LOOKED_AT)
    _check_pointer(source, data)
    kind = true_kind(data[:4096])
    if kind == "json":
        return json_kind(data)
    if source.compression:
        return ""
    return _workbook(source) if kind == "zip" else KINDS.get(kind, "")


def read_start(source: SourceFile) -> bytes:
    with open(source.path, "rb") as stream:
        return stream.read(len(POINTER))


def _check_pointer(source: SourceFile, start: bytes) -> None:
    if start.startswith(POINTER):
        raise HelperError(
            f"{source.name} is a pointer of Git LFS: the data itself was not fetched. Run: git lfs pull"
        )


def json_kind(data: bytes) -> str:
    """`json`, `jsonl`, or empty, for text that begins with `data`."""
    text = data.decode("utf-8", errors="replace")
    if not JSON_START.match(text):
        return ""
    return "jsonl" if looks_like_lines(text) else "json"


def note_on(source: SourceFile, kind: str) -> str:
    what = {"xls": NAMES["ole"], "jsonl": "JSON Lines"}.get(kind) or NAMES[kind]
    return f"It is {what}, although its name ends with .{source.kind}."


def _workbook(source: SourceFile) -> str:
    try:
        with open_archive(source, NAMES["zip"], is_listed_only=True) as archive:
            kind = office_kind(archive.namelist())
    except HelperError:
        return ""
    return kind if kind in WORKBOOKS else ""
