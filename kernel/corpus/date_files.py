"""Delimited text: dates and times in many forms."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from .good_file import Column, GoodFile, delimited, text_table

MOMENTS = [datetime(2024, 1, 31, 10, 30), datetime(2023, 12, 25, 0, 5, 9), datetime(2024, 2, 29, 23, 59, 59)]
DAYS = [datetime(moment.year, moment.month, moment.day) for moment in MOMENTS]
N = Column("n", "int64", [3, 1, 2])

FORMS = {
    "iso": "%Y-%m-%d",
    "day-first-slashes": "%d/%m/%Y",
    "day-first-dots": "%d.%m.%Y",
    "day-first-dashes": "%d-%m-%Y",
    "month-first": "%m/%d/%Y",
    "short-years": "%m/%d/%y",
    "year-first-slashes": "%Y/%m/%d",
    "short-month-names": "%d-%b-%Y",
    "long-month-names": "%d %B %Y",
    "american-month-names": "%b %d, %Y",
}
TIMES = {
    "iso-with-blank": "%Y-%m-%d %H:%M:%S",
    "iso-with-t": "%Y-%m-%dT%H:%M:%S",
    "day-first-with-time": "%d.%m.%Y %H:%M:%S",
    "american-with-time": "%m/%d/%Y %I:%M:%S %p",
}


def files() -> list[GoodFile]:
    days = [_dates(f"dates-{name}.csv", DAYS, form) for name, form in FORMS.items()]
    times = [_dates(f"times-{name}.csv", MOMENTS, form) for name, form in TIMES.items()]
    return [*days, *times, *_zones(), *_odd()]


def _dates(name: str, moments: list[datetime], form: str) -> GoodFile:
    return text_table(
        name, [Column("when", "datetime", moments, [moment.strftime(form) for moment in moments]), N]
    )


def _zones() -> list[GoodFile]:
    utc = [moment.replace(tzinfo=timezone.utc) for moment in MOMENTS]
    east = [moment.replace(tzinfo=timezone(timedelta(hours=2))) for moment in MOMENTS]
    zulu = [moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in utc]
    offsets = ["2024-01-31T10:30:00+01:00", "2024-07-31T10:30:00+02:00", "2024-12-25T00:00:00+01:00"]
    return [
        text_table("times-utc.csv", [Column("when", "datetime", utc, zulu), N]),
        text_table(
            "times-with-offset.csv",
            [Column("when", "datetime", east, [moment.isoformat() for moment in east]), N],
        ),
        text_table("times-with-offsets.csv", [Column("when", "str", offsets), N]),
    ]


def _odd() -> list[GoodFile]:
    fractions = [
        datetime(2024, 1, 1, 10, 0, 0, 123456),
        datetime(2024, 1, 1, 10),
        datetime(2024, 1, 2, 0, 0, 0, 500),
    ]
    gaps = [datetime(2024, 1, 1), None, datetime(2024, 3, 1)]
    far = [datetime(1600, 1, 1), datetime(9999, 12, 31), datetime(2024, 2, 29)]
    spoiled = ["2024-01-01", "unknown", "2024-01-03"]
    impossible = ["2023-02-29", "2024-02-29", "2024-13-01"]
    clock = ["10:00:01", "11:30:00", "23:59:59"]
    months = [datetime(2024, 1, 1), datetime(2024, 2, 1), datetime(2024, 3, 1)]
    ambiguous = [datetime(2024, 1, 2), datetime(2024, 3, 4), datetime(2024, 5, 6)]
    cells = [day.strftime("%m/%d/%Y") for day in ambiguous]
    written = [moment.isoformat() for moment in fractions]
    return [
        text_table("times-with-fractions.csv", [Column("when", "datetime", fractions, written), N]),
        text_table(
            "dates-with-gaps.csv", [Column("when", "datetime", gaps, ["2024-01-01", "", "2024-03-01"]), N]
        ),
        text_table("dates-far-away.csv", [Column("when", "datetime", far), N]),
        text_table("dates-spoiled.csv", [Column("when", "str", spoiled), N], notes=["when"]),
        text_table("dates-impossible.csv", [Column("when", "str", impossible), N]),
        text_table("clock-times.csv", [Column("at", "str", clock), N]),
        text_table("months.csv", [Column("month", "datetime", months, ["2024-01", "2024-02", "2024-03"]), N]),
        text_table(
            "dates-ambiguous.csv",
            [Column("when", "datetime", ambiguous, cells), N],
            notes=["the other way round"],
        ),
        text_table(
            "dates-two-columns.csv",
            table := [
                Column("von", "datetime", DAYS, [day.strftime("%d.%m.%Y") for day in DAYS]),
                Column("bis", "datetime", gaps, ["01.01.2024", "", "01.03.2024"]),
            ],
            delimited(table, ";"),
        ),
    ]
