"""Columns that several families write in their own way; the same each time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from .good_file import Column, Value

SEED = 20240229
REGIONS = ("North", "South", "East", "West")


def sales(rows: int = 24, seed: int = SEED) -> list[Column]:
    """Dates, a category, whole numbers, money, and remarks that are sometimes missing."""
    chance = random.Random(seed)
    first = date(2024, 1, 1)
    remarks: Sequence[Value] = ("late", "gift", None, "returned", None)
    return [
        Column("day", "datetime", [first + timedelta(days=position % 3000) for position in range(rows)]),
        Column("region", "str", [chance.choice(REGIONS) for _ in range(rows)]),
        Column("units", "int64", [chance.randint(1, 50) for _ in range(rows)]),
        Column("price", "float64", [round(chance.uniform(0.5, 99), 2) for _ in range(rows)]),
        Column("remark", "str", [chance.choice(remarks) for _ in range(rows)]),
    ]


def units(rows: int = 6) -> list[Column]:
    """A short table: names, whole numbers, and numbers with a gap."""
    return [
        Column("item", "str", [f"item {position}" for position in range(rows)]),
        Column("count", "int64", [position * position - 3 for position in range(rows)]),
        Column("share", "float64", [None if position == 2 else position / 8 for position in range(rows)]),
    ]
