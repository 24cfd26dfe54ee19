"""Files that would run something if they were opened carelessly: pickles, arrays, databases."""

from __future__ import annotations

import os
import pickle
import sqlite3
import struct
from pathlib import Path

from .documents import npy, zipped
from .horror import TRACE, Horror, horror


def horrors() -> list[Horror]:
    return [*_payloads(), *_databases()]


class Payload:
    """Unpickled, it makes a file."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (TRACE,)


def _payloads() -> list[Horror]:
    payload = pickle.dumps(Payload(), 2)
    objects = npy("|O", (1,), payload)
    command = f"__import__('os').mkdir('{TRACE}')"
    header = f"{{'descr': {command}, 'fortran_order': False, 'shape': (1,), }}\n".encode()
    evil = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header
    nested = b"\x93NUMPY\x02\x00" + struct.pack("<I", 200_000) + b"(" * 200_000
    yaml = f"!!python/object/apply:os.mkdir ['{TRACE}']\n"
    names = [
        "payload.pkl",
        "payload.pickle",
        "payload.joblib",
        "payload.npy",
        "payload.npz",
        "payload.csv",
        "payload.json",
    ]
    return [
        *(horror(name, payload) for name in names),
        horror("objects.npy", objects),
        horror("objects.npz", zipped({"a.npy": objects, "b.pkl": payload})),
        horror("code-in-header.npy", evil),
        horror("nested-header.npy", nested),
        horror("endless.npy", npy("<f8", (10**12, 10**6), b"")),
        horror("negative.npy", npy("<f8", (-5, 2), b"")),
        horror("odd-type.npy", npy("<z99", (2,), b"12")),
        horror("payload.yaml", yaml),
        horror("payload.yml", yaml),
        horror("code.csv", f"a,b\n{command},1\n=1+1,2\n", True),
        horror("payload.h5", b"\x89HDF\r\n\x1a\n" + payload * 20),
        horror("payload.mat", b"MATLAB 5.0 MAT-file" + bytes(200)),
        horror("payload.rds", b"\x1f\x8b" + bytes(200)),
        horror("payload.sav", b"$FL2" + bytes(300)),
        horror("payload.dta", b"<stata_dta>" + bytes(300)),
    ]


def _databases() -> list[Horror]:
    def database(name: str, statements: list[str], is_profiled: bool | None = True) -> Horror:
        def make(folder: Path) -> None:
            (folder / name).unlink(missing_ok=True)
            connection = sqlite3.connect(folder / name)
            for statement in statements:
                connection.execute(statement)
            connection.commit()
            connection.close()

        return Horror(name, make, is_profiled)

    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    endless = f"CREATE VIEW endless AS {counting}"
    product = "CREATE VIEW product AS SELECT a.x FROM t a, t b, t c, t d, t e, t f"
    fill = "INSERT INTO t SELECT value FROM json_each('[" + ",".join(["1"] * 500) + "]')"
    many = [
        f'CREATE TABLE "t{n} {"n" * 100}" (' + ", ".join(f"c{c}" for c in range(100)) + ")"
        for n in range(300)
    ]
    schema = "UPDATE sqlite_master SET sql = 'CREATE TABLE t(' || hex(zeroblob(20000)) || ')'"
    return [
        database("endless-view.sqlite", ["CREATE TABLE t (x)", "INSERT INTO t VALUES (1)", endless]),
        database("product-view.sqlite", ["CREATE TABLE t (x)", fill, product]),
        database(
            "triggers.sqlite",
            [
                "CREATE TABLE t (x)",
                "INSERT INTO t VALUES (1)",
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END",
            ],
        ),
        database("many-tables.sqlite", many),
        database("bad-schema.sqlite", ["CREATE TABLE t (x)", "PRAGMA writable_schema = 1", schema], None),
        database(
            "odd-values.sqlite",
            [
                "CREATE TABLE t (x INTEGER, y)",
                "INSERT INTO t VALUES ('text', x'00ff')",
                "INSERT INTO t VALUES (9e999, -9e999)",
                "INSERT INTO t VALUES (CAST(x'ff80' AS TEXT), 9223372036854775807)",
            ],
        ),
        database(
            "long-values.sqlite", ["CREATE TABLE t (x)", "INSERT INTO t VALUES (hex(zeroblob(5000000)))"]
        ),
        database(
            "odd-names.sqlite",
            ['CREATE TABLE "a""b\'; DROP TABLE t; --" ("c""d", "\n")', 'CREATE TABLE "" ("")'],
        ),
        database("empty.sqlite", ["CREATE TABLE t (x)", "DROP TABLE t"], None),
        horror("header-only.sqlite", b"SQLite format 3\0" + bytes(84), None),
        horror("not-a-database.sqlite", b"hello" * 200, False),
        horror("not-a-database.duckdb", b"\0" * 8 + b"DUCK" + b"\xff" * 5000, None),
    ]
