"""A year of orders of a shop for home and office: seasons, five regions, some gaps, a few returns."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

T = TypeVar("T")

ROWS = 10_500
YEAR = 2024
SEED = 20_240_101
COLUMNS = (
    "order_id",
    "date",
    "region",
    "country",
    "product",
    "category",
    "channel",
    "units",
    "unit_price",
    "discount",
    "revenue",
    "cost",
)


class Product(NamedTuple):
    name: str
    category: str
    cents: int  # a multiple of 20, so that every discount in percent gives whole cents
    weight: int  # how often it is bought
    most_units: int


PRODUCTS = (
    Product("Aurora Desk Lamp", "Lighting", 5980, 52, 3),
    Product("Halo Floor Lamp", "Lighting", 12900, 24, 2),
    Product("Glow String Lights", "Lighting", 1980, 60, 5),
    Product("Beam Task Light", "Lighting", 7440, 18, 2),
    Product("Atlas Standing Desk", "Furniture", 54900, 22, 2),
    Product("Contour Office Chair", "Furniture", 32900, 34, 2),
    Product("Nook Bookcase", "Furniture", 14960, 20, 2),
    Product("Pivot Monitor Arm", "Furniture", 9960, 30, 3),
    Product("Barista Espresso Machine", "Kitchen", 44900, 21, 1),
    Product("Pour-Over Kettle", "Kitchen", 7960, 36, 2),
    Product("Burr Coffee Grinder", "Kitchen", 11900, 28, 2),
    Product("Stoneware Mug Set", "Kitchen", 3480, 58, 6),
    Product("Echo Wireless Headphones", "Audio", 19900, 46, 2),
    Product("Pebble Speaker", "Audio", 6980, 44, 3),
    Product("Studio Microphone", "Audio", 15980, 17, 2),
    Product("Soundbar Mini", "Audio", 24900, 19, 1),
    Product("Notebook Trio", "Stationery", 1680, 70, 10),
    Product("Fountain Pen", "Stationery", 4460, 32, 4),
    Product("Weekly Planner", "Stationery", 2240, 48, 6),
    Product("Gel Pen Box", "Stationery", 1260, 64, 12),
    Product("Trail Backpack", "Outdoor", 13900, 30, 2),
    Product("Summit Tent", "Outdoor", 37900, 13, 1),
    Product("Insulated Bottle", "Outdoor", 3260, 66, 6),
    Product("Camp Stove", "Outdoor", 8980, 20, 2),
)

# Orders per region and the countries within it, with weights.
REGIONS: dict[str, tuple[int, dict[str, int]]] = {
    "North America": (340, {"United States": 76, "Canada": 17, "Mexico": 7}),
    "Europe": (290, {"Germany": 30, "United Kingdom": 26, "France": 20, "Spain": 13, "Sweden": 11}),
    "Asia Pacific": (200, {"Japan": 34, "Australia": 28, "India": 24, "Singapore": 14}),
    "Latin America": (105, {"Brazil": 52, "Chile": 26, "Colombia": 22}),
    "Middle East and Africa": (65, {"United Arab Emirates": 42, "South Africa": 36, "Kenya": 22}),
}

# Percent of an average month, January first.
MONTHS = (80, 74, 86, 90, 97, 101, 92, 88, 100, 108, 146, 138)
SEASONS = {
    "Outdoor": (45, 50, 80, 115, 150, 175, 180, 150, 95, 65, 55, 60),
    "Lighting": (115, 105, 95, 85, 75, 70, 70, 80, 105, 125, 135, 130),
    "Audio": (85, 85, 90, 90, 95, 95, 95, 100, 100, 105, 135, 140),
    "Stationery": (140, 95, 85, 80, 80, 85, 110, 170, 150, 90, 80, 105),
}
# Europe is away in August; Asia Pacific grows through the year.
REGION_MONTHS = {
    "Europe": (100, 100, 100, 100, 100, 98, 92, 70, 104, 104, 106, 108),
    "Asia Pacific": (76, 80, 84, 90, 94, 98, 102, 108, 114, 120, 126, 130),
}
CHANNELS = {"Online": 58, "Store": 27, "Partner": 15}
DISCOUNTS = {0: 62, 5: 14, 10: 13, 15: 7, 20: 4}
SALE_DISCOUNTS = {0: 34, 5: 12, 10: 20, 15: 18, 20: 16}


def sales_csv() -> bytes:
    """The whole file, UTF-8 with line feeds."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_orders(random.Random(SEED)))
    return text.getvalue().encode()


def _orders(chance: random.Random) -> Iterator[list[object]]:
    for number, day in enumerate(sorted(_days(chance)), start=1):
        month = day.month - 1
        region = _pick(
            chance,
            {
                name: weight * REGION_MONTHS.get(name, (100,) * 12)[month]
                for name, (weight, _) in REGIONS.items()
            },
        )
        product = _pick(chance, {p: p.weight * SEASONS.get(p.category, (100,) * 12)[month] for p in PRODUCTS})
        yield [f"SO-{YEAR}-{number:05d}", day.isoformat(), region, *_order(chance, day, region, product)]


def _order(chance: random.Random, day: date, region: str, product: Product) -> list[object]:
    units = chance.randint(1, product.most_units)
    if chance.random() < 0.012:
        units = -1  # a return
    percent = _pick(chance, SALE_DISCOUNTS if day.month >= 11 else DISCOUNTS)
    # Prices went up by 5 % for the dearer products in July.
    cents = product.cents + (product.cents // 400 * 20 if day.month >= 7 and product.cents >= 10_000 else 0)
    revenue = units * cents * (100 - percent) // 100
    cost = units * product.cents * chance.randint(52, 68) // 100
    channel = _pick(chance, CHANNELS)
    return [
        _pick(chance, REGIONS[region][1]),
        product.name,
        product.category,
        "" if chance.random() < 0.02 else channel,
        units,
        _amount(cents),
        f"{percent / 100:.2f}",
        "" if chance.random() < 0.015 else _amount(revenue),
        "" if chance.random() < 0.01 else _amount(cost),
    ]


def _days(chance: random.Random) -> list[date]:
    """Order days: busy months, and in each week the weekend and Monday."""
    days = [date(YEAR, 1, 1) + timedelta(days=n) for n in range(366)]
    weekdays = (112, 92, 90, 95, 108, 118, 85)
    weights = [MONTHS[day.month - 1] * weekdays[day.weekday()] for day in days]
    return chance.choices(days, weights, k=ROWS)


def _pick(chance: random.Random, weights: dict[T, int]) -> T:
    return chance.choices(list(weights), list(weights.values()))[0]


def _amount(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
