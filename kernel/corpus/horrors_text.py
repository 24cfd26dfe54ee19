"""Text made to do harm: lines, cells and columns without measure."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from .horror import Horror, horror, sparse

GIGABYTE = 1024**3
BOMB_BYTES = 256 * 1024**2


def horrors() -> list[Horror]:
    return [*_lines(), *_cells(), *_shapes(), *_json(), *_bombs()]


def _lines() -> list[Horror]:
    text = b"word " * 200_000
    return [
        *(
            sparse(f"endless-line.{kind}", text, GIGABYTE)
            for kind in ("csv", "txt", "json", "jsonl", "md", "log")
        ),
        *(
            sparse(f"hole.{kind}", b"", GIGABYTE, False)
            for kind in ("csv", "json", "parquet", "xlsx", "sqlite")
        ),
        *(
            sparse(f"hole.{kind}", b"", GIGABYTE)
            for kind in ("png", "pdf", "docx", "npy", "txt", "feather", "zip")
        ),
        sparse("table-then-hole.csv", b"a,b\n" + b"1,2\n" * 1000, 64 * 1024**2),
        horror("one-long-line.csv", b"1," * 4_000_000),
        horror("line-ends-only.csv", b"\n" * 100_000, False),
        horror("one-newline.csv", b"\n", False),
        horror("blanks-only.csv", b" \t \r\n" * 100, False),
        horror("carriage-returns.csv", b"a,b\r" + b"1,2\r\r\n" * 50),
    ]


def _cells() -> list[Horror]:
    return [
        horror("quote-never-closed.csv", 'a,b\n1,"' + "x,y\n" * 400_000),
        horror("quotes-everywhere.csv", 'a"b"c,"d""e\n""","""\n' * 2000),
        horror("long-cell.csv", "a,b\n1," + "x" * 10_000_000 + "\n2,y\n"),
        horror("long-number.csv", "a,b\n" + "9" * 50_000 + ",1\n2,3\n"),
        horror("long-numbers.csv", "a\n" + ("1" * 5000 + "\n") * 200),
        horror("exponents.csv", "a\n1e999999999\n1e-999999999\n-1e5000\n"),
        horror("formulas.csv", "a,b\n=cmd|'/c calc'!A0,+1\n@SUM(1),-2\n", True),
        horror("odd-controls.csv", "a,b\n" + "\x0b\x0c\x1c\x1d\x1e\x85\u2028,1\n" * 30),
        horror("backspaces.csv", b"a,b\n" + b"\x08\x1b[31m,1\n" * 300),
        horror("nul-cells.csv", b"a,b\n" + b"x\0y,1\n" * 300),
        horror("half-pairs.csv", b"a,b\n" + b"\xed\xa0\x80,1\n" * 300),
        horror("dates-or-not.csv", "d\n" + "0000-00-00\n9999-99-99\n2024-02-30\n" * 50),
        horror("zones.csv", "d\n2024-01-01T00:00:00+99:99\n2024-01-01T00:00:00-00:00\n"),
    ]


def _shapes() -> list[Horror]:
    names = ",".join(f"c{position}" for position in range(10_000))
    long_names = ",".join(f"{position}{'n' * 5000}" for position in range(200))
    return [
        horror("ten-thousand-columns.csv", f"{names}\n" + ("1," * 9_999 + "1\n") * 20, True),
        horror("long-names.csv", f"{long_names}\n" + ("1," * 199 + "1\n") * 5, True),
        horror("commas-only.csv", ",,,\n" * 100),
        horror("one-name-many-times.csv", ",".join(["a"] * 500) + "\n" + ",".join(["1"] * 500) + "\n", True),
        horror("ragged.csv", "".join(",".join("x" * (row * 7 % 23)) + "\n" for row in range(500))),
        horror("growing-rows.csv", "".join("1," * row + "1\n" for row in range(1500))),
        horror(
            "wide-cells.csv",
            ",".join(f"c{i}" for i in range(100)) + "\n" + (",".join(["w" * 300] * 100) + "\n") * 60,
        ),
        horror("names-of-methods.csv", "shape,index,columns,__class__,nan\n1,2,3,4,5\n6,7,8,9,1\n", True),
        horror("code-as-names.csv", '"\');import os;os.abort()#","{0.__class__}"\n1,2\n3,4\n', True),
        horror("format-strings.csv", "%s%n,{name!r}\n%d,{0}\n\\x00,\\n\n", True),
    ]


def _json() -> list[Horror]:
    many = {f"key {position} {'k' * 200}": position for position in range(20_000)}
    rows = [{f"{row}-{column}": 1 for column in range(100)} for row in range(300)]
    return [
        horror("forty-levels.json", '{"a":' * 40 + "1" + "}" * 40, True),
        horror("deep-lists.json", "[" * 100_000 + "]" * 100_000),
        horror("deep-objects.json", '{"a":' * 100_000 + "1" + "}" * 100_000),
        horror("deep-open.json", "[" * 1_000_000, False),
        horror("deep-line.jsonl", '{"a": 1}\n' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "\n"),
        horror("not-a-number.json", '[{"a": NaN, "b": Infinity}, {"a": -Infinity, "b": 1}]', True),
        horror("long-integer.json", '[{"a": ' + "9" * 50_000 + "}]"),
        horror("long-integer.jsonl", '{"a": 1}\n{"a": ' + "9" * 50_000 + "}\n"),
        horror("exponent.json", '{"a": 1e999999, "b": -1e-999999}', True),
        horror("half-pair.json", '[{"a": "\\ud800", "\\udfff": 1}]', True),
        horror("nul-text.json", '[{"a": "\\u0000", "\\u0000": 1}]', True),
        horror("same-key.json", "{" + ", ".join(f'"a": {i}' for i in range(1000)) + "}", True),
        horror("many-keys.json", json.dumps(many), True),
        horror("all-other-keys.json", json.dumps(rows), True),
        horror("trailing-comma.json", '[{"a": 1}, {"a": 2},]', False),
        horror("comments.json", '// made by hand\n{"a": 1 /* one */}', False),
        horror("single-quotes.json", "{'a': 1}", False),
        horror("code.json", "__import__('os').system('true')", False),
        horror("long-text.json", json.dumps({"a": "x" * 5_000_000}), True),
        horror("mixed-list.json", json.dumps([1, "a", None, [2], {"b": 3}, True] * 200), True),
        horror("scalars.jsonl", '1\n"a"\nnull\n[1]\n', True),
        horror("blank-lines.jsonl", "\n" * 1000, False),
        horror("one-bad-line.jsonl", '{"a": 1}\n' * 500 + "{oops\n" + '{"a": 2}\n' * 500),
        horror("bad-lines.jsonl", "{oops\n" * 5000, False),
    ]


def _bombs() -> list[Horror]:
    """Little that is much when it is unpacked."""

    def packed(name: str, line: bytes) -> Horror:
        def make(folder: Path) -> None:
            block = line * (1024**2 // len(line))
            with gzip.GzipFile(folder / name, "wb", 1, mtime=0) as stream:
                for _ in range(BOMB_BYTES // len(block)):
                    stream.write(block)

        return Horror(name, make)

    return [
        packed("zeros.csv.gz", bytes(1024)),
        packed("one-line.csv.gz", b"x" * 1024),
        packed("one-line.json.gz", b"[" * 1024),
        packed("one-line.jsonl.gz", b"[" * 1024),
        packed("one-line.txt.gz", b"x" * 1024),
        horror("gz-in-gz.csv.gz", gzip.compress(gzip.compress(b"a,b\n1,2\n"))),
        horror("not-gz.csv.gz", b"a,b\n1,2\n3,4\n"),
        horror("not-xz.csv.xz", b"\xfd7zXZ\0" + b"\xff" * 300, False),
        horror("not-bz2.csv.bz2", b"BZh9" + b"\xff" * 300, False),
        horror("not-zst.csv.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 300, None),
        horror("empty.csv.gz", gzip.compress(b""), False),
        horror("empty.csv", b"", False),
    ]
