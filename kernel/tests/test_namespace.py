"""What is told of the user's variables."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import enum
import functools
import json
import math
import time
from types import ModuleType
from typing import Any

import pytest
from kernel_agent_helper.namespace import namespace
from kernel_agent_helper.reply import strict


def told(**options: Any) -> dict[str, dict[str, Any]]:
    """The variables by name, as the client gets them."""
    reply = strict(namespace(**options))
    json.dumps(reply, allow_nan=False)
    return {variable["name"]: variable for variable in reply["variables"]}


def summaries(**options: Any) -> dict[str, str]:
    return {name: variable["summary"] for name, variable in told(**options).items()}


class Color(enum.Enum):
    RED = 1


@dataclasses.dataclass
class Model:
    alpha: float = 0.5
    layers: list[int] = dataclasses.field(default_factory=lambda: [1, 2])
    _secret: str = "not shown"


class Slotted:
    __slots__ = ("left", "right")

    def __init__(self) -> None:
        self.left = 1


Point = collections.namedtuple("Point", "x y")


def test_R51_values_are_told_in_one_short_line(variables: dict[str, Any]) -> None:
    variables.update(
        integer=42, text="hello", nothing=None, truth=True, number=1.5, raw=b"ab", few=[1, "a"], pair=(1,),
        mapping={"a": [1, 2]}, unique={7}, when=datetime.date(2024, 1, 2), color=Color.RED, point=Point(1, 2),
        model=Model(), slotted=Slotted(), error=ValueError("no", 3), many=range(3), long="x" * 5000,
    )  # fmt: skip
    assert summaries() == {
        "integer": "42",
        "text": "'hello'",
        "nothing": "None",
        "truth": "True",
        "number": "1.5",
        "raw": "2 bytes: b'ab'",
        "few": "2 items: [1, 'a']",
        "pair": "1 item: (1,)",
        "mapping": "1 item: {'a': [1, 2]}",
        "unique": "1 item: {7}",
        "when": "2024-01-02",
        "color": "Color.RED",
        "point": "2 items: Point(1, 2)",
        "model": "test_namespace.Model(alpha=0.5, layers=[1, 2])",
        "slotted": "test_namespace.Slotted(left=1)",
        "error": "ValueError('no', 3)",
        "many": "range(0, 3)",
        "long": "5000 characters: '" + "x" * 148 + "…",
    }
    assert all(len(text) <= 200 and "\n" not in text for text in summaries().values())


def test_types_are_short_and_not_to_be_mistaken(variables: dict[str, Any]) -> None:
    variables.update(number=1, path=datetime.timedelta(1), counter=collections.Counter("aa"))
    assert {name: variable["type"] for name, variable in told().items()} == {
        "number": "int",
        "path": "datetime.timedelta",
        "counter": "collections.Counter",
    }


def test_functions_show_their_parameters(variables: dict[str, Any]) -> None:
    def tax(price, /, rate=0.2, *others, currency="EUR", exact, **rest):  # type: ignore[no-untyped-def]
        raise AssertionError("never called")

    tax.__module__ = "__main__"
    variables.update(tax=tax, reduce=functools.reduce, Model=Model, Child=type("Child", (Model,), {}))
    found = summaries()
    assert found["tax"] == "(price, /, rate=0.2, *others, currency='EUR', exact, **rest)"
    assert found["reduce"] == "from _functools, built in"
    assert found["Model"] == "from test_namespace, class Model"
    assert found["Child"].endswith("class Child(Model)")


def test_what_the_shell_put_there_is_left_out(variables: dict[str, Any]) -> None:
    variables.update(
        _=1, __=2, _i3="x", _private=1, In=[], Out={}, exit=1, quit=1, get_ipython=1, mine=1, other=2
    )
    assert set(told(exclude=["other"])) == {"mine"}


def test_modules_are_listed_apart(variables: dict[str, Any]) -> None:
    variables.update(m=math, math=math, x=1)
    reply = namespace()
    assert reply["modules"] == ["math", "math as m"]
    assert [variable["name"] for variable in reply["variables"]] == ["x"]


def test_the_latest_come_first_and_the_limit_is_told(variables: dict[str, Any]) -> None:
    variables.update({f"v{i}": i for i in range(10)})
    reply = namespace(limit=3)
    assert [variable["name"] for variable in reply["variables"]] == ["v9", "v8", "v7"]
    assert (reply["total"], reply["truncated"]) == (10, True)
    assert namespace(limit=10)["truncated"] is False


def test_when_time_is_over_the_rest_is_told_by_type_only(variables: dict[str, Any]) -> None:
    variables.update({f"v{i}": [i] for i in range(5)})
    reply = namespace(seconds=0)
    assert reply["truncated"] is True
    assert [variable["type"] for variable in reply["variables"]] == ["list"] * 5
    assert all(variable["fingerprint"] and not variable["summary"] for variable in reply["variables"])


class Touched(Exception):
    pass


def refuse(*_: Any, **__: Any) -> Any:
    raise Touched


class Hostile:
    """Everything that can be asked of it raises something that is no `Exception`."""

    def __init__(self) -> None:
        object.__setattr__(self, "shown", 1)

    def __getattribute__(self, name: str) -> Any:
        raise SystemExit(name)

    __repr__ = __str__ = __len__ = __iter__ = __eq__ = __bool__ = __sizeof__ = __format__ = refuse  # type: ignore
    __hash__ = refuse  # type: ignore[assignment]

    @property
    def __class__(self) -> Any:  # type: ignore[override]
        return int


class HostileMeta(type):
    __repr__ = __eq__ = __instancecheck__ = __subclasscheck__ = refuse  # type: ignore[assignment]
    __hash__ = refuse  # type: ignore[assignment]

    def __getattribute__(cls, name: str) -> Any:
        raise Touched


class HostileClass(metaclass=HostileMeta):
    pass


class HostileDict(dict):  # type: ignore[type-arg]
    __len__ = __iter__ = __repr__ = items = keys = refuse  # type: ignore[assignment]


class HostileText(str):
    __len__ = __repr__ = __str__ = __getitem__ = encode = refuse  # type: ignore[assignment]


def test_no_code_of_a_value_is_run(variables: dict[str, Any]) -> None:
    circular: list[Any] = []
    circular.append({"self": circular})
    variables.update(
        hostile=Hostile(), klass=HostileClass, instance=HostileClass(), mapping=HostileDict(a=1),
        text=HostileText("abc"), inside=[Hostile(), {"k": Hostile()}], circular=circular, last=1,
    )  # fmt: skip
    found = told(seconds=5)
    assert found["hostile"]["type"] == "test_namespace.Hostile"
    assert found["hostile"]["summary"] == "test_namespace.Hostile(shown=1)"
    assert found["instance"]["summary"] == "<test_namespace.HostileClass>"
    assert found["mapping"]["summary"] == "1 item: {'a': 1}"
    assert found["text"]["summary"] == "'abc'"
    assert found["inside"]["summary"].startswith("2 items: [test_namespace.Hostile(shown=1), {'k': <")
    assert found["circular"]["summary"] == "1 item: [{'self': <list of 1>}]"
    assert found["last"]["summary"] == "1"


@pytest.mark.parametrize("module", ["dask.dataframe", "pyspark.sql", "duckdb", "_duckdb", "ibis.expr"])
def test_R51_lazy_tables_are_told_by_type_and_never_computed(variables: dict[str, Any], module: str) -> None:
    touch = dict.fromkeys(("__getattr__", "__getattribute__", "__repr__", "__len__", "__iter__"), refuse)
    variables["frame"] = type("DataFrame", (), {"__module__": module, **touch})()
    variable = told()["frame"]
    assert variable["type"] == f"{module.partition('.')[0].lstrip('_')}.DataFrame"
    assert variable["summary"] == "lazy, not computed"


def test_large_values_are_told_quickly(variables: dict[str, Any]) -> None:
    numbers = list(range(1_000_000))
    variables.update(
        numbers=numbers, mapping=dict.fromkeys(numbers), text="x" * 10_000_000, integer=10**100_000,
        nested=[[numbers] * 1000] * 1000,
    )  # fmt: skip
    began = time.perf_counter()
    found = summaries()
    assert time.perf_counter() - began < 1
    assert found["numbers"] == "1000000 items: [0, 1, 2, 3, 4, 5, …]"
    assert found["integer"] == "<integer of 332193 bits>"


def fingerprint(variables: dict[str, Any], value: Any) -> str:
    variables["value"] = value
    return str(told()["value"]["fingerprint"])


def test_a_fingerprint_stays_while_nothing_changes(variables: dict[str, Any]) -> None:
    for value in (1, "text", [1, 2], {"a": 1}, Model(), len, Model, Hostile()):
        assert fingerprint(variables, value) == fingerprint(variables, value)


def test_a_fingerprint_changes_with_the_binding_and_in_place(variables: dict[str, Any]) -> None:
    assert fingerprint(variables, 1) != fingerprint(variables, 2)
    assert fingerprint(variables, 1) != fingerprint(variables, 1.0)
    assert fingerprint(variables, "a" * 1000 + "b") != fingerprint(variables, "a" * 1000 + "c")
    first, second = [1], [1]
    assert fingerprint(variables, first) != fingerprint(variables, second)
    numbers = list(range(1000))
    before = fingerprint(variables, numbers)
    numbers[-1] = 0
    assert fingerprint(variables, numbers) != before
    model = Model()
    before = fingerprint(variables, model)
    model.alpha = 0.7
    assert fingerprint(variables, model) != before


def test_a_module_that_lies_about_its_name_is_no_problem(variables: dict[str, Any]) -> None:
    odd = ModuleType("odd")
    odd.__name__ = 3  # type: ignore[assignment]
    variables["odd"] = odd
    assert namespace()["modules"] == ["odd"]
