"""The door: names, arguments, errors and strict JSON."""

from __future__ import annotations

import base64
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper import calls
from kernel_agent_helper.files.data_files import data_files
from kernel_agent_helper.reply import strict


def call(name: str, **arguments: Any) -> Any:
    request = base64.b64encode(json.dumps({"name": name, "args": arguments}).encode()).decode()
    bundle = calls.call(request)._repr_mimebundle_()
    assert set(bundle) == {"application/json", "text/plain"}
    json.dumps(bundle, allow_nan=False)
    return bundle["application/json"]


def error_of(reply: Any) -> tuple[str, str]:
    assert reply["ok"] is False
    return reply["error"]["type"], reply["error"]["message"]


def test_hello_looks_packages_up_without_importing_them() -> None:
    before = set(sys.modules)
    value = call("hello")["value"]
    assert value["python"].startswith(f"{sys.version_info[0]}.{sys.version_info[1]}.")
    assert set(value["packages"]) == {
        "pandas", "numpy", "matplotlib", "openpyxl", "pyarrow", "polars", "duckdb", "pptx",
    }  # fmt: skip
    assert value["guard"] is False
    assert not {name.partition(".")[0] for name in set(sys.modules) - before} & set(value["packages"])


def test_what_cannot_be_answered_comes_back_as_an_error() -> None:
    assert error_of(call("nonsense")) == ("HelperError", "The helper has no function 'nonsense'.")
    assert error_of(call("evaluate", wrong=1))[0] == "TypeError"
    assert calls.call("not base64!").content["ok"] is False
    assert calls.call(base64.b64encode(b"[]").decode()).content["ok"] is False


def test_errors_of_expressions_come_back(variables: dict[str, Any]) -> None:
    assert error_of(call("evaluate", expression="1 / 0")) == ("ZeroDivisionError", "division by zero")
    assert error_of(call("evaluate", expression="missing"))[0] == "NameError"
    assert error_of(call("evaluate", expression="if"))[0] == "SyntaxError"
    assert error_of(call("evaluate", expression=" ")) == (
        "HelperError",
        "There is no expression to evaluate.",
    )
    assert error_of(call("evaluate", expression="exit(4)"))[0] == "SystemExit"


def test_an_error_that_cannot_be_written_is_named(variables: dict[str, Any]) -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def fail() -> None:
        raise Mute

    variables["fail"] = fail
    assert error_of(call("evaluate", expression="fail()")) == ("Mute", "Mute")


def test_evaluating_bounds_the_text_and_binds_no_name(variables: dict[str, Any]) -> None:
    variables["x"] = 20
    assert call("evaluate", expression="[y := x + 1, 'a']")["value"] == {"type": "list", "text": "[21, 'a']"}
    assert "y" not in variables
    assert len(call("evaluate", expression="list(range(10**6))")["value"]["text"]) <= 4000

    class Wordy:
        def __repr__(self) -> str:
            return "w" * 100_000 + "end"

    variables["wordy"] = Wordy()
    text = call("evaluate", expression="wordy")["value"]["text"]
    assert len(text) < 4100 and text.endswith("end") and "96003 characters left out" in text


def test_prints_and_warnings_are_swallowed(
    variables: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    class Loud:
        def __repr__(self) -> str:
            sys.stdout.write("out")
            sys.stderr.write("err")
            warnings.warn("careful", stacklevel=1)
            return "loud"

    variables["loud"] = Loud()
    streams = sys.stdout, sys.stderr
    assert call("evaluate", expression="loud")["value"]["text"] == "loud"
    assert (sys.stdout, sys.stderr) == streams
    assert capsys.readouterr() == ("", "")


def test_a_stream_that_user_code_set_is_kept(
    variables: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    mine = sys.__stderr__
    variables["swap"] = lambda: setattr(sys, "stdout", mine)
    call("evaluate", expression="swap()")
    assert sys.stdout is mine


def test_strict_json() -> None:
    class Odd:
        pass

    deep: list[Any] = []
    for _ in range(100):
        deep = [deep]
    value = {
        1: float("nan"), "inf": [float("-inf"), 1.5], "big": 2**60, "small": -(2**53) + 1, "half": "\ud800x",
        "pair": "\ud83d\ude00", "odd": Odd(), "deep": deep, "set": {1}, "huge": 10**1000, None: b"x",
    }  # fmt: skip
    found = strict(value)
    text = json.dumps(found, allow_nan=False, ensure_ascii=False).encode("utf-8").decode("utf-8")
    assert json.loads(text) == found
    assert found["1"] is None and found["inf"] == [None, 1.5]
    assert (found["big"], found["small"]) == (str(2**60), -(2**53) + 1)
    assert (found["half"], found["pair"]) == ("\ufffdx", "😀")
    assert found["huge"] == "<integer of 3322 bits>"


def test_data_files_are_listed_by_name(folder: Path) -> None:
    for name in ("b.csv", "a.xlsx", "notes.py", ".hidden.csv", "z.CSV.gz", "ünï.parquet"):
        (folder / name).write_bytes(b"123")
    (folder / "sales.agent").mkdir()
    (folder / "sales.agent" / "inner.csv").write_text("x")
    (folder / "sub.csv").mkdir()
    (folder / "broken.csv").symlink_to(folder / "nowhere.csv")
    found = data_files()
    assert [(file["path"], file["type"], file["size"]) for file in found] == [
        ("a.xlsx", "xlsx", 3),
        ("b.csv", "csv", 3),
        ("z.CSV.gz", "csv", 3),
        ("ünï.parquet", "parquet", 3),
    ]
    assert str(found[0]["modified"]).endswith("+00:00")
    assert [file["path"] for file in data_files(limit=1)] == ["a.xlsx"]
    assert [file["path"] for file in data_files(folder="sales.agent")] == ["sales.agent/inner.csv"]


def test_a_folder_that_is_not_there_is_an_error() -> None:
    assert error_of(call("data_files", folder="nowhere"))[0] == "FileNotFoundError"
