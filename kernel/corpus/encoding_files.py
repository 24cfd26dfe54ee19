"""Delimited text: encodings, scripts, and compression."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

from .good_file import Column, GoodFile, delimited, text_table
from .samples import sales

EUROPE = ["Müller", "Señor", "Façade", "Ærø", "Straße", "Müller"]
WORLD = ["東京", "Ελλάδα", "Москва", "مرحبا", "שלום", "東京"]
PICTURES = ["😀", "👩‍👩‍👧", "🇩🇪", "é", "ﬁ", "😀"]
JAPAN = ["東京", "大阪", "京都", "名古屋", "札幌", "東京"]
NUMBERS = Column("größe", "int64", [3, 1, 4, 1, 5, 9])


def files() -> list[GoodFile]:
    return [*_encodings(), *_scripts(), *_compressed()]


def _encodings() -> list[GoodFile]:
    europe = [Column("Käufer", "str", EUROPE), NUMBERS]
    quoted = [Column("Käufer", "str", [*EUROPE[:-1], "“5 €”"]), NUMBERS]
    late = [Column("name", "str", ["x"] * 60_000 + ["Müller"]), Column("n", "int64", [1] * 60_001)]
    japan = [Column("市", "str", JAPAN), Column("n", "int64", [3, 1, 4, 1, 5, 9])]
    marked = delimited(europe).encode("utf-8-sig")
    little = delimited(europe, "\t").encode("utf-16-le")
    big = delimited(europe).encode("utf-16-be")
    return [
        text_table("utf-8.csv", europe),
        text_table("utf-8-mark.csv", europe, marked),
        text_table("utf-16.csv", europe, delimited(europe, ";"), "utf-16"),
        text_table("utf-16-le.tsv", europe, b"\xff\xfe" + little),
        text_table("utf-16-be.csv", europe, b"\xfe\xff" + big),
        text_table("utf-16-no-mark.csv", europe, delimited(europe).encode("utf-16-le")),
        text_table("cp1252.csv", quoted, delimited(quoted), "cp1252"),
        text_table("latin-1.csv", europe, delimited(europe), "latin-1"),
        text_table("latin-1-late.csv", late, delimited(late), "latin-1"),
        text_table("shift-jis.csv", japan, delimited(japan), "shift_jis"),
    ]


def _scripts() -> list[GoodFile]:
    return [
        text_table("scripts.csv", [Column("שם", "str", WORLD), Column("数", "int64", [3, 1, 4, 1, 5, 9])]),
        text_table("emoji.csv", [Column("🙂", "str", PICTURES), NUMBERS]),
        text_table("ünï 東京 😀.csv", [Column("a", "str", EUROPE), NUMBERS]),
        text_table('sub folder/it\'s "here".csv', sales(8)),
    ]


def _compressed() -> list[GoodFile]:
    content = delimited(sales(200)).encode()
    packers: dict[str, Callable[[bytes], bytes]] = {
        "gz": lambda data: gzip.compress(data, mtime=0),
        "bz2": bz2.compress,
        "xz": lzma.compress,
    }
    packed = [text_table(f"packed.csv.{name}", sales(200), pack(content)) for name, pack in packers.items()]
    two = gzip.compress(content[:3000], mtime=0) + gzip.compress(content[3000:], mtime=0)
    return [
        *packed,
        text_table("packed-twice.csv.gz", sales(200), two),
        GoodFile(
            "packed.csv.zst", "delimited", _zstandard(content), "csv", 200, sales(200), needs=("zstandard",)
        ),
    ]


def _zstandard(content: bytes) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        try:
            from compression import zstd
        except ImportError:
            import zstandard as zstd

            (folder / "packed.csv.zst").write_bytes(zstd.ZstdCompressor().compress(content))
        else:
            (folder / "packed.csv.zst").write_bytes(zstd.compress(content))

    return make
