"""Whatever has rows or numbers becomes a table or a chart, or is bounded, and it is said."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from kernel_agent_helper.report import limits
from report_trial import ReportTrial, chart, table


def values() -> dict[str, Any]:
    zone = datetime.timezone(datetime.timedelta(hours=2))
    return {
        "kind": ["a", None, "c"],
        "whole": pd.array([1, None, 3], dtype="Int64"),
        "float": [1.5, np.nan, np.inf],
        "decimal": [decimal.Decimal("1.10"), None, decimal.Decimal("NaN")],
        "date": [datetime.date(2024, 1, 2), None, datetime.date(1850, 5, 5)],
        "moment": pd.to_datetime(["2024-01-02 10:30", None, "2024-01-03 00:00"]),
        "zoned": [datetime.datetime(2024, 1, 2, 3, 4, tzinfo=zone), pd.NaT, None],
        "period": pd.PeriodIndex(["2024-01", "2024-02", "2024-03"], freq="M"),
        "sort": pd.Categorical(["x", "y", None]),
        "flag": [True, False, None],
        "span": pd.to_timedelta(["1 days", None, "2 hours"]),
        "thing": [object(), {"a": 1}, [1, 2]],
    }


def test_R36_values_of_every_type_are_shown_in_tables(trial: ReportTrial) -> None:
    trial.variables["mixed"] = pd.DataFrame(values())
    deck = trial.build(
        table("mixed", columns=[name for name in values() if name != "thing"]), table("mixed[['thing']]")
    )
    rows = deck.tables(deck.slides()[0])[0]
    assert rows[1] == ["a", "1", "1.50", "1.10", "2024-01-02", "2024-01-02 10:30", "2024-01-02 03:04",
                       "2024-01", "x", "yes", "1 days 00:00:00"]  # fmt: skip
    assert rows[2][:10] == ["–", "–", "–", "–", "–", "–", "–", "2024-02", "y", "no"]
    assert rows[3][2] == "∞"


@pytest.mark.parametrize("name", ["whole", "float", "decimal"])
def test_R36_missing_values_are_gaps_in_charts(trial: ReportTrial, name: str) -> None:
    trial.variables["mixed"] = pd.DataFrame(values())
    deck = trial.build(chart("bar", "mixed", x="kind", y=name), chart("line", "mixed", y=name))
    [found] = deck.charts(deck.slides()[0])
    wanted = {"whole": {"a": "1", "c": "3"}, "float": {"a": "1.5"}, "decimal": {"a": "1.10"}}
    assert deck.series(found) == {name: wanted[name]}


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        (pd.Series([1, 2], index=pd.PeriodIndex(["2024-01", "2024-02"], freq="M")), ["2024-01", "2024-02"]),
        (pd.Series([1, 2], index=pd.Categorical(["x", "y"])), ["x", "y"]),
        (pd.Series([1, 2], index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])), ["a / 1", "b / 2"]),
        (pd.Series([1, 2], index=[True, False]), ["True", "False"]),
        (pd.Series([1, 2], index=[2020.0, 2021.5]), ["2020", "2021.5"]),
        (pd.Series([1, 2], index=pd.date_range("2024-01-01 08:00", periods=2, freq="h", tz="UTC")),
         ["2024-01-01 08:00", "2024-01-01 09:00"]),
        ({"x": np.int64(1), "y": np.float32(2)}, ["x", "y"]),
        ({"k": ["x", "y"], "v": [1, 2]}, ["x", "y"]),
        ([{"k": "x", "v": 1}, {"k": "y", "v": 2}], ["x", "y"]),
        ([("x", 1), ("y", 2)], ["x", "y"]),
        (np.array([1, 2]), ["1", "2"]),
        (range(1, 3), ["1", "2"]),
        ((n for n in (1, 2)), ["1", "2"]),
    ],
)  # fmt: skip
def test_R36_charts_of_whatever_has_numbers(trial: ReportTrial, value: Any, labels: list[str]) -> None:
    trial.variables["value"] = value
    deck = trial.build(chart("bar", "value"), chart("pie", "value"))
    for slide in deck.slides():
        [series] = deck.series(deck.charts(slide)[0]).values()
        assert list(series) == labels
        assert [float(each) for each in series.values()] == [1, 2]


@pytest.mark.parametrize(
    ("numbers", "end"), [([9000, 9100], "min"), ([-9000, -9100], "max"), ([-1, 1], None)]
)
def test_R36_bars_begin_at_zero(trial: ReportTrial, numbers: list[int], end: str | None) -> None:
    trial.variables["close"] = pd.Series(numbers, index=["a", "b"])
    deck = trial.build(chart("bar", "close"), chart("line", "close"))
    bars, lines = (deck.charts(slide)[0] for slide in deck.slides())
    found = [each for each in ("min", "max") if deck.trees[bars].findall(f".//{{*}}valAx//{{*}}{each}")]
    assert found == ([] if end is None else [end])
    assert not deck.trees[lines].findall(".//{*}valAx//{*}min")


def test_R36_polars_frames(trial: ReportTrial) -> None:
    polars = pytest.importorskip("polars")
    trial.variables["frame"] = polars.DataFrame({"k": ["x", "y"], "v": [1, None]})
    trial.variables["lazy"] = trial.variables["frame"].lazy()
    deck = trial.build(table("frame"), chart("bar", "frame"))
    assert deck.tables(deck.slides()[0])[0] == [["k", "v"], ["x", "1"], ["y", "–"]]
    assert deck.series(deck.charts(deck.slides()[1])[0]) == {"v": {"x": "1"}}
    assert "is lazy" in trial.refusal(table("lazy"))


def test_R36_columns_of_one_name_are_told_apart(trial: ReportTrial) -> None:
    trial.variables["frame"] = pd.DataFrame([["x", 1, 2]], columns=["k", "v", "v"])
    deck = trial.build(table("frame"), chart("bar", "frame"))
    assert deck.tables(deck.slides()[0])[0][0] == ["k", "v", "v (2)"]
    assert set(deck.series(deck.charts(deck.slides()[1])[0])) == {"v", "v (2)"}


def test_R36_a_table_without_rows_has_its_header(trial: ReportTrial) -> None:
    trial.variables["empty"] = pd.DataFrame({"a": pd.Series(dtype=float)})
    deck = trial.build(table("empty"))
    assert deck.tables(deck.slides()[0]) == [[["a"]]]
    assert "no columns" in trial.refusal(table("empty[[]]"))


def test_R36_a_pie_of_many_slices_puts_the_small_ones_together(trial: ReportTrial) -> None:
    trial.variables["many"] = pd.Series({f"c{i}": i for i in range(10_000)})
    deck = trial.build(chart("pie", "many"))
    [series] = deck.series(deck.charts(deck.slides()[0])[0]).values()
    assert len(series) == limits.PIE_SLICES_SHOWN + 1
    assert series["Other"] == str(sum(range(10_000 - limits.PIE_SLICES_SHOWN)))
    assert "11 largest of 10,000 slices" in trial.result["notes"][0]


@pytest.mark.parametrize(("kind", "most"), [("line", limits.MAX_LINE_POINTS), ("bar", limits.MAX_BARS)])
def test_R36_charts_of_very_many_points_are_bounded(trial: ReportTrial, kind: str, most: int) -> None:
    trial.variables["many"] = pd.Series(np.arange(300_000))
    deck = trial.build(chart(kind, "many"))
    [series] = deck.series(deck.charts(deck.slides()[0])[0]).values()
    assert len(series) == most
    assert "300,000" in trial.result["notes"][0]
    if kind == "line":
        assert list(series.values())[-1] == "299999"


def test_R36_only_so_many_series_and_columns_are_shown(trial: ReportTrial) -> None:
    trial.variables["wide"] = pd.DataFrame({f"c{i:02}": [i] for i in range(60)})
    deck = trial.build(chart("bar", "wide"), table("wide"))
    assert len(deck.series(deck.charts(deck.slides()[0])[0])) == limits.MAX_SERIES
    assert len(deck.tables(deck.slides()[1])[0][0]) <= limits.MAX_TABLE_COLUMNS
    assert any("of 60 columns" in note for note in trial.result["notes"])


def test_R36_long_cells_are_cut_and_it_is_said(trial: ReportTrial) -> None:
    trial.variables["long"] = pd.DataFrame({"a": ["word " * 1000], "b": ["x" * 5000]})
    deck = trial.build(table("long"))
    [_, row] = deck.tables(deck.slides()[0])[0]
    assert all(len(text) <= limits.MAX_CELL and text.endswith("…") for text in row)
    assert "long cells" in trial.result["notes"][0]
