"""Tables and arrays among the variables."""

from __future__ import annotations

import time
from typing import Any

import pytest
from test_namespace import fingerprint, told

numpy = pytest.importorskip("numpy")
pandas = pytest.importorskip("pandas")


@pytest.fixture
def frame() -> Any:
    return pandas.DataFrame(
        {
            "region": ["North", None, "South"],
            "units": [1, 2, 3],
            "price": [1.5, float("nan"), float("inf")],
            "day": pandas.to_datetime(["2024-01-01", None, "2024-01-03"]),
        }
    )


def test_R51_a_frame_is_told_with_its_columns(variables: dict[str, Any], frame: Any) -> None:
    variables["sales"] = frame
    variable = told(preview_rows=2)["sales"]
    assert (variable["type"], variable["module"].partition(".")[0]) == ("DataFrame", "pandas")
    assert (variable["shape"], variable["length"], variable["total_columns"]) == ([3, 4], 3, 4)
    assert variable["summary"] == "3 rows x 4 columns"
    assert [column["name"] for column in variable["columns"]] == ["region", "units", "price", "day"]
    assert [column["nulls"] for column in variable["columns"]] == [1, 0, 1, 1]
    assert variable["columns"][1]["dtype"] == "int64"
    assert variable["columns"][3]["dtype"].startswith("datetime64[")
    assert variable["head"] == [["North", 1, 1.5, "2024-01-01 00:00:00"], [None, 2, None, None]]
    assert variable["memory_bytes"] > 0
    assert "head" not in told(preview_rows=0)["sales"]


def test_columns_and_arrays_are_told(variables: dict[str, Any], frame: Any) -> None:
    variables.update(
        column=frame["price"], index=frame.index, matrix=numpy.arange(20.0).reshape(4, 5),
        few=numpy.array([1, 2]), number=numpy.float64(2.5), moment=pandas.Timestamp("2024-05-06"),
    )  # fmt: skip
    found = told(preview_rows=1)
    assert found["column"]["summary"] == "3 values, float64, 1 nulls, named 'price'"
    assert found["column"]["head"] == [[1.5]]
    assert found["index"]["summary"] == "3 values, int64"
    assert (found["matrix"]["type"], found["matrix"]["shape"]) == ("ndarray", [4, 5])
    assert found["matrix"]["summary"] == "shape (4, 5), float64"
    assert found["matrix"]["head"] == [[0.0, 1.0, 2.0, 3.0, 4.0]]
    assert found["few"]["summary"] == "shape (2,), int64: [1, 2]"
    assert (found["number"]["type"], found["number"]["summary"]) == ("float64", "2.5")
    assert found["moment"]["summary"] == "2024-05-06 00:00:00"


def test_odd_frames_are_told_too(variables: dict[str, Any], frame: Any) -> None:
    class Loud:
        def __repr__(self) -> str:
            raise AssertionError("never asked")

    objects = pandas.DataFrame({"a": [Loud(), None], 7: [1, 2]})
    variables.update(
        empty=pandas.DataFrame(), objects=objects, wide=pandas.DataFrame(numpy.zeros((2, 500))),
        levels=frame.groupby("region").agg({"units": ["sum", "mean"]}),
        twice=pandas.concat([frame, frame], axis=1), category=pandas.Series(["a", "b"], dtype="category"),
    )  # fmt: skip
    found = told(preview_rows=3)
    assert found["empty"]["summary"] == "0 rows x 0 columns"
    assert [column["name"] for column in found["objects"]["columns"]] == ["a", "7"]
    assert found["objects"]["head"][1] == [None, 2]
    assert (len(found["wide"]["columns"]), found["wide"]["total_columns"]) == (100, 500)
    assert [column["name"] for column in found["levels"]["columns"]] == [
        "('units', 'sum')",
        "('units', 'mean')",
    ]
    assert len(found["twice"]["columns"]) == 8
    assert found["category"]["dtype"] == "category"


def test_a_frame_changed_in_place_has_another_fingerprint(variables: dict[str, Any], frame: Any) -> None:
    before = fingerprint(variables, frame)
    assert fingerprint(variables, frame) == before
    frame.loc[1, "units"] = 99
    changed = fingerprint(variables, frame)
    assert changed != before
    frame.loc[0, "region"] = "East"
    assert fingerprint(variables, frame) != changed
    frame["new"] = 1
    assert fingerprint(variables, frame) != changed
    assert fingerprint(variables, frame.copy()) != fingerprint(variables, frame)


def test_an_array_changed_in_place_has_another_fingerprint(variables: dict[str, Any]) -> None:
    array = numpy.zeros((100, 100))
    before = fingerprint(variables, array)
    array[57, 3] = 1
    assert fingerprint(variables, array) != before
    large = numpy.zeros(10_000_000)
    before = fingerprint(variables, large)
    large += 1
    assert fingerprint(variables, large) != before


def test_a_large_frame_is_told_quickly(variables: dict[str, Any]) -> None:
    variables["large"] = pandas.DataFrame(numpy.random.default_rng(0).random((1_000_000, 20)))
    began = time.perf_counter()
    variable = told(preview_rows=3)["large"]
    assert time.perf_counter() - began < 2
    assert variable["shape"] == [1_000_000, 20]


def test_polars_tables_are_told(variables: dict[str, Any]) -> None:
    polars = pytest.importorskip("polars")
    calls: list[int] = []
    table = polars.DataFrame({"a": [1, None], "b": ["x", "y"]})
    lazy = table.lazy().map_batches(lambda frame: calls.append(1) or frame)
    variables.update(table=table, lazy=lazy)
    found = told(preview_rows=1)
    assert found["table"]["type"] == "polars.DataFrame"
    assert found["table"]["columns"][0] == {"name": "a", "dtype": "Int64", "nulls": 1}
    assert (found["lazy"]["summary"], calls) == ("lazy, not computed", [])


def test_arrow_tables_are_told(variables: dict[str, Any]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    variables["arrow"] = pyarrow.table({"a": [1, None], "b": ["x", "y"]})
    assert told(preview_rows=1)["arrow"]["head"] == [[1, "x"]]
