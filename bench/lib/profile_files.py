"""Writes the files of the benchmark `profile`: 5 million rows of 8 columns as CSV and Parquet, always the same."""

from __future__ import annotations

import sys
from pathlib import Path

ROWS = 5_000_000
SEED = 1


def main(folder: Path) -> None:
    import numpy
    import pandas

    folder.mkdir(parents=True, exist_ok=True)
    random = numpy.random.default_rng(SEED)
    start = numpy.datetime64("2020-01-01")
    customers = pandas.Series(random.integers(1, 200_000, ROWS)).astype(str).str.zfill(8)
    frame = pandas.DataFrame(
        {
            "order_id": numpy.arange(1, ROWS + 1),
            "date": (start + random.integers(0, 1800, ROWS)).astype(str),
            "region": random.choice(["North", "South", "East", "West"], ROWS),
            "product": random.choice([f"Product {number:03}" for number in range(200)], ROWS),
            "units": random.integers(1, 100, ROWS),
            "price": numpy.round(random.random(ROWS) * 500, 2),
            "revenue": numpy.round(random.random(ROWS) * 50_000, 2),
            "customer": "CUST-" + customers + "-EXTRA",
        }
    )
    part = folder / "sales.csv.part"
    frame.to_csv(part, index=False)
    _write_parquet(part, folder / "sales.parquet.part")
    (folder / "sales.parquet.part").replace(folder / "sales.parquet")
    part.replace(folder / "sales.csv")


def _write_parquet(csv: Path, target: Path) -> None:
    import duckdb

    with duckdb.connect() as database:
        database.execute(f"COPY (FROM read_csv('{csv}')) TO '{target}' (FORMAT parquet)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
