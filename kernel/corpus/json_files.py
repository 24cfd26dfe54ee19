"""JSON and JSON Lines."""

from __future__ import annotations

import gzip
import json
from typing import Any

from .good_file import Column, GoodFile, writer
from .samples import units


def files() -> list[GoodFile]:
    return [*_tables(), *_lines(), *_values()]


def _records(columns: list[Column]) -> list[dict[str, Any]]:
    names = [column.name for column in columns]
    return [
        dict(zip(names, row, strict=True)) for row in zip(*(column.values for column in columns), strict=True)
    ]


def _table(name: str, value: Any, columns: list[Column], **more: Any) -> GoodFile:
    content = json.dumps(value, ensure_ascii=False, indent=1)
    return GoodFile(name, "json", writer(name, content), "json", len(columns[0].values), columns, **more)


def _tables() -> list[GoodFile]:
    tagged = [Column("id", "int64", [1, 2]), Column("tags", "object", [["a"], ["b", "c"]])]
    world = [Column("stadt", "str", ["Köln", "東京", "😀"]), Column("n", "int64", [3, 1, 3])]
    ragged = [{"a": 1, "b": "x"}, {"a": 2}, {"a": 3, "b": "z", "c": 1.5}]
    gaps = [
        Column("a", "int64", [1, 2, 3]),
        Column("b", "str", ["x", None, "z"]),
        Column("c", "float64", [None, None, 1.5]),
    ]
    marked = json.dumps(_records(units())).encode("utf-8-sig")
    return [
        _table("records.json", _records(units()), units()),
        _table("records-unicode.json", _records(world), world),
        _table("records-ragged.json", ragged, gaps),
        _table("records-inside.json", {"made": "today", "data": _records(units())}, units(), notes=["data"]),
        _table("records-nested.json", _records(tagged), tagged, notes=["tags"]),
        GoodFile("records-marked.json", "json", writer("records-marked.json", marked), "json", 6, units()),
    ]


def _lines() -> list[GoodFile]:
    lines = "".join(json.dumps(record) + "\n" for record in _records(units()))
    spaced = lines.replace("\n", "\r\n\r\n")
    packed = gzip.compress(lines.encode(), mtime=0)
    return [
        GoodFile("lines.jsonl", "json", writer("lines.jsonl", lines), "jsonl", 6, units()),
        GoodFile("lines.ndjson", "json", writer("lines.ndjson", spaced), "jsonl", 6, units()),
        GoodFile("lines-misnamed.json", "json", writer("lines-misnamed.json", lines), "jsonl", 6, units()),
        GoodFile("lines.jsonl.gz", "json", writer("lines.jsonl.gz", packed), "jsonl", 6, units()),
    ]


def _values() -> list[GoodFile]:
    lists = {"year": [2022, 2023], "sales": [10.5, 12.5]}
    nested = {"company": {"name": "Acme", "offices": [{"city": "Köln", "staff": [1, 2]}]}, "ok": True}
    points = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": [7.1, 50.9]},
        }
        for name in ("Dom", "Turm")
    ]
    deep: Any = "end"
    for level in range(30):
        deep = {"level": level, "next": deep}
    values = {
        "lists.json": (lists, ["year", "sales"]),
        "nested.json": (nested, ["company", "offices"]),
        "points.geojson": ({"type": "FeatureCollection", "features": points}, ["features"]),
        "deep.json": (deep, ["next"]),
        "scalar.json": (42, ["42"]),
        "text.json": ("just text", ["just text"]),
        "empty-list.json": ([], []),
        "empty-object.json": ({}, []),
        "numbers.json": ([1, 2.5, None, 4], ["1"]),
        "null.json": (None, []),
    }
    return [
        GoodFile(name, "json", writer(name, json.dumps(value, ensure_ascii=False)), "json", shows=shown)
        for name, (value, shown) in values.items()
    ]
