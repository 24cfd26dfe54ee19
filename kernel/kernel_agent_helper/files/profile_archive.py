"""Zip and tar archives: their members by name. Nothing is unpacked, archives within are not opened."""

from __future__ import annotations

import io
import tarfile
from collections import Counter
from typing import Any, BinaryIO

from ..budget import Budget
from ..reply import HelperError
from ..texts import clean_text, clip
from .packages import has_package
from .plain_reason import plain_reason
from .profile_text import is_table, profile_delimited, read_sample
from .signatures import office_kind, read_head, true_kind, what_it_is
from .source_file import SourceFile
from .zip_guard import MAX_RATIO, open_archive

#: Members that are listed.
MAX_LISTED = 200
#: Members of a tar archive that are looked at, unpacked bytes that are passed over for it, and seconds.
MAX_MEMBERS = 20_000
MAX_PASSED = 512 * 1024**2
SECONDS = 5.0
NAME_TEXT = 200
#: Extensions of texts that may be tables.
TABLES = ("csv", "tsv", "tab", "psv", "txt")


def profile_zip(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Raises `HelperError` when it is no zip archive, or a damaged one."""
    head = read_head(source)
    if not head.startswith(b"PK"):
        raise HelperError(f"{source.name} is not a zip archive: it is {what_it_is(head)}.")
    with open_archive(source, "a zip archive", is_listed_only=True) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        kind = office_kind(archive.namelist())
    members = [(info.filename, info.file_size) for info in infos]
    told = _describe(source, "zip", members)
    packed = sum(info.compress_size for info in infos)
    if kind != "zip":
        told["notes"].append(f"It holds the parts of another format: perhaps it is a .{kind} file.")
    if any(info.flag_bits & 1 for info in infos):
        told["details"]["encrypted"] = True
        told["notes"].append("Members are protected by a password.")
    if told["details"]["unpacked_bytes"] > MAX_RATIO * max(packed, 1):
        told["notes"].append(
            "It would unpack to far more than its size, as a zip bomb does: do not unpack it."
        )
    files = [name for name, _ in members]
    table = _only_table(source, archive.namelist(), told, preview_rows, max_columns)
    if table is not None:
        return table
    if len(files) == 1 and files[0].lower().endswith(".csv"):
        told["load_line"] = f"pd.read_csv({source.name!r})"
    else:
        told["load_line"] = f"__import__('zipfile').ZipFile({source.name!r}).namelist()"
    data = next((name for name in files if name.lower().endswith(".csv")), None)
    if data is not None and len(files) > 1:
        opened = f"__import__('zipfile').ZipFile({source.name!r}).open({data!r})"
        told["notes"].append(f"A table within it: pd.read_csv({opened})")
    return told


def _only_table(
    source: SourceFile, names: list[str], told: dict[str, Any], preview_rows: int, max_columns: int
) -> dict[str, Any] | None:
    """The one table in an archive that holds nothing else, which pandas reads without unpacking it."""
    if len(names) != 1 or told["notes"] or not has_package("pandas"):
        return None
    kind = names[0].rpartition(".")[2].lower()
    if kind not in TABLES:
        return None
    inner = SourceFile(source.path, source.name, kind, "zip")
    try:
        if not is_table(read_sample(inner)[0]):
            return None
        table = profile_delimited(inner, preview_rows, max_columns)
    except HelperError:
        return None
    note = f"It is the one file in the archive, {clip(clean_text(names[0]), NAME_TEXT)}."
    return {**told, **table, "notes": [note, *table["notes"]]}


def _describe(source: SourceFile, kind: str, members: list[tuple[str, int]]) -> dict[str, Any]:
    notes = []
    if len(members) > MAX_LISTED:
        notes.append(f"{len(members)} members; only the first {MAX_LISTED} are listed.")
    inner = [name for name, _ in members if name.lower().endswith((".zip", ".tar", ".gz", ".7z", ".rar"))]
    if inner:
        notes.append(
            f"Archives within it were not opened: {', '.join(clip(name, 60) for name in inner[:5])}."
        )
    astray = [name for name, _ in members if name.startswith(("/", "\\")) or ".." in name.split("/")]
    if astray:
        notes.append(f"{len(astray)} members would be written outside of the folder it is unpacked to.")
    kinds = Counter(
        name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name else "" for name, _ in members
    )
    return {
        "type": kind,
        "structure": [
            f"{clip(clean_text(name), NAME_TEXT)}: {size} bytes" for name, size in members[:MAX_LISTED]
        ],
        "details": {
            "members": len(members),
            "unpacked_bytes": sum(size for _, size in members),
            "kinds": dict(kinds.most_common(20)),
        },
        "notes": notes,
    }


class _Passed(io.RawIOBase):
    """A stream that ends when too much was read from it, or too long."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._left = MAX_PASSED
        self._budget = Budget(SECONDS)
        self.is_cut = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._left <= 0 or self._budget.is_spent():
            self.is_cut = True
            return 0
        data = self._stream.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


def profile_tar(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Raises `HelperError` when it is no tar archive. Of a long one the beginning is listed."""
    opened = SourceFile(source.path, source.name, "tar", "gz") if source.kind == "tgz" else source
    head = read_head(opened)
    # Old archives have no mark; they are read as far as they can be.
    if true_kind(head) not in ("tar", "binary"):
        raise HelperError(f"{source.name} is not a tar archive: it is {what_it_is(head)}.")
    members: list[tuple[str, int]] = []
    with opened.open() as stream:
        passed = _Passed(stream)
        try:
            with tarfile.open(fileobj=io.BufferedReader(passed), mode="r|") as archive:
                for member in archive:
                    if member.isfile():
                        members.append((member.name, member.size))
                    if len(members) >= MAX_MEMBERS:
                        passed.is_cut = True
                        break
        except (tarfile.TarError, OSError, EOFError, ValueError) as error:
            if not members:
                raise HelperError(
                    f"{source.name} is not a readable tar archive: {plain_reason(error)}."
                ) from None
            passed.is_cut = True
    told = _describe(source, "tar", members)
    if passed.is_cut:
        told["notes"].append("Only the beginning of the archive was looked at; there may be more members.")
        told["partial"] = True
    told["load_line"] = f"__import__('tarfile').open({source.name!r}).getnames()"
    return told
