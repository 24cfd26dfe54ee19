"""Profiles of SQLite and DuckDB databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from kernel_agent_helper.files import profile_sqlite
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError
from test_profile_text import dtypes, load, profile, write


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def shop(path: Path) -> str:
    with database(path) as connection:
        connection.execute('CREATE TABLE "it\'s" ("größe" TEXT, n INTEGER, price REAL, raw BLOB)')
        rows = [("a", 1, 2.5, b"\0\1"), ("b", None, 3, None), ("c", 2, None, b"x" * 100_000)]
        connection.executemany('INSERT INTO "it\'s" VALUES (?, ?, ?, ?)', rows)
        connection.execute("CREATE TABLE towns (name)")
        connection.execute("INSERT INTO towns VALUES ('Köln')")
        connection.execute("CREATE VIEW cities AS SELECT name FROM towns")
    return path.name


def test_R9_tables_of_a_database_have_columns_rows_and_load_lines(folder: Path) -> None:
    found = profile(shop(folder / "o'shop.db"), preview_rows=2)
    assert (found["type"], found["rows"], found["total_columns"]) == ("sqlite", 3, 4)
    assert [(t["name"], t["rows"], t["columns"], t["types"]) for t in found["tables"]] == [
        ("it's", 3, ["größe", "n", "price", "raw"], ["TEXT", "INTEGER", "REAL", "BLOB"]),
        ("towns", 1, ["name"], [""]),
    ]
    assert dtypes(found) == {"größe": "str", "n": "float64", "price": "float64", "raw": "object"}
    assert found["preview"] == [["a", 1, 2.5, "b'\\x00\\x01'"], ["b", None, 3.0, None]]
    assert "Views, which were not run: cities." in found["notes"]
    load(found)
    pandas = pytest.importorskip("pandas")
    assert eval(found["tables"][1]["load_line"], {"pd": pandas}).shape == (1, 1)


def test_nothing_of_the_database_is_changed_or_waited_for(folder: Path) -> None:
    name = shop(folder / "shop.sqlite")
    before = (folder / name).read_bytes()
    with closing(sqlite3.connect(name)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert profile(name)["rows"] == 3
    assert (folder / name).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [name]


def test_what_would_take_long_is_not_counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = shop(folder / "shop.db")
    monkeypatch.setattr(profile_sqlite, "COUNT_SECONDS", -1.0)
    monkeypatch.setattr(profile_sqlite, "STEPS", 1)
    monkeypatch.setattr(profile_sqlite, "MAX_ROWS", 2)
    found = profile(name)
    assert found["rows"] is None
    assert 'The rows of "it\'s" were not counted: that would take long.' in found["notes"]
    assert 'Columns are described from the first 2 rows of "it\'s".' in found["notes"]


def test_R11_databases_that_are_damaged_or_none_are_refused(folder: Path) -> None:
    whole = (folder / shop(folder / "good.db")).read_bytes()
    schema = bytearray(whole)
    schema[100:200] = b"\xff" * 100
    write(folder / "schema.db", bytes(schema))
    with pytest.raises(HelperError, match=r"schema\.db is a damaged SQLite database"):
        profile_file("schema.db")
    with pytest.raises(
        HelperError, match=r"e\.db is not an SQLite database: it is binary data of an unknown kind, perhaps"
    ):
        profile_file(write(folder / "e.db", bytes(range(256)) * 20))
    with pytest.raises(HelperError, match=r"i\.sqlite is not an SQLite database: it is a PNG image"):
        profile_file(write(folder / "i.sqlite", b"\x89PNG\r\n\x1a\n" + b"\0" * 50))
    for cut in (50, 150, len(whole) // 2):
        with pytest.raises(HelperError, match=r"cut\.db"):
            profile_file(write(folder / "cut.db", whole[:cut]))


def test_a_damaged_page_spoils_only_its_table(folder: Path) -> None:
    with database(folder / "p.db") as connection:
        connection.execute("PRAGMA page_size = 512")
        for table in ("good", "bad"):
            connection.execute(f"CREATE TABLE {table} (n)")
            connection.executemany(f"INSERT INTO {table} VALUES (?)", [(i,) for i in range(20)])
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'bad'")
    data = bytearray((folder / "p.db").read_bytes())
    data[(page - 1) * 512 : page * 512] = b"\xff" * 512
    found = profile(write(folder / "p.db", bytes(data)))
    assert [(table["name"], table["rows"]) for table in found["tables"]] == [("good", 20), ("bad", None)]
    assert any(note.startswith("'bad' could not be read") for note in found["notes"])
    assert (found["rows"], dtypes(found)) == (20, {"n": "int64"})


def test_databases_without_tables_say_so(folder: Path) -> None:
    with database(folder / "v.db") as connection:
        connection.execute("CREATE VIEW v AS SELECT 1")
    assert profile("v.db")["notes"][-1] == "It holds no table that can be read."


def duck(path: Path) -> str:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t (name VARCHAR, n BIGINT, price DECIMAL(9, 2), day DATE)")
        connection.execute("INSERT INTO t VALUES ('a', 1, 2.5, '2024-01-02'), ('b', NULL, 3, NULL)")
        connection.execute('CREATE SCHEMA "o\'ther"')
        connection.execute('CREATE TABLE "o\'ther".u AS SELECT range AS i FROM range(5)')
        connection.execute("CREATE VIEW v AS SELECT name FROM t")
    return path.name


def test_R9_duckdb_files_are_told_by_the_kernels_duckdb(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = duck(folder / "d.duckdb")
    found = profile(name)
    assert (found["type"], found["rows"]) == ("duckdb", 5)
    assert [(t["name"], t["rows"], t["columns"]) for t in found["tables"]] == [
        ("t", 2, ["name", "n", "price", "day"]),
        ("o'ther.u", 5, ["i"]),
    ]
    pandas = pytest.importorskip("pandas")
    assert load(found).shape == (5, 1)
    assert eval(found["tables"][0]["load_line"], {"pd": pandas}).shape == (2, 4)
    (folder / name).rename(folder / "d.db")
    assert profile("d.db")["type"] == "duckdb"
    from kernel_agent_helper.files import profile_duckdb

    monkeypatch.setattr(profile_duckdb, "package_version", lambda _: None)
    assert "%pip install duckdb" in profile("d.db")["notes"][0]


def test_R11_what_is_no_duckdb_file_is_refused(folder: Path) -> None:
    pytest.importorskip("duckdb")
    with pytest.raises(HelperError, match=r"t\.duckdb is not a DuckDB database: it is plain text"):
        profile_file(write(folder / "t.duckdb", "hello"))
    with pytest.raises(HelperError, match=r"b\.duckdb could not be read as a DuckDB database"):
        profile_file(write(folder / "b.duckdb", b"\0" * 8 + b"DUCK" + b"\0" * 20_000))
