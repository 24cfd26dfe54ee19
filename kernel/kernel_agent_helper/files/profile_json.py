"""JSON and JSON Lines."""

from __future__ import annotations

import json
from typing import Any

from ..outline import outline
from ..reply import HelperError
from .columns import capped, describe_column, example
from .encodings import detect_encoding
from .load_line import load_line, opened
from .source_file import SourceFile

#: More than this is not parsed unasked.
MAX_BYTES = 50 * 1024**2
MAX_RECORDS = 100_000


def profile_json(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """A list of records as a table; of anything else the keys and what they hold."""
    if source.bytes_to_read > MAX_BYTES:
        return {"type": "json", "notes": [f"More than {MAX_BYTES // 1024**2} MB: it was not read."]}
    data = source.read(MAX_BYTES)
    encoding = detect_encoding(data, source.name)
    text = data.decode(encoding, errors="replace")
    try:
        value = json.loads(text)
    except ValueError as error:
        if _looks_like_lines(text):
            return profile_json_lines(source, preview_rows, max_columns)
        raise HelperError(f"{source.name} is not valid JSON: {error}.") from None
    where = _records_key(value)
    if where is None:
        return _describe_value(source, encoding, value)
    records = value if where == "" else value[where]
    told = _table(records, preview_rows, max_columns)
    if where:
        stream = opened(source, encoding)
        told["load_line"] = f"pd.json_normalize(__import__('json').load({stream})[{where!r}])"
        told["notes"].append(
            f"The records are in {where!r}; beside it: {outline([key for key in value if key != where])}."
        )
    else:
        told["load_line"] = load_line("read_json", source.name, {})
    return {"type": "json", **told}


def profile_json_lines(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    encoding = detect_encoding(source.read(65536), source.name)
    records, rows, broken = [], 0, 0
    with source.open() as stream:
        for line in stream:
            text = line.decode(encoding, errors="replace").strip("\ufeff \r\n\t")
            if not text:
                continue
            rows += 1
            if len(records) >= MAX_RECORDS:
                continue
            try:
                records.append(json.loads(text))
            except ValueError:
                broken += 1
    if not records:
        raise HelperError(f"{source.name} holds no line of valid JSON.")
    told = _table(records, preview_rows, max_columns)
    line = load_line("read_json", source.name, {"lines": True})
    if broken:
        told["notes"].append(
            f"Lines that are not valid JSON: {broken}. pd.read_json refuses the file because of them."
        )
    if rows > MAX_RECORDS:
        told["notes"].append(f"Columns are described from the first {MAX_RECORDS} records.")
    return {"type": "jsonl", **told, "rows": rows - broken, "load_line": None if broken else line}


def _looks_like_lines(text: str) -> bool:
    lines = text.strip().splitlines()[:2]
    try:
        return len(lines) == 2 and all(isinstance(json.loads(line), dict) for line in lines)
    except ValueError:
        return False


def _records_key(value: Any) -> str | None:
    """Where the longest list of objects is: empty for the value itself, a key of it, or None."""
    if _are_records(value):
        return ""
    if not isinstance(value, dict):
        return None
    lists = [key for key, item in value.items() if _are_records(item)]
    return max(lists, key=lambda key: len(value[key]), default=None)


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 0 and all(isinstance(item, dict) for item in value[:100])


def _table(records: list[Any], preview_rows: int, max_columns: int) -> dict[str, Any]:
    notes: list[str] = []
    objects = [record if isinstance(record, dict) else {"value": record} for record in records]
    names = capped(list(dict.fromkeys(key for record in objects for key in record)), max_columns, notes)
    columns = [describe_column(name, [record.get(name) for record in objects]) for name in names]
    nested = [
        name for name in names if any(isinstance(record.get(name), (dict, list)) for record in objects[:100])
    ]
    if nested:
        notes.append(f"Nested values in: {', '.join(nested)}. pd.json_normalize makes columns of them.")
    return {
        "rows": len(records),
        "columns": columns,
        "preview": [[example(record.get(name)) for name in names] for record in objects[:preview_rows]],
        "notes": notes,
    }


def _describe_value(source: SourceFile, encoding: str, value: Any) -> dict[str, Any]:
    notes = ["It holds no list of records."]
    if isinstance(value, dict):
        notes.append(
            f"An object with {len(value)} keys: {outline(value, items=20, characters=1500, depth=2)}"
        )
    else:
        notes.append(f"It holds {outline(value, items=10, characters=500)}")
    return {
        "type": "json",
        "rows": len(value) if isinstance(value, list) else None,
        "load_line": f"__import__('json').load({opened(source, encoding)})",
        "notes": notes,
    }
