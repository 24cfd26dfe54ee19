"""Delimited text beyond the size up to which a kernel reads it by itself, so that the engines run."""

from __future__ import annotations

import gzip
import random
from datetime import datetime, timedelta

from .good_file import Column, GoodFile, delimited, text_table
from .samples import REGIONS, SEED

ROWS = 200_000


def files() -> list[GoodFile]:
    return [
        text_table("large.csv", events(ROWS)),
        text_table("large-semicolon.csv", table := _german(60_000), delimited(table, ";")),
        text_table("large-tab.tsv", table := _quoted(60_000), delimited(table, "\t", newline="\r\n")),
        text_table("large-codes.csv", _late_surprises(60_000)),
        text_table(
            "large-packed.csv.gz",
            table := events(20_000),
            gzip.compress(delimited(table).encode(), 1, mtime=0),
        ),
        text_table("large-headerless.csv", table := _bare(80_000), delimited(table, header=False)),
        text_table("large-wide.csv", _wide(2_500)),
    ]


def events(rows: int) -> list[Column]:
    chance = random.Random(SEED)
    start = datetime(2020, 1, 1)
    return [
        Column("customer", "str", [f"c{chance.randint(0, 15_000):05}" for _ in range(rows)]),
        Column("at", "datetime", [start + timedelta(seconds=137 * position) for position in range(rows)]),
        Column("region", "str", [chance.choice(REGIONS) for _ in range(rows)]),
        Column(
            "units",
            "float64",
            [None if chance.random() < 0.01 else chance.randint(0, 99) for _ in range(rows)],
        ),
        Column("price", "float64", [round(chance.gauss(50, 12), 3) for _ in range(rows)]),
        Column("ok", "bool", [chance.random() < 0.7 for _ in range(rows)]),
    ]


def _german(rows: int) -> list[Column]:
    chance = random.Random(SEED + 1)
    amounts = [round(chance.uniform(-5000, 90_000), 2) for _ in range(rows)]
    written = [f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) for amount in amounts]
    days = [datetime(2022, 1, 1) + timedelta(days=chance.randint(0, 900)) for _ in range(rows)]
    return [
        Column("Datum", "datetime", days, [day.strftime("%d.%m.%Y") for day in days]),
        Column("Ort", "str", [chance.choice(("Köln", "München", "Gießen")) for _ in range(rows)]),
        Column("Betrag", "float64", amounts, written),
        Column("PLZ", "str", [f"{chance.randint(1000, 99_999):05}" for _ in range(rows)]),
    ]


def _quoted(rows: int) -> list[Column]:
    chance = random.Random(SEED + 2)
    texts = ['said "yes"', "two\nlines", "tab\tinside", "plain words here", None]
    return [
        Column("text", "str", [chance.choice(texts) for _ in range(rows)]),
        Column("n", "int64", [chance.randint(-(10**12), 10**12) for _ in range(rows)]),
        Column("filler", "str", [f"row number {position % 500}" for position in range(rows)]),
    ]


def _late_surprises(rows: int) -> list[Column]:
    """What the first rows say of these columns is not true of the last."""
    last = rows - 1
    return [
        Column("number", "str", [*map(str, range(last)), "n/k"]),
        Column("gap", "float64", [*range(last), None]),
        Column("fraction", "float64", [*map(float, range(last)), 0.5], [*map(str, range(last)), "0.5"]),
        Column("late", "float64", [None] * last + [1.5]),
        Column("never", "float64", [None] * rows),
    ]


def _bare(rows: int) -> list[Column]:
    chance = random.Random(SEED + 3)
    return [
        Column("0", "int64", [chance.randint(1, 9) for _ in range(rows)]),
        Column("1", "float64", [chance.random() for _ in range(rows)]),
        Column("2", "str", [chance.choice(("red", "green", "blue")) for _ in range(rows)]),
    ]


def _wide(rows: int) -> list[Column]:
    return [
        Column(f"m{column}", "int64", [(row * column) % 97 for row in range(rows)]) for column in range(300)
    ]
