"""The file context as code in a notebook uses it."""

from __future__ import annotations

import json
import logging
import math
import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_kernel_agent import file_context
from jupyterlab_kernel_agent.context_document import bounds
from jupyterlab_kernel_agent.context_document.names import display_names
from jupyterlab_kernel_agent.tests.saved_context import context_file, save


def test_R12_R13_R14_what_is_saved_is_loaded(notebook: Path) -> None:
    assert not file_context.has(notebook=notebook)
    assert file_context.load(notebook=notebook) is None
    assert file_context.save(
        "main",
        {"data/sales.csv": "sales.csv"},
        {"data/sales.csv": {"type": "csv", "rows": 1, "columns": ["a", "b"], "umsätze": "売上"}},
        "File: data/sales.csv\n- type csv",
        notebook=notebook,
    )
    assert file_context.has(notebook=notebook)
    document = file_context.load(notebook=notebook)
    assert document is not None
    assert document["file_metadata"]["data/sales.csv"]["rows"] == 1
    assert document["file_context_text"] == "File: data/sales.csv\n- type csv"


def test_R2_R3_R4_the_file_has_all_keys_indented_and_non_ascii(notebook: Path) -> None:
    save(notebook, "data/sales.csv", "ü.json", titel="売上")
    text = context_file(notebook).read_text(encoding="utf-8")
    document = json.loads(text)
    assert set(document) == {
        "version",
        "timestamp",
        "session_id",
        "validated_files",
        "file_metadata",
        "file_context_text",
        "file_count",
        "file_list",
    }
    assert document["version"] == 1
    assert document["session_id"] == "main"
    assert document["file_count"] == len(document["validated_files"]) == 2
    assert document["file_list"] == list(document["validated_files"].values()) == ["sales.csv", "ü.json"]
    assert datetime.fromisoformat(document["timestamp"].replace("Z", "+00:00")).tzinfo is not None
    assert text.startswith('{\n  "version": 1,\n')
    assert '"titel": "売上"' in text


def test_R5_type_and_size_are_filled_in(notebook: Path) -> None:
    save(notebook, "data/sales.csv", "absent.parquet")
    metadata = json.loads(context_file(notebook).read_text(encoding="utf-8"))["file_metadata"]
    assert metadata["data/sales.csv"] == {"type": "csv", "size_mb": pytest.approx(8 / 2**20, rel=1e-3)}
    assert metadata["absent.parquet"] == {"type": "parquet", "size_mb": 0}


@pytest.mark.parametrize("session", ["", None])
def test_R12_without_a_session_nothing_is_written(notebook: Path, session: str | None) -> None:
    before = sorted(notebook.parent.rglob("*"))
    assert file_context.save(session, ["data/sales.csv"], {}, "", notebook=notebook) is False
    assert sorted(notebook.parent.rglob("*")) == before


def test_R12_false_where_it_cannot_be_written(notebook: Path, caplog: pytest.LogCaptureFixture) -> None:
    notebook.with_name("sales 2024.agent").write_text("a file in the way", encoding="utf-8")
    assert file_context.save("main", ["a.csv"], notebook=notebook) is False
    assert "cannot be written" in caplog.text


def test_files_of_a_later_save_are_added(notebook: Path) -> None:
    save(notebook, "a.csv", rows=1)
    save(notebook, "b.csv", rows=2)
    document = file_context.load(notebook=notebook)
    assert document is not None
    assert [entry["rows"] for entry in document["file_metadata"].values()] == [1, 2]
    assert document["file_context_text"].split("\n\n") == [
        "File: a.csv\n- type csv, 0 MB",
        "File: b.csv\n- type csv, 0 MB",
    ]


def test_saving_again_adds_to_an_entry_and_a_profile_replaces_it(notebook: Path) -> None:
    fingerprint = {"size": 1, "mtime_ns": "2", "sha256": None}
    save(notebook, "a.csv", rows=1, fingerprint=fingerprint)
    save(notebook, "a.csv", note="checked")
    entry = file_context.load(notebook=notebook)["file_metadata"]["a.csv"]  # type: ignore[index]
    assert entry["fingerprint"] == fingerprint
    assert entry["note"] == "checked"
    save(notebook, "a.csv", fingerprint=fingerprint)
    entry = file_context.load(notebook=notebook)["file_metadata"]["a.csv"]  # type: ignore[index]
    assert "note" not in entry


def test_text_on_a_file_takes_the_place_of_the_one_before(notebook: Path) -> None:
    for text in ("File: a.csv\nold", "File: a.csv\nnew"):
        file_context.save("main", ["a.csv"], {}, text, notebook=notebook)
    assert file_context.load(notebook=notebook)["file_context_text"] == "File: a.csv\nnew"  # type: ignore[index]


