"""JSON Lines: a value on each line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

from ..reply import HelperError
from .encodings import codec_of, detect_encoding
from .json_frames import line_of_lines, table_of, values_of_lines, with_dates
from .json_records import describe_records
from .json_structure import structure, structure_notes
from .json_text import decoder, parse_json
from .packed_text import check_unpacked, readable
from .source_file import SourceFile

#: Records whose values are kept; the rest are counted and checked.
MAX_RECORDS = 100_000
#: Characters of records that are kept.
MAX_CHARACTERS = 64 * 1024**2
#: A longer line is not read.
MAX_LINE = 16 * 1024**2


class _Lines:
    """What was found on the lines of a file."""

    def __init__(self) -> None:
        self.records: list[Any] = []
        self.rows = 0
        self.broken = 0
        self.first_broken: int | None = None
        self.is_cut = False


def profile_json_lines(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Raises `HelperError` when no line is JSON."""
    encoding = detect_encoding(source.read(65536), source.name)
    lines = _read(source, encoding)
    if not lines.records:
        raise HelperError(f"{source.name} holds no line of valid JSON.")
    table = describe_records(lines.records, preview_rows, max_columns)
    values = values_of_lines(source, encoding)
    line = line_of_lines(source, encoding, table, lines.records)
    told = table_of(table, lines.rows, with_dates(line, table))
    if lines.broken:
        told["load_line"] = None
        told["notes"].insert(
            0,
            f"Lines that are not valid JSON: {lines.broken}, the first is line {lines.first_broken}. "
            "pd.read_json refuses the file because of them.",
        )
    if lines.rows > len(lines.records):
        told["notes"].append(f"Columns are described from the first {len(lines.records)} records.")
        told["sampled_rows"] = len(lines.records)
    if lines.is_cut:
        told["notes"].append(
            f"A line has more than {MAX_LINE // 1024**2} MB; nothing was read from there on."
        )
        told["partial"] = True
    told["notes"].extend(structure_notes(lines.records[:1000]))
    return {"type": "jsonl", **told, "structure": [f"data = {values}", *structure(lines.records)]}


def _read(source: SourceFile, encoding: str) -> _Lines:
    found = _Lines()
    kept = number = total = 0
    decode = decoder().decode
    with readable(source), source.open() as stream:
        text = io.TextIOWrapper(stream, codec_of(encoding)[0], errors="replace", newline="\n")
        while True:
            line = text.readline(MAX_LINE)
            if not line:
                return found
            number += 1
            total += len(line)
            if number % 10_000 == 0 or len(line) > 10_000:
                check_unpacked(source, total)
            if len(line) >= MAX_LINE:
                found.is_cut = True
                return found
            line = line.strip("\ufeff \r\n\t")
            if not line:
                continue
            try:
                value = _value(line, decode)
            except ValueError:
                found.broken += 1
                found.first_broken = found.first_broken or number
                continue
            found.rows += 1
            if len(found.records) < MAX_RECORDS and kept < MAX_CHARACTERS:
                found.records.append(value)
                kept += len(line)


def _value(line: str, decode: Callable[[str], Any]) -> Any:
    try:
        return decode(line)
    except RecursionError:
        return parse_json(line).value


def looks_like_lines(text: str) -> bool:
    lines = [line for line in text.strip("\ufeff \r\n\t").split("\n", 5) if line.strip()][:2]
    try:
        return len(lines) == 2 and all(isinstance(json.loads(line), dict) for line in lines)
    except (ValueError, RecursionError):
        return False
