"""Profiles that would be too large."""

from __future__ import annotations

import json
from typing import Any

from kernel_agent_helper.files.size_limit import MAX_PROFILE_BYTES, within_limit


def profile(**more: Any) -> dict[str, Any]:
    return {"path": "x.csv", "columns": [], "preview": [], "load_line": None, "notes": ["a note"], **more}


def size(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode())


def test_a_profile_of_the_usual_size_is_left_alone() -> None:
    usual = profile(columns=[{"name": "a"}])
    assert within_limit(usual) is usual


def test_long_lists_lose_their_ends_and_a_note_says_so() -> None:
    columns = [{"name": f"c{position}", "examples": ["x" * 60] * 5} for position in range(2000)]
    found = within_limit(profile(columns=columns, preview=[[1] * 2000] * 5, total_columns=2000))
    assert size(found) <= MAX_PROFILE_BYTES
    assert found["columns"] == columns[: len(found["columns"])] and len(found["columns"]) >= 400
    assert [len(row) for row in found["preview"]] == [len(found["columns"])] * 5
    assert found["total_columns"] == 2000 and found["path"] == "x.csv"
    assert "too large" in found["notes"][0] and found["notes"][1] == "a note"


def test_long_names_are_clipped_and_a_load_line_is_whole_or_not_there() -> None:
    columns = [{"name": "n" * 5000} for _ in range(100)]
    kept = within_limit(profile(columns=columns, load_line="pd.read_csv('x.csv')"))
    assert size(kept) <= MAX_PROFILE_BYTES and len(kept["columns"][0]["name"]) == 1000
    assert kept["load_line"] == "pd.read_csv('x.csv')"
    assert within_limit(profile(load_line="x" * 300_000))["load_line"] is None


def test_inner_tables_lose_names_before_tables_are_left_out() -> None:
    tables = [
        {"name": f"t{number}", "columns": ["ä" * 100] * 100, "load_line": "y" * 50} for number in range(40)
    ]
    found = within_limit(profile(tables=tables))
    assert size(found) <= MAX_PROFILE_BYTES
    assert [table["name"] for table in found["tables"]] == [table["name"] for table in tables]
    assert all(len(table["columns"]) == 20 and table["load_line"] == "y" * 50 for table in found["tables"])
    many = within_limit(profile(tables=tables * 50))
    assert size(many) <= MAX_PROFILE_BYTES and len(many["tables"]) > 10


def test_a_profile_that_nothing_makes_small_still_ends() -> None:
    assert within_limit(profile(details={"only": "x" * 500_000}))["details"]["only"].endswith("…")
