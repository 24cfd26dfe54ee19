"""Runs of the benchmark `pptx`, each a line of JSON: the helper's deck and one of python-pptx alone.

Both in new kernels. Called with the folder of the kernel's helper and the number of runs.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

#: The user's variables, the same in both kernels.
DATA = """
import numpy as np, pandas as pd
random = np.random.default_rng(3)
months = pd.date_range("2023-01-01", periods=24, freq="MS")
names = ["North", "South", "East", "West"]
sales = pd.DataFrame(random.uniform(1e4, 1e6, (24, 4)), index=months, columns=names)
regions = sales.sum()
points = pd.DataFrame({"price": random.uniform(1, 100, 300), "units": random.uniform(0, 1000, 300)})
products = pd.DataFrame({"product": [f"Product {i}" for i in range(10)], "units": range(10),
                         "revenue": random.uniform(1, 1e6, 10)})
"""
#: What the helper writes, but for measuring, notes, the check and the look: charts, tables and texts only.
PLAIN = """
import time
start = time.perf_counter()
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.util import Inches
deck = Presentation()
def slide(title):
    made = deck.slides.add_slide(deck.slide_layouts[5])
    made.shapes.title.text = title
    return made
area = (Inches(0.5), Inches(1.5), Inches(9), Inches(5))
def chart(title, kind, data):
    slide(title).shapes.add_chart(kind, *area, data)
for number in range(3):
    for kind in (KIND.COLUMN_CLUSTERED, KIND.LINE):
        data = CategoryChartData()
        data.categories = [each.strftime("%Y-%m") for each in sales.index]
        for name in sales.columns:
            data.add_series(name, sales[name].tolist())
        chart(f"Sales {number}", kind, data)
for number in range(2):
    data = CategoryChartData()
    data.categories = regions.index.tolist()
    data.add_series("share", regions.tolist())
    chart(f"Share {number}", KIND.PIE, data)
    data = XyChartData()
    series = data.add_series("units")
    for x, y in zip(points.price.tolist(), points.units.tolist()):
        series.add_data_point(x, y)
    chart(f"Prices {number}", KIND.XY_SCATTER, data)
for number in range(4):
    table = slide(f"Products {number}").shapes.add_table(11, 3, *area).table
    for row, values in enumerate([products.columns.tolist(), *products.values.tolist()]):
        for column, value in enumerate(values):
            table.cell(row, column).text = str(value)
for number in range(6):
    box = slide(f"Points {number}").shapes.add_textbox(*area).text_frame
    for point in range(6):
        box.add_paragraph().text = f"Point {point}: {regions.sum():,.0f} in all regions"
deck.save("plain.pptx")
plain_ms = (time.perf_counter() - start) * 1000
"""


def outline() -> dict[str, Any]:
    """Twenty slides, half of them with a native chart."""
    slides: list[dict[str, Any]] = []
    for number in range(3):
        slides.append(_chart(f"Sales {number}", "bar", "sales"))
        slides.append(_chart(f"Sales {number}", "line", "sales"))
    for number in range(2):
        slides.append(_chart(f"Share {number}", "pie", "regions"))
        slides.append(_chart(f"Prices {number}", "scatter", "points", x="price", y="units"))
    slides += [{"kind": "table", "title": f"Products {i}", "table": {"data": "products"}} for i in range(4)]
    point = "Point {0}: {{regions.sum():,.0f}} in all regions"
    slides += [
        {"kind": "bullets", "title": f"Points {i}", "bullets": [point.format(each) for each in range(6)]}
        for i in range(4)
    ]
    metric = {"label": "Total", "value": "{regions.sum():,.0f}", "note": "all regions"}
    slides += [{"kind": "metrics", "title": f"Metrics {i}", "metrics": [metric] * 4} for i in range(2)]
    return {"path": "deck.pptx", "slides": slides, "overwrite": True}


def _chart(title: str, kind: str, data: str, **more: Any) -> dict[str, Any]:
    return {"kind": "chart", "title": title, "chart": {"type": kind, "data": data, **more}}


def build(kernel: Any) -> tuple[float, dict[str, Any]]:
    """Milliseconds of a call, with the kernel's answer."""
    sources = [{"turn": 1, "cell": None, "code": DATA}]
    start = time.perf_counter()
    reply = kernel.call("build_report", outline=outline(), sources=sources, files=[])
    taken = (time.perf_counter() - start) * 1000
    assert reply["ok"], reply
    return taken, reply["value"]


def plain(kernel: Any) -> float:
    kernel.run_user(PLAIN)
    return float(kernel.value("plain_ms"))


def main(helper: Path, runs: int) -> None:
    sys.path.insert(0, str(helper / "tests"))
    from live_kernel import LiveKernel

    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            with LiveKernel(Path(folder)) as kernel:
                kernel.inject()
                kernel.run_user(DATA)
                first, built = build(kernel)
                kernel.run_user("sales = sales + 1")
                again, _ = build(kernel)
            with LiveKernel(Path(folder)) as kernel:
                kernel.run_user(DATA)
                plain_first, plain_again = plain(kernel), plain(kernel)
        line = {
            "first": first,
            "again": again,
            "plain_first": plain_first,
            "plain_again": plain_again,
            "slides": built["slides"],
            "charts": built["charts"],
            "kilobytes": built["size"] / 1024,
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main(Path(sys.argv[1]), int(sys.argv[2]))
