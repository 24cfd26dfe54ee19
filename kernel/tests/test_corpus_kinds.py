"""Files of the corpus that are no single table: what their profiles tell of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from corpus import good_files
from corpus.good_file import GoodFile
from corpus_folder import CorpusFolder

ALL = good_files()
KINDS = [file for file in ALL if file.columns is None or file.tables]
MAX_JSON_BYTES = 256 * 1024
#: A table of few columns.
TYPICAL_BYTES = 10 * 1024


@pytest.mark.parametrize("file", KINDS, ids=[file.name for file in KINDS])
def test_R7_R8_R9_a_file_is_told_by_what_it_holds(file: GoodFile, corpus: CorpusFolder) -> None:
    found = corpus.profile(file)
    assert found["type"] == file.type
    if file.rows is not None:
        assert found["rows"] == file.rows
    assert {key: found["details"].get(key) for key in file.details} == file.details
    tables = {table["name"]: table for table in found.get("tables", [])}
    for name, rows, columns in file.tables:
        assert (tables[name]["rows"], tables[name]["columns"]) == (rows, list(columns))
    text = json.dumps(found, ensure_ascii=False)
    for shown in file.shows:
        assert shown in text


@pytest.mark.parametrize("file", ALL, ids=[file.name for file in ALL])
def test_R5_R19_R43_a_profile_is_complete_small_and_strict(file: GoodFile, corpus: CorpusFolder) -> None:
    found = corpus.profile(file)
    text = json.dumps(found, ensure_ascii=False, allow_nan=False)
    is_typical = file.columns is not None and len(file.columns) <= 10
    assert len(text.encode()) <= (TYPICAL_BYTES if is_typical else MAX_JSON_BYTES)
    assert found["path"] == file.name
    assert found["size_mb"] > 0 and found["size_bytes"] > 0
    assert found["partial"] is False
    if file.family != "folder":
        assert found["fingerprint"] == _fingerprint(Path(file.name))


def _fingerprint(path: Path) -> dict[str, Any]:
    status = path.stat()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"size": status.st_size, "mtime_ns": str(status.st_mtime_ns), "sha256": digest}


@pytest.mark.parametrize(
    "file", [file for file in KINDS if file.tables], ids=[file.name for file in KINDS if file.tables]
)
def test_R10_the_load_line_of_each_table_gives_it(file: GoodFile, corpus: CorpusFolder) -> None:
    pandas = pytest.importorskip("pandas")
    found = corpus.profile(file)
    tables = {table["name"]: table for table in found["tables"]}
    for name, rows, columns in file.tables:
        if rows:
            namespace: dict[str, Any] = {"pd": pandas}
            frame = _loaded(tables[name]["load_line"], namespace)
            assert (len(frame), [str(label) for label in frame.columns]) == (rows, list(columns))


def _loaded(line: str, namespace: dict[str, Any]) -> Any:
    """The frame a load line gives, be it an expression or statements that bind `df`."""
    try:
        code = compile(line, "<load line>", "eval")
    except SyntaxError:
        exec(line, namespace)
        return namespace["df"]
    return eval(code, namespace)


@pytest.mark.parametrize("file", KINDS, ids=[file.name for file in KINDS])
def test_R10_the_load_line_of_any_file_runs(file: GoodFile, corpus: CorpusFolder) -> None:
    pandas = pytest.importorskip("pandas")
    found = corpus.profile(file)
    packages = [note.rpartition(" ")[2] for note in found["notes"] if "%pip install" in note]
    if found["load_line"] is None:
        assert found["type"] in ("pkl", "xyz", "folder"), found["notes"]
    elif not packages:
        loaded = _loaded(found["load_line"], {"pd": pandas})
        if file.family == "json" and found["rows"] is None:
            assert loaded == json.loads(Path(file.name).read_text())
