"""JSON, GeoJSON and JSON Lines."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..outline import outline
from ..reply import HelperError
from .encodings import codec_of, detect_encoding
from .json_frames import normalised, table_of, with_dates
from .json_records import describe_records
from .json_start import describe_start
from .json_structure import structure, structure_notes
from .json_text import Parsed, parse_json
from .load_line import encoding_arguments, load_line, opened
from .profile_json_lines import looks_like_lines, profile_json_lines
from .source_file import SourceFile

#: More text than this is described from its beginning.
MAX_BYTES = 50 * 1024**2
#: Keys of objects within objects among which records are looked for.
MAX_KEYS = 1000
RECORDS_DEPTH = 4


def profile_json(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """A list of records as a table; of anything else how it is built.

    Raises `HelperError` when it is not JSON.
    """
    data = source.read(MAX_BYTES + 1)
    encoding = detect_encoding(data, source.name)
    text = data[:MAX_BYTES].decode(codec_of(encoding)[0], errors="replace")
    if len(data) > MAX_BYTES:
        if looks_like_lines(text[: 1024**2]):
            return profile_json_lines(source, preview_rows, max_columns)
        return describe_start(source, text, encoding, preview_rows, max_columns)
    try:
        parsed = parse_json(text)
    except ValueError as error:
        if looks_like_lines(text):
            return profile_json_lines(source, preview_rows, max_columns)
        raise HelperError(f"{source.name} is not valid JSON: {error}.") from None
    told = _describe(source, encoding, parsed, preview_rows, max_columns)
    told["notes"].extend([*structure_notes(parsed.value), *parsed.notes()])
    value_line = f"data = __import__('json').load({opened(source, encoding)})"
    return {"type": "json", **told, "structure": [value_line, *structure(parsed.value)]}


def _describe(
    source: SourceFile, encoding: str, parsed: Parsed, preview_rows: int, max_columns: int
) -> dict[str, Any]:
    value = parsed.value
    where = find_records(value)
    if where is None:
        lists = _lists_as_records(value)
        return (
            _describe_value(source, encoding, value)
            if lists is None
            else _describe_lists(source, encoding, lists, preview_rows, max_columns)
        )
    records = value
    for key in where:
        records = records[key]
    table = describe_records(records, preview_rows, max_columns)
    place = "".join(f"[{key!r}]" for key in where)
    stream = opened(source, encoding)
    is_plain = not where and not table.is_nested and not table.is_altered and not parsed.constants
    if is_plain and all(isinstance(record, dict) for record in records):
        line = load_line("read_json", source.name, encoding_arguments(encoding))
    else:
        loaded = f"__import__('json').load({stream}){place}"
        line = normalised(loaded, table, all(isinstance(record, dict) for record in records))
    told = table_of(table, len(records), with_dates(line, table))
    if where:
        inner = value
        for key in where[:-1]:
            inner = inner[key]
        others = [key for key in inner if key != where[-1]]
        beside = f"; beside it: {outline(others)}" if others else ""
        told["notes"].insert(0, f"The records are in {'.'.join(map(repr, where))}{beside}.")
    if isinstance(value, dict) and value.get("type") == "FeatureCollection":
        told.update(_geography(records))
    return told


def _geography(records: list[Any]) -> dict[str, Any]:
    kinds: Counter[str] = Counter()
    for record in records:
        geometry = record.get("geometry") if isinstance(record, dict) else None
        kinds[str(geometry.get("type")) if isinstance(geometry, dict) else "none"] += 1
    return {"details": {"features": len(records), "geometries": dict(kinds.most_common(10))}}


def find_records(value: Any) -> list[str] | None:
    """The keys to the longest list of objects, no keys for the value itself; None when there is none."""
    if are_records(value):
        return []
    best: list[str] | None = None
    length = 0
    level: list[tuple[list[str], Any]] = [([], value)]
    for _ in range(RECORDS_DEPTH):
        below = []
        for keys, found in level:
            if isinstance(found, dict):
                below.extend(([*keys, key], item) for key, item in list(found.items())[:MAX_KEYS])
        for keys, item in below:
            if are_records(item) and len(item) > length:
                best, length = keys, len(item)
        level = below[:MAX_KEYS]
    return best


def are_records(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 0 and all(isinstance(item, dict) for item in value[:100])


def _lists_as_records(value: Any) -> list[dict[str, Any]] | None:
    """`{"a": [1, 2], "b": [3, 4]}` is a table, too."""
    if not isinstance(value, dict) or not value or not all(isinstance(item, list) for item in value.values()):
        return None
    lengths = {len(item) for item in value.values()}
    is_plain = not any(isinstance(cell, (dict, list)) for item in value.values() for cell in item)
    if len(lengths) != 1 or lengths == {0} or not is_plain:
        return None
    return [dict(zip(value, row)) for row in zip(*value.values())]  # noqa: B905


def _describe_lists(
    source: SourceFile, encoding: str, records: list[dict[str, Any]], preview_rows: int, max_columns: int
) -> dict[str, Any]:
    table = describe_records(records, preview_rows, max_columns)
    line = f"pd.DataFrame(__import__('json').load({opened(source, encoding)}))"
    told = table_of(table, len(records), with_dates(line, table))
    told["notes"].insert(0, "An object of lists of the same length: each is a column.")
    return told


def _describe_value(source: SourceFile, encoding: str, value: Any) -> dict[str, Any]:
    notes = ["It holds no list of records."]
    if isinstance(value, dict):
        held = outline(value, items=20, characters=1500, depth=2)
        notes.append(f"An object with {len(value)} key{'s' * (len(value) != 1)}: {held}")
    else:
        notes.append(f"It holds {outline(value, items=10, characters=500)}")
    return {
        "rows": len(value) if isinstance(value, list) else None,
        "load_line": f"__import__('json').load({opened(source, encoding)})",
        "notes": notes,
    }
