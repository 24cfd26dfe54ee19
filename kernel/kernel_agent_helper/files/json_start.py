"""The beginning of a JSON text that is too long to be read whole."""

from __future__ import annotations

import re
from typing import Any

from ..reply import HelperError
from .json_frames import normalised, table_of, with_dates
from .json_records import describe_records
from .json_structure import structure
from .json_text import decoder
from .load_line import opened
from .source_file import SourceFile

#: Records that are read, if there are so many in the text.
MAX_RECORDS = 10_000
MAX_KEYS = 200
BLANKS = re.compile(r"[ \t\r\n]*")
COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")


def describe_start(
    source: SourceFile, text: str, encoding: str, preview_rows: int, max_columns: int
) -> dict[str, Any]:
    """`text` is the file's beginning. The first records of a list at the top or under a key are described.

    Raises `HelperError` when it does not begin as JSON does.
    """
    read = f"its first {len(text) // 1024**2} million characters"
    keys, place = [], BLANKS.match(text.lstrip("\ufeff")).end()  # type: ignore[union-attr]
    text = text.lstrip("\ufeff")
    if text[place : place + 1] == "{":
        keys, place = _list_within(text, place + 1)
    notes = [f"The file is large: only {read} were read, and there are more records than these."]
    loaded = f"__import__('json').load({opened(source, encoding)})" + "".join(f"[{key!r}]" for key in keys)
    if place < 0:
        return {"type": "json", "partial": True, "notes": [f"The file is large: no records within {read}."]}
    if text[place : place + 1] != "[":
        raise HelperError(f"{source.name} is not valid JSON: it begins with {text[:20]!r}.")
    records = _items(text, place + 1)
    if not records:
        raise HelperError(
            f"{source.name} is not valid JSON at its beginning, or its first record is too long."
        )
    table = describe_records(records, preview_rows, max_columns)
    line = normalised(loaded, table, all(isinstance(record, dict) for record in records))
    told = table_of(table, None, with_dates(line, table))
    top: Any = {keys[0]: records} if keys else records
    return {
        "type": "json",
        **told,
        "partial": True,
        "sampled_rows": len(records),
        "notes": [*notes, f"Columns are described from the first {len(records)} records.", *told["notes"]],
        "structure": [f"data = __import__('json').load({opened(source, encoding)})", *structure(top)],
    }


def _items(text: str, place: int) -> list[Any]:
    """The items of a list that are whole in `text`."""
    decode = decoder().raw_decode
    items: list[Any] = []
    place = BLANKS.match(text, place).end()  # type: ignore[union-attr]
    while len(items) < MAX_RECORDS:
        try:
            item, place = decode(text, place)
        except (ValueError, RecursionError):
            break
        items.append(item)
        comma = COMMA.match(text, place)
        if comma is None:
            break
        place = comma.end()
    return items


def _list_within(text: str, place: int) -> tuple[list[str], int]:
    """The key of the first list of objects, and where it begins; -1 when there is none in the text."""
    decode = decoder().raw_decode
    for _ in range(MAX_KEYS):
        place = BLANKS.match(text, place).end()  # type: ignore[union-attr]
        try:
            key, place = decode(text, place)
            place = BLANKS.match(text, place).end()  # type: ignore[union-attr]
            if not isinstance(key, str) or text[place : place + 1] != ":":
                break
            place = BLANKS.match(text, place + 1).end()  # type: ignore[union-attr]
            if re.compile(r"\[[ \t\r\n]*\{").match(text, place):
                return [key], place
            _, place = decode(text, place)
        except (ValueError, RecursionError):
            break
        comma = COMMA.match(text, place)
        if comma is None:
            break
        place = comma.end()
    return [], -1
