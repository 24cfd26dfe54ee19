"""Profiles of JSON, GeoJSON and JSON Lines."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files import jobs, profile_json, profile_json_lines
from kernel_agent_helper.files.json_text import parse_json
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError
from test_profile_text import dtypes, load, profile, write

ORDERS = {
    "shop": "Köln",
    "orders": [
        {"id": 1, "customer": {"name": "Ann", "address": {"zip": "01234"}}, "items": [{"price": 9.5}]},
        {"id": 2, "customer": {"name": "Bo", "address": {}}, "note": None, "items": []},
    ],
}


def reached(found: dict[str, Any]) -> dict[str, str]:
    """What the structure says is at each place; every place is tried."""
    names: dict[str, Any] = {}
    first, *lines = found["structure"]
    exec(first, names)
    told = dict(line.split(": ", 1) for line in lines)
    for place in told:
        eval(place, names)
    return told


def test_R8_the_structure_says_how_to_reach_what_is_inside(folder: Path) -> None:
    found = profile(write(folder / "o.json", json.dumps(ORDERS, ensure_ascii=False)))
    places = reached(found)
    assert places["data"] == "object with 2 keys (shop, orders)"
    assert places["data['orders']"] == "list of 2 objects"
    assert places["data['orders'][0]['items'][0]['price']"] == "float, such as 9.5"
    assert places["data['orders'][0]['customer']['address']['zip']"] == "str, such as '01234'"
    assert "Nested 5 levels deep." in found["notes"]
    assert "It holds 1 null." in found["notes"]


def test_R8_nested_records_are_the_table_that_json_normalize_makes(folder: Path) -> None:
    found = profile(write(folder / "o.json", json.dumps(ORDERS)))
    assert found["rows"] == 2
    assert list(dtypes(found)) == ["id", "items", "customer.name", "customer.address.zip", "note"]
    assert found["preview"][0] == [1, "[{'price': 9.5}]", "Ann", "01234", None]
    assert found["notes"][0] == "The records are in 'orders'; beside it: ['shop']."
    load(found)
    deep = profile(
        write(folder / "d.json", json.dumps({"a": {"b": {"rows": [{"x": 1}]}, "rows": [{"y": 1}]}}))
    )
    assert list(dtypes(deep)) == ["y"]
    load(deep)


@pytest.mark.parametrize(
    "records",
    [
        [{"zip": "01234"}, {"zip": "99999"}],
        [{"date": 12, "timestamp": 1700000000}],
        [{"date": "2024-01-02", "n": 1}, {"date": "2024-03-04", "n": 2}],
        [{"day": "2024-01-02T03:04:05", "x": "a"}, {"day": None, "x": "b"}],
        [{"a": 1.0}, {"a": 2.0}],
        [{"a": 1.5}, {"a": None}],
        [{"ok": True}, {"ok": None}],
        [{"a": None}, {"a": None}],
        [{"a": "x"}, {"a": 1}],
        [{"a": [1, 2]}, {"a": None}],
        [{"a": {"b": 1}}, {"a": None}],
        [{"a": float("nan")}, {"a": 1}],
        [{"a": "x", "b": True}, {"a": "1", "b": False}],
    ],
)
def test_R10_the_load_line_gives_what_the_file_holds(folder: Path, records: list[Any]) -> None:
    objects = [record if isinstance(record, dict) else {"value": record} for record in records]
    names = {
        "r.json": json.dumps(records),
        "r.jsonl": "\n".join(map(json.dumps, records)),
        "w.json": json.dumps({"data": records}),
    }
    for name, content in names.items():
        frame = load(profile(write(folder / name, content)))
        for position, record in enumerate(objects):
            for key, value in record.items():
                if isinstance(value, (str, int)) and frame[key].dtype.kind != "M":
                    assert frame[key].iloc[position] == value


def test_R8_valid_json_is_never_called_faulty(folder: Path) -> None:
    valid: list[str | bytes] = [
        "42", "null", '"text"', "[]", "{}", "[[], {}]", '{"a": 1, "a": 2}', "[1e999, -0.0]", '["\\ud800"]',
        f'{{"n": {"9" * 5000}}}', f'[{{"n": {2**64}}}, {{"n": -1}}]', '{"": {"": []}}',
        '\ufeff{"a": 1}'.encode(), '{"a": "ü"}'.encode("utf-16"), '[{"a": "ü"}]'.encode("utf-16-le"),
        "[" * 40 + "]" * 40, "[" * 2000 + "]" * 2000, '{"a":' * 2000 + "1" + "}" * 2000,
        '{"a": [' * 5000 + '"x\\"]", 1.5e3, true, null' + "]}" * 5000, " \n[1]\r\n\t",
    ]  # fmt: skip
    for content in valid:
        found = profile(write(folder / "v.json", content))
        assert found["type"] == "json"
        assert not any("not valid" in note for note in found["notes"])
        json.dumps(found)


def test_R8_depth_is_told_also_where_pythons_reader_gives_up(folder: Path) -> None:
    found = profile(write(folder / "d.json", '{"a":' * 2000 + "null" + "}" * 2000))
    assert "Nested 2000 levels deep." in found["notes"]
    assert "Only the outer 12 levels are told." in found["notes"]
    assert any("RecursionError" in note for note in found["notes"])
    assert len(found["structure"]) == 14
    lines = profile(write(folder / "d.jsonl", "[" * 3000 + "]" * 3000 + "\n[1]\n"))
    assert lines["rows"] == 2


def test_what_strict_json_does_not_know_is_noted(folder: Path) -> None:
    found = profile(write(folder / "n.json", '[{"a": NaN, "b": 1}, {"a": -Infinity, "b": 2, "b": 3}]'))
    assert any("It contains -Infinity, NaN, which Python" in note for note in found["notes"])
    assert any("same key twice ('b')" in note for note in found["notes"])
    load(found)


@pytest.mark.parametrize(
    "text", ["[1,]", '{"a" 1}', "[1 2]", "[1", '{"a":1}}', "{1: 2}", "[}", '{"a":}', "tru", "01"]
)
def test_the_reader_without_recursion_takes_and_refuses_the_same(text: str) -> None:
    deep = 3000
    for wrapped in (text, "[" * deep + text + "]" * deep):
        with pytest.raises(ValueError):
            parse_json(wrapped)
    limit = sys.getrecursionlimit()
    value = '[{"a": [1, -2.5e3, "\\u00fc\\n", true, null, {}], "b": {"c": []}}]'
    found = parse_json("[" * deep + value + "]" * deep).value
    for _ in range(deep):
        (found,) = found
    assert found == json.loads(value)
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"a": [1, 2', "is not valid JSON"),
        ("a,b\n1,2\n", "is not valid JSON"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is not text"),
        ("   ", "is not valid JSON"),
    ],
)
def test_R11_what_is_no_json_is_refused_by_name(folder: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(HelperError, match=rf"b\.json .*{message}"):
        profile_file(write(folder / "b.json", content))


def test_R8_geojson_tells_its_features(folder: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": [7, 50]},
        }
        for name in ("Dom", "Turm")
    ]
    found = profile(
        write(folder / "p.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    )
    assert found["details"] == {"features": 2, "geometries": {"Point": 2}}
    assert "properties.name" in dtypes(found)
    load(found)


def test_lists_of_one_length_are_columns(folder: Path) -> None:
    found = profile(write(folder / "c.json", '{"year": [2022, 2023], "sales": [10.5, null]}'))
    assert (found["rows"], dtypes(found)) == (2, {"year": "int64", "sales": "float64"})
    load(found)


def test_a_large_array_is_told_from_its_beginning(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile_json, "MAX_BYTES", 10_000)
    records = [{"id": i, "inner": {"x": "a,]}"}} for i in range(1000)]
    for name, value, place in (
        ("a.json", records, "data"),
        ("o.json", {"m": {"k": [1]}, "rows": records}, "data['rows']"),
    ):
        found = profile(write(folder / name, json.dumps(value)))
        assert (found["partial"], found["rows"]) == (True, None)
        assert 200 < found["sampled_rows"] < 1000
        assert dtypes(found) == {"id": "int64", "inner.x": "str"}
        assert any(line.startswith(f"{place}[0]['id']") for line in found["structure"])
        pandas = pytest.importorskip("pandas")
        assert eval(found["load_line"], {"pd": pandas}).shape == (1000, 2)
    with pytest.raises(HelperError, match=r"x\.json is not valid JSON"):
        profile_file(write(folder / "x.json", "x" * 20_000))


def test_json_lines_are_counted_to_the_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile_json_lines, "MAX_RECORDS", 10)
    lines = "".join(f'{{"n": {i}}}\r\n\n' for i in range(100))
    found = profile(write(folder / "l.ndjson", lines))
    assert (found["rows"], found["sampled_rows"], found["columns"][0]["max"]) == (100, 10, 9)
    torn = profile(write(folder / "t.jsonl", lines + '{"n":'))
    assert torn["notes"][0].startswith("Lines that are not valid JSON: 1, the first is line 201.")
    wide = profile(write(folder / "u.jsonl", '{"a": "ü"}\n{"a": "x"}\n'.encode("utf-16")))
    assert wide["rows"] == 2
    load(wide)


def test_long_numbers_do_not_stop_anything() -> None:
    parsed = parse_json(f"[{'9' * 5000}, -{'1' * 20}]")
    assert (math.isinf(parsed.value[0]), parsed.value[1], parsed.has_long_numbers) == (
        True,
        -int("1" * 20),
        True,
    )


def test_the_first_records_of_json_lines_are_there_at_once(folder: Path) -> None:
    lines = "".join(f'{{"n": {number}, "in": {{"a": "x"}}}}\n' for number in range(20_000))
    told = jobs.start_profile(write(folder / "q.jsonl", lines), preview_rows=1)
    quick = told["quick"]
    assert (quick["partial"], quick["rows"], quick["preview"]) == (True, None, [[0, "x"]])
    assert [(column["name"], column["dtype"]) for column in quick["columns"]] == [
        ("n", "int64"),
        ("in.a", "str"),
    ]
    jobs.stop_profile(told["job"])
    with pytest.raises(HelperError, match=r"b\.jsonl holds no line of valid JSON"):
        jobs.start_profile(write(folder / "b.jsonl", "no json"))
