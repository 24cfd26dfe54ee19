"""Good files spoiled in the ways files get spoiled; the same each time."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import small_files
from .documents import zipped
from .good_file import GoodFile

Mutation = Callable[[bytes, random.Random], bytes]

#: One file of each kind is spoiled in every way; the others in a few.
THOROUGHLY = frozenset(
    {
        *(
            "comma.csv",
            "tab.tsv",
            "quoted.csv",
            "utf-16.csv",
            "packed.csv.gz",
            "packed.csv.xz",
            "packed.csv.bz2",
        ),
        *("sheets.xlsx", "records.json", "nested.json", "lines.jsonl", "polars.parquet", "duckdb.parquet"),
        *(
            "polars.feather",
            "shop.sqlite",
            "shop.duckdb",
            "report.docx",
            "paper.pdf",
            "grey.png",
            "photo.jpg",
        ),
        *("dots.gif", "drawing.svg", "readme.md", "grid.npy", "arrays.npz", "archive.zip"),
    }
)
#: How many of the ways are tried on every other file.
ELSEWHERE = 2
LONG_LINE = 1024 * 1024


@dataclass(frozen=True)
class Mutant:
    name: str
    #: Name of the good file.
    origin: str
    data: bytes


def mutants(folder: Path) -> Iterator[Mutant]:
    """Spoiled files of every good one, made in `folder`; what cannot be made here is passed over."""
    position = 0
    for file in small_files():
        if file.family == "folder":
            continue
        try:
            file.make(folder)
        except ImportError:
            continue
        data = (folder / file.name).read_bytes()
        names = list(MUTATIONS)
        if file.name not in THOROUGHLY:
            # Going on where the last file ended, every way is tried on many kinds of files.
            names = [names[(position + step) % len(names)] for step in range(ELSEWHERE)]
            position += ELSEWHERE
        for name in names:
            yield _mutant(file, name, data)


def _mutant(file: GoodFile, mutation: str, data: bytes) -> Mutant:
    spoiled = MUTATIONS[mutation](data, random.Random(f"{file.name} {mutation}"))
    stem, dot, extension = Path(file.name).name.partition(".")
    extension = OTHER_EXTENSIONS.get(extension, "csv") if mutation == "other-extension" else extension
    return Mutant(f"{stem}~{mutation}{dot}{extension}", file.name, spoiled)


OTHER_EXTENSIONS = {
    "csv": "xlsx",
    "tsv": "parquet",
    "xlsx": "csv",
    "json": "parquet",
    "jsonl": "json",
    "parquet": "json",
    "feather": "parquet",
    "sqlite": "duckdb",
    "duckdb": "sqlite",
    "docx": "pdf",
    "pdf": "docx",
    "png": "jpg",
    "jpg": "png",
    "gif": "npy",
    "svg": "gif",
    "npy": "npz",
    "npz": "xlsx",
    "zip": "docx",
    "md": "json",
    "txt": "svg",
    "csv.gz": "csv",
    "csv.xz": "csv.gz",
    "csv.bz2": "csv.xz",
}


def _cut(share: float) -> Mutation:
    return lambda data, chance: data[: max(1, int(len(data) * share))]


def _flip(start: float, end: float) -> Mutation:
    def flip(data: bytes, chance: random.Random) -> bytes:
        spoiled = bytearray(data)
        low, high = int(len(data) * start), max(int(len(data) * start) + 1, int(len(data) * end))
        for _ in range(8):
            spoiled[min(chance.randrange(low, high), len(spoiled) - 1)] ^= 1 << chance.randrange(8)
        return bytes(spoiled)

    return flip


def _zero_block(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    size = max(1, len(data) // 5)
    return data[:start] + bytes(len(data[start : start + size])) + data[start + size :]


def _nuls(data: bytes, chance: random.Random) -> bytes:
    for _ in range(5):
        place = chance.randrange(len(data) + 1)
        data = data[:place] + b"\0" + data[place:]
    return data


def _repeat_block(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start : start + 512] * 3 + data[start:]


def _mixed_encodings(data: bytes, chance: random.Random) -> bytes:
    middle = len(data) // 2
    return (
        data[:middle]
        + "Größe, 東京, \ud83d".encode("utf-16-le", "surrogatepass")
        + b"\xff\xe9\x80"
        + data[middle:]
    )


def _open_quote(data: bytes, chance: random.Random) -> bytes:
    middle = len(data) // 2
    return data[:middle] + b'"' + data[middle:]


def _long_line(data: bytes, chance: random.Random) -> bytes:
    place = data.find(b"\n") + 1 or len(data) // 2
    return data[:place] + b"x" * LONG_LINE + b"\n" + data[place:]


MUTATIONS: dict[str, Mutation] = {
    "cut-to-one-byte": lambda data, chance: data[:1],
    "cut-early": _cut(0.1),
    "cut-in-the-middle": _cut(0.5),
    "cut-late": _cut(0.9),
    "cut-before-the-end": lambda data, chance: data[:-1] or b"x",
    "flipped-head": _flip(0, 0.05),
    "flipped-middle": _flip(0.4, 0.6),
    "flipped-tail": _flip(0.95, 1),
    "flipped-everywhere": _flip(0, 1),
    "zero-block": _zero_block,
    "nuls": _nuls,
    "repeated-block": _repeat_block,
    "other-extension": lambda data, chance: data,
    "mixed-encodings": _mixed_encodings,
    "open-quote": _open_quote,
    "twice": lambda data, chance: data + data,
    "no-first-line": lambda data, chance: data.partition(b"\n")[2] or data[len(data) // 3 :] or b"\n",
    "long-line": _long_line,
    "gzipped": lambda data, chance: gzip.compress(data, mtime=0),
    "zipped": lambda data, chance: zipped({"inside": data}),
    "backwards": lambda data, chance: data[::-1],
    "noise": lambda data, chance: chance.randbytes(len(data)),
}
