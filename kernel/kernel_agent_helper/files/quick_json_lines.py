"""JSON Lines at a glance: the schema and the first records, from the beginning of the file."""

from __future__ import annotations

from typing import Any

from ..reply import HelperError
from .encodings import codec_of, detect_encoding
from .json_frames import line_of_lines, with_dates
from .json_records import describe_records
from .json_text import parse_json
from .source_file import SourceFile

HEAD_BYTES = 256 * 1024
MAX_RECORDS = 1000


def quick_json_lines(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Names and types of columns are those of the first records; nothing is counted.

    Raises `HelperError` when the file is no text, or when not one of its first lines is JSON.
    """
    data = source.read(HEAD_BYTES)
    encoding = detect_encoding(data, source.name)
    text = data.decode(codec_of(encoding)[0], errors="replace")
    # The last line may be cut off.
    whole = text if len(data) < HEAD_BYTES else text[: text.rfind("\n") + 1]
    records = []
    for line in whole.split("\n"):
        if line.strip("\ufeff \r\t") and len(records) < MAX_RECORDS:
            try:
                records.append(parse_json(line.strip("\ufeff \r\t")).value)
            except ValueError:
                continue
    if not records:
        if len(data) == HEAD_BYTES and "\n" not in text:
            return {"type": "jsonl", "notes": ["Its first line is too long to be looked at."]}
        raise HelperError(f"{source.name} holds no line of valid JSON.")
    table = describe_records(records, preview_rows, max_columns)
    line = with_dates(line_of_lines(source, encoding, table, records), table)
    return {
        "type": "jsonl",
        "columns": [{"name": column["name"], "dtype": column["dtype"]} for column in table.columns],
        "total_columns": len(table.names),
        "preview": table.preview,
        "load_line": line,
        "notes": list(table.notes),
    }
