"""NumPy arrays: shape and type from the header alone. No pickle is ever opened."""

from __future__ import annotations

import ast
import re
from typing import Any, BinaryIO

from ..hello import package_version
from ..reply import HelperError
from .signatures import read_head, what_it_is
from .source_file import SourceFile
from .zip_guard import open_archive, open_member

MAGIC = b"\x93NUMPY"
MAX_HEADER = 64 * 1024
MAX_ARRAYS = 200
KINDS = {"f": "float", "i": "int", "u": "uint", "c": "complex"}
WORDS = {
    "b": "bool",
    "O": "object",
    "M": "datetime64",
    "m": "timedelta64",
    "U": "str",
    "S": "bytes",
    "V": "void",
}
SHORT = re.compile(r"[<>|=]?([a-zA-Z])(\d*)(\[\w+\])?")


def profile_npy(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Raises `HelperError` when it is no array of NumPy's."""
    head = read_head(source)
    if not head.startswith(MAGIC):
        raise HelperError(f"{source.name} is not a NumPy array: it is {what_it_is(head)}.")
    with source.open() as stream:
        array = _header(stream, source.name)
    told = _described(array)
    return {
        "type": "npy",
        "rows": array["shape"][0] if array["shape"] else None,
        "load_line": f"__import__('numpy').load({source.name!r})" if not array["is_pickled"] else None,
        "details": told,
        "structure": [_sentence("data", told)],
        "notes": _notes([array]),
    }


def profile_npz(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Each array by name. Raises `HelperError` when it is no archive of arrays."""
    arrays = {}
    with open_archive(source, "a NumPy archive") as archive:
        names = [name for name in archive.namelist() if name.endswith(".npy")]
        for name in names[:MAX_ARRAYS]:
            with open_member(archive, name, source) as stream:
                arrays[name[:-4]] = _header(stream, f"{source.name} ({name})")
    if not names:
        raise HelperError(f"{source.name} is not a NumPy archive: it holds no arrays.")
    notes = _notes(list(arrays.values()))
    if len(names) > MAX_ARRAYS:
        notes.append(f"{len(names)} arrays; only the first {MAX_ARRAYS} are described.")
    told = {name: _described(array) for name, array in arrays.items()}
    return {
        "type": "npz",
        "load_line": f"dict(__import__('numpy').load({source.name!r}))"
        if not any(array["is_pickled"] for array in arrays.values())
        else f"__import__('numpy').load({source.name!r})",
        "details": {"arrays": told},
        "structure": [_sentence(f"data[{name!r}]", array) for name, array in told.items()],
        "notes": notes,
    }


def _notes(arrays: list[dict[str, Any]]) -> list[str]:
    notes = []
    if package_version("numpy") is None:
        notes.append("The load line needs a package that is not installed: %pip install numpy")
    if any(array["is_pickled"] for array in arrays):
        notes.append(
            "It holds Python objects as a pickle. Loading them can run code that is in the file, so it was "
            "not opened: allow_pickle=True only for a file you trust."
        )
    return notes


def _sentence(place: str, told: dict[str, Any]) -> str:
    shape = " × ".join(map(str, told["shape"])) or "a single value"
    return f"{place}: {shape} of {told['dtype']}"


def _header(stream: BinaryIO, name: str) -> dict[str, Any]:
    start = stream.read(10)
    if not start.startswith(MAGIC) or len(start) < 10:
        raise HelperError(f"{name} is not a NumPy array.")
    length = int.from_bytes(start[8:10], "little")
    if start[6] > 1:
        length += int.from_bytes(stream.read(2), "little") << 16
    if length > MAX_HEADER:
        raise HelperError(f"{name} is a damaged NumPy array: its header has {length} bytes.")
    text = stream.read(length)
    try:
        found = ast.literal_eval(text.decode("utf-8" if start[6] > 2 else "latin-1").strip())
        shape = tuple(int(size) for size in found["shape"])
        fields = _fields(found["descr"])
    except (ValueError, SyntaxError, TypeError, KeyError, MemoryError, RecursionError, IndexError):
        raise HelperError(f"{name} is a damaged NumPy array: its header cannot be read.") from None
    return {
        "shape": shape,
        "fields": fields,
        "dtype": fields[0][1] if fields[0][0] == "" else "record",
        "is_pickled": any(kind == "object" for _, kind in fields),
    }


def _fields(descr: Any) -> list[tuple[str, str]]:
    """Names and types of the fields of a record; one without name for a plain type."""
    if isinstance(descr, str):
        return [("", _type(descr))]
    return [(str(field[0]), _type(field[1]) if isinstance(field[1], str) else "record") for field in descr]


def _type(short: str) -> str:
    match = SHORT.fullmatch(short)
    if match is None:
        return short[:40]
    kind, size, unit = match.groups()
    if kind in KINDS:
        return f"{KINDS[kind]}{int(size or 8) * 8}"
    return WORDS.get(kind, kind) + (unit or "")


def _described(array: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"shape": list(array["shape"]), "dtype": array["dtype"]}
    if array["dtype"] == "record":
        told["fields"] = [f"{name}: {kind}" for name, kind in array["fields"][:100]]
    return told