def test_R3_names_are_unique_and_wanted_ones_stay(notebook: Path) -> None:
    save(notebook, "2023/a.csv", "2024/a.csv")
    file_context.save("main", {"c.csv": "Costs", "d.csv": "Costs"}, notebook=notebook)
    document = file_context.load(notebook=notebook)
    assert document is not None
    assert document["file_list"] == ["2023/a.csv", "2024/a.csv", "c.csv", "d.csv"]
    file_context.save("main", {"c.csv": "Costs"}, notebook=notebook)
    assert "Costs" in file_context.load(notebook=notebook)["file_list"]  # type: ignore[index]


def test_names_are_the_shortest_ends_that_tell_paths_apart() -> None:
    paths = ["x/d/a.csv", "y/d/a.csv", "a.csv", "../a.csv", "/a.csv", "data/", "more/data/", "data/*.csv"]
    names = list(display_names(paths).values())
    assert names == ["x/d/a.csv", "y/d/a.csv", "a.csv", "../a.csv", "/a.csv", "data/", "more/data/", "*.csv"]


def test_keys_are_paths_from_the_notebooks_folder(notebook: Path) -> None:
    absolute = notebook.parent / "data" / "sales.csv"
    file_context.save("main", [absolute, "./b.csv"], {str(absolute): {"rows": 7}}, notebook=notebook)
    document = file_context.load(notebook=notebook)
    assert document is not None
    assert list(document["validated_files"]) == ["data/sales.csv", "b.csv"]
    assert document["file_metadata"]["data/sales.csv"]["rows"] == 7


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", '{"timestamp": 1}', '{"file_metadata": {"a', "\x00\x01", "[" * 100_000]
)
def test_R13_what_is_damaged_is_none_and_is_kept_aside(
    notebook: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = context_file(notebook)
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert file_context.load(notebook=notebook) is None
    assert ("damaged" in caplog.text) == bool(text)
    save(notebook, "a.csv")
    aside = [other for other in path.parent.iterdir() if ".corrupt-" in other.name]
    assert [other.read_text(encoding="utf-8") for other in aside] == ([text] if text else [])
    assert file_context.has(notebook=notebook)


def test_R13_bytes_that_are_no_text_do_not_raise(notebook: Path) -> None:
    save(notebook, "a.csv")
    context_file(notebook).write_bytes(b"\xff\xfe\x00{")
    assert file_context.load(notebook=notebook) is None


def test_one_written_by_hand_is_loaded(notebook: Path) -> None:
    path = context_file(notebook)
    path.parent.mkdir(parents=True)
    path.write_text(
        '\ufeff{"timestamp": "2025-11-20T13:23:07.152257", "session_id": "x",'
        ' "validated_files": {"a.csv": "A"},'
        ' "file_metadata": {"a.csv": {"type": 3, "size_mb": NaN, "rows": "many", "mine": Infinity}}}',
        encoding="utf-8",
    )
    document = file_context.load(notebook=notebook)
    assert document is not None
    assert document["version"] == 1
    assert document["file_list"] == ["A"]
    assert document["file_metadata"] == {"a.csv": {"type": "unknown", "size_mb": 0, "mine": None}}


class Broken:
    def __str__(self) -> str:
        raise RuntimeError("no text")


def test_R19_the_file_is_strict_json_whatever_is_saved(notebook: Path) -> None:
    loop: list[Any] = []
    loop.append(loop)
    values = {
        "nan": math.nan,
        "infinite": [-math.inf, math.inf],
        "decimal": Decimal("1.10"),
        "no_decimal": Decimal("NaN"),
        "day": date(2024, 1, 2),
        "path": Path("x"),
        "tuple": (1, 2),
        "bytes": b"x",
        "half": "\ud800",
        "huge": 10**5000,
        "broken": Broken(),
        "loop": loop,
        1: {2: {3}},
        "long": "x" * 1_000_000,
        "many": list(range(10_000)),
    }
    assert file_context.save("main", ["a.csv"], {"a.csv": values}, notebook=notebook)
    text = context_file(notebook).read_text(encoding="utf-8")

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    entry = json.loads(text, parse_constant=refuse)["file_metadata"]["a.csv"]
    assert entry["nan"] is None
    assert entry["infinite"] == [None, None]
    assert entry["decimal"] == "1.10"
    assert entry["no_decimal"] is None
    assert entry["day"] == "2024-01-02"
    assert entry["path"] == "x"
    assert entry["tuple"] == [1, 2]
    assert entry["bytes"] == "b'x'"
    assert entry["half"] == "\ud800"
    assert entry["broken"] == "<Broken>"
    assert entry["1"] == {"2": [3]}
    assert len(entry["long"]) == 2_000
    assert len(entry["many"]) == 100


def test_R19_values_of_pandas_and_numpy(notebook: Path) -> None:
    numpy = pytest.importorskip("numpy")
    pandas = pytest.importorskip("pandas")
    values = {
        "int": numpy.int64(5),
        "float": numpy.float32(0.5),
        "nan": numpy.float64("nan"),
        "bool": numpy.bool_(True),
        "time": pandas.Timestamp("2024-01-02"),
        "no_time": pandas.NaT,
        "na": pandas.NA,
        "array": numpy.arange(3),
    }
    assert file_context.save("main", ["a.csv"], {"a.csv": values}, notebook=notebook)
    entry = file_context.load(notebook=notebook)["file_metadata"]["a.csv"]  # type: ignore[index]
    assert entry | {"type": "", "size_mb": 0} == {
        "type": "",
        "size_mb": 0,
        "int": 5,
        "float": 0.5,
        "nan": None,
        "bool": True,
        "time": "2024-01-02T00:00:00",
        "no_time": None,
        "na": "<NA>",
        "array": "[0 1 2]",
    }


def test_R43_the_whole_stays_within_its_size(notebook: Path) -> None:
    paths = [f"data/{index}.csv" for index in range(60)]
    entries = {
        path: {
            "profiled_at": f"2026-11-23T10:{index:02}:00Z",
            "columns": [f"Spalte {column} ü" for column in range(40)],
            "statistics": [{"top": [["売上" * 20, 3]]}] * 40,
            "preview": [["é" * 50] * 40] * 5,
        }
        for index, path in enumerate(paths)
    }
    assert file_context.save("main", paths, entries, notebook=notebook)
    assert context_file(notebook).stat().st_size <= bounds.MAX_BYTES
    document = file_context.load(notebook=notebook)
    assert document is not None
    assert document["file_count"] == 60
    first, last = (document["file_metadata"][path] for path in (paths[0], paths[-1]))
    assert first["shortened"] in ("statistics", "columns")
    assert "preview" in first["notes"][-1]
    assert "preview" in last or "shortened" in last


def test_R43_files_are_forgotten_only_when_nothing_else_is_left(notebook: Path) -> None:
    paths = [f"{'folder/' * 20}{index}.csv" for index in range(1500)]
    entries = {path: {"profiled_at": f"{index:06}"} for index, path in enumerate(paths)}
    assert file_context.save("main", paths, entries, notebook=notebook)
    document = file_context.load(notebook=notebook)
    assert document is not None
    assert context_file(notebook).stat().st_size <= bounds.MAX_BYTES
    assert paths[0] not in document["file_metadata"]
    assert paths[-1] in document["file_metadata"]
    assert "not listed" in document["notes"][0]


def test_R15_summary_names_five_files(notebook: Path) -> None:
    save(notebook, *(f"{name}.csv" for name in "abcde"))
    timestamp = file_context.load(notebook=notebook)["timestamp"]  # type: ignore[index]
    head = f"Saved file context from {timestamp}:\n"
    assert (
        file_context.summary(notebook=notebook) == f"{head}  - 5 file(s): a.csv, b.csv, c.csv, d.csv, e.csv"
    )
    save(notebook, "f.csv", "g.csv")
    assert file_context.summary(notebook=notebook).endswith(
        "  - 7 file(s): a.csv, b.csv, c.csv, d.csv, e.csv ... (+2 more)"
    )


def test_R77_inspect_shows_session_timestamp_files_and_metadata_keys(notebook: Path) -> None:
    save(notebook, "data/a.csv", "b.csv", session="q4")
    timestamp = file_context.load("q4", notebook)["timestamp"]  # type: ignore[index]
    told = file_context.inspect("q4", notebook)
    assert told == (
        f"Session: q4\nTimestamp: {timestamp}\nFiles: a.csv, b.csv\nMetadata keys: data/a.csv, b.csv"
    )
    assert repr(told) == told


def test_R76_without_a_context_the_three_reasons_are_given(notebook: Path) -> None:
    for told in (file_context.summary("q4", notebook), file_context.inspect("q4", notebook)):
        assert "session q4" in told
        assert [line[:2] for line in told.splitlines()[1:]] == ["1.", "2.", "3."]
        assert "first time" in told
        assert "cleaned up" in told
        assert "No files were processed" in told


def test_R78_cleanup_deletes_one_session_only(notebook: Path) -> None:
    save(notebook, "data/sales.csv")
    save(notebook, "data/sales.csv", session="other")
    assert file_context.sessions(notebook) == ["main", "other"]
    assert file_context.cleanup("main", notebook) == "Cleaned up session: main"
    assert file_context.cleanup("main", notebook) is None
    assert file_context.sessions(notebook) == ["other"]
    assert notebook.exists()
    assert (notebook.parent / "data" / "sales.csv").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_R78_a_link_is_removed_and_not_what_it_points_to(notebook: Path) -> None:
    precious = notebook.parent / "precious"
    precious.mkdir()
    (precious / "x").write_text("x", encoding="utf-8")
    sidecar = context_file(notebook).parent.parent
    sidecar.mkdir()
    (sidecar / "linked").symlink_to(precious)
    assert file_context.cleanup("linked", notebook) == "Cleaned up session: linked"
    assert (precious / "x").exists()
