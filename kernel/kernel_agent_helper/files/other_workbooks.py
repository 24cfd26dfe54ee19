"""Workbooks that are not .xlsx, named with the package that reads them, and files that only bear the name."""

from __future__ import annotations

import os
import struct
from typing import Any

from ..hello import package_version
from ..reply import HelperError
from .load_line import load_line
from .profile_text import is_table, profile_delimited, read_sample
from .signatures import NAMES, true_kind
from .source_file import SourceFile

#: By kind: the package with which pandas reads it.
PACKAGES = {"xls": "xlrd", "xlsb": "pyxlsb", "ods": "odfpy"}
MODULES = {"odfpy": "odf"}
WHAT = {"xls": "an old Excel workbook (.xls)", "xlsb": NAMES["xlsb"], "ods": "an OpenDocument spreadsheet"}
#: Bytes of an OLE file's directory that are looked through.
DIRECTORY_BYTES = 16 * 1024


def describe_other_workbook(
    source: SourceFile, head: bytes, preview_rows: int, max_columns: int, kind: str | None = None
) -> dict[str, Any]:
    """`kind` is known for a zip archive. Raises `HelperError` when the file is no workbook and no table."""
    true = kind or true_kind(head)
    if true == "ole":
        true = _ole_kind(source, head)
    if true == "encrypted":
        raise HelperError(
            f"{source.name} is protected by a password and cannot be read. Save a copy without one in Excel."
        )
    if true in PACKAGES:
        return _named(source, true)
    if true == "html":
        return {
            "type": "html",
            "load_line": f"pd.read_html({source.name!r})[0]",
            "notes": [
                f"It is HTML, although its name ends with .{source.kind}: it was exported as a web page."
            ],
        }
    if true == "text" and is_table(read_sample(source)[0]):
        told = profile_delimited(source, preview_rows, max_columns)
        note = f"It is delimited text, although its name ends with .{source.kind}."
        return {**told, "notes": [note, *told.get("notes", [])]}
    why = (
        "it is encrypted, or in the old .xls format"
        if true == "ole"
        else f"it is {NAMES[true]}, whatever its name says"
    )
    raise HelperError(f"{source.name} is not a readable Excel workbook: {why}.")


def _named(source: SourceFile, kind: str) -> dict[str, Any]:
    package = PACKAGES[kind]
    notes = [f"It is {WHAT[kind]}; its sheets can be told after it is loaded."]
    if source.kind != kind:
        notes.insert(0, f"Its name ends with .{source.kind}, which it is not.")
    if package_version(MODULES.get(package, package)) is None:
        notes.append(f"Reading it needs a package that is not installed: %pip install {package}")
    line = load_line("read_excel", source.name, {"sheet_name": None})
    return {"type": "excel", "load_line": line, "notes": notes}


def _ole_kind(source: SourceFile, head: bytes) -> str:
    """`xls`, `encrypted`, or `ole` when its directory names neither."""
    if len(head) < 76:
        return "ole"
    shift, sector = struct.unpack_from("<H", head, 30)[0], struct.unpack_from("<I", head, 48)[0]
    place = (sector + 1) << min(shift, 16)
    if place >= os.path.getsize(source.path):
        return "ole"
    with source.open() as stream:
        stream.seek(place)
        directory = stream.read(DIRECTORY_BYTES)
    if "EncryptedPackage".encode("utf-16-le") in directory:
        return "encrypted"
    names = ("Workbook", "Book")
    return "xls" if any(name.encode("utf-16-le") + b"\0\0" in directory for name in names) else "ole"
