"""Values in texts: what an f-string would say, and what it says of braces that are none of its."""

from __future__ import annotations

import collections
import datetime
import os
import sys
import time
from typing import Any

import pandas
import pytest
from kernel_agent_helper.interpolation import MAX_VALUE, assign, interpolate
from kernel_agent_helper.reply import HelperError
from live_kernel import LiveKernel, call_expression

Variables = dict[str, Any]


@pytest.fixture
def values(variables: Variables) -> Variables:
    variables.update(
        {
            "x": 1234.5,
            "name": "Zoë",
            "d": {"x": 7654.321, "y": [1, 2]},
            "width": 12,
            "day": datetime.date(2024, 2, 29),
            "none": None,
            "f": lambda a, **more: f"{a}{more}",
        }
    )
    return variables


@pytest.mark.parametrize(
    "template",
    [
        "nothing to do",
        "{x}",
        "{x:,.2f} and {x!r}",
        "{name!a} {name!r:>10} {name!s:<8}|",
        "{ {'a': 1}['a'] }",
        "{ {1, 2} & {2} }",
        "{d['x']:,.2f}",
        "{d['y'][1:]}",
        "{x:>{width}.1f}|{x:{width}}|{x:{'>'}{width}}",
        "{(lambda a: a * 2)(x)}",
        "{f('}', b='{')}",
        "{'}' + '{' + ':' + '!' + name}",
        "{f(1, c={2: 3})}",
        "{day:%d.%m.%Y}",
        "{[n for n in range(3) if n != 1]}",
        "{x != 3}{x == 3}{x <= 3}{x >= 3}",
        "{x = }{x=}{x=:.1f}{x = !s}",
        "{{}} {{x}} {{{x}}} {{{{x}}}}",
        "{x if x > 3 else 0:.0f}",
        "{none}",
        "{x, name}",
        "{sum(n for n in d['y'])}",
        "{'''a'b'''+name}",
        "{'a' 'b' + name}",
        "{len(name)+1:03d}",
        "ß{name}🎉{{🎉}}",
        "{3.14159:.2f}",
    ],
)
def test_it_says_what_an_f_string_says(values: Variables, template: str) -> None:
    expected = eval(
        "f" + repr(template).replace("\\'", "'") if "'" not in template else f'f"""{template}"""', values
    )
    assert interpolate(template) == {"text": expected, "problems": []}


def test_an_expression_may_have_its_own_quotes_and_lines(values: Variables) -> None:
    found = interpolate('{d["x"]:,.2f} {\n  name\n  + "!"\n}')
    assert found == {"text": "7,654.32 Zoë!", "problems": []}


def problem(template: str) -> tuple[str, str]:
    found = interpolate(template)
    assert len(found["problems"]) == 1, found
    assert found["text"] == template
    [only] = found["problems"]
    return only["expression"], only["message"]


@pytest.mark.parametrize(
    ("template", "expression", "message"),
    [
        ("total {totl}", "{totl}", "NameError: name 'totl' is not defined"),
        ("{1 / 0}", "{1 / 0}", "ZeroDivisionError: division by zero"),
        ("{d['z']}", "{d['z']}", "KeyError: 'z'"),
        ("{x:wrong}", "{x:wrong}", "ValueError: Invalid format specifier"),
        ("{x:>99999999999}", "{x:>99999999999}", "is too wide"),
        ("{exit()}", "{exit()}", "SystemExit"),
        ("{}", "{}", "Write {{ and }}"),
        ("{ }", "{ }", "Write {{ and }}"),
        ("a { b", "{ b", "never closed. Write {{ and }}"),
        ("a } b", "", "lone }"),
        ("{the user's value}", "{the user's value}", "Write {{ and }}"),
        ("{import os}", "{import os}", "no Python expression"),
        ("{x!z}", "{x!z}", "may be r, s or a"),
        ("{x)}", "{x)}", "Write {{ and }}"),
        ("{lambda a: 1}", "{lambda a: 1}", "no Python expression"),
        ("{await x}", "{await x}", "no Python expression"),
        ("{x; x}", "{x; x}", "no Python expression"),
        ('{"region": 5}', '{"region": 5}', "Write {{ and }}"),
        ('{"region":5}', '{"region":5}', "Write {{ and }}"),
        ('{"a", "b"}', '{"a", "b"}', "Write {{ and }}"),
        ('{\n  "a": {"b": 1}\n}', '{\n  "a": {"b": 1}\n}', "Write {{ and }}"),
        (r"\d{3}", "{3}", "Write {{ and }}"),
        (r"\d{2,3}", "{2,3}", "Write {{ and }}"),
        ("{x:{totl}}", "{totl}", "NameError"),
        ("{x\0}", "{x\0}", ""),
    ],
)
def test_what_is_wrong_is_named_with_what_to_write(
    values: Variables, template: str, expression: str, message: str
) -> None:
    told = problem(template)
    assert told[0] == (expression or "}")
    assert message in told[1]


def test_one_problem_does_not_hide_the_others_nor_what_is_right(values: Variables) -> None:
    found = interpolate("{x} {oh} {name} {no()}")
    assert found["text"] == "1234.5 {oh} Zoë {no()}"
    assert [each["expression"] for each in found["problems"]] == ["{oh}", "{no()}"]


def test_a_thousand_problems_are_bounded(values: Variables) -> None:
    assert len(interpolate("{oh}" * 1000)["problems"]) == 20


class Raises:
    def __format__(self, specification: str) -> str:
        raise RuntimeError("no")

    def __repr__(self) -> str:
        raise BaseException("worse")


class Silent(Exception):
    def __str__(self) -> str:
        raise RuntimeError("not even this")


class Lies:
    def __format__(self, specification: str) -> Any:
        return 3


def raise_silent() -> None:
    raise Silent


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("{bad}", "RuntimeError: no"),
        ("{bad!r}", "BaseException: worse"),
        ("{[bad]}", "BaseException: worse"),
        ("{silent()}", "Silent"),
        ("{lies}", "TypeError"),
    ],
)
def test_values_that_raise(variables: Variables, expression: str, message: str) -> None:
    variables.update({"bad": Raises(), "silent": raise_silent, "lies": Lies()})
    assert message in problem(expression)[1]


def test_an_interrupt_is_the_users_wish(variables: Variables) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    variables["interrupt"] = interrupt
    with pytest.raises(KeyboardInterrupt):
        interpolate("{interrupt()}")


def test_huge_values_are_bounded_and_the_text_says_so(variables: Variables) -> None:
    variables["text"] = "a" * 50_000 + "b" * 50_000
    found = interpolate("{text}")
    text = str(found["text"])
    assert found["problems"] == []
    assert len(text) < MAX_VALUE + 100
    assert text.startswith("aaa") and text.endswith("bbb")
    assert "[80000 of 100000 characters left out]" in text
    assert len(str(interpolate("{text}" * 40)["text"])) < 110_000


def test_huge_containers_are_not_written_out(variables: Variables) -> None:
    variables["many"] = list(range(3_000_000))
    variables["nested"] = {"a": [list(range(1000)) for _ in range(3000)]}
    circle: list[Any] = []
    circle.append(circle)
    variables["circle"] = circle
    began = time.monotonic()
    assert "3000000 items, not all are shown" in str(interpolate("{many}")["text"])
    assert "not all are shown" in str(interpolate("{nested}")["text"])
    assert "[" in str(interpolate("{circle}")["text"])
    assert time.monotonic() - began < 1


def test_frames_are_as_they_print_themselves(variables: Variables) -> None:
    variables["df"] = pandas.DataFrame({"region": ["North", "South"], "sales": [1.5, 2.5]})
    assert interpolate("{df}")["text"] == str(variables["df"])
    variables["df"] = pandas.concat([variables["df"]] * 50_000)
    assert len(str(interpolate("{df}")["text"])) < 5000
    assert interpolate("{df['sales'].sum():,.1f} {df.shape}")["text"] == "200,000.0 (100000, 2)"


def test_lazy_tables_are_not_computed(variables: Variables) -> None:
    class Relation:
        def __str__(self) -> str:
            raise AssertionError("computed")

    Relation.__module__ = "duckdb"
    variables["relation"] = Relation()
    assert interpolate("{relation}")["text"] == "<duckdb.Relation, lazy: not computed>"


def test_expressions_leave_no_names_behind(variables: Variables) -> None:
    variables["x"] = 1
    assert interpolate("{(y := x + 1)}{[z for z in range(2)]}") == {"text": "2[0, 1]", "problems": []}
    assert set(variables) - {"__builtins__"} == {"x"}


def test_text_that_is_no_utf_8_can_still_be_sent(variables: Variables) -> None:
    variables["odd"] = "a\ud800b"
    assert str(interpolate("{odd}")["text"]).encode("utf-8")


def test_awkward_texts_are_read_once() -> None:
    began = time.monotonic()
    for template in (
        "{" * 20_000,
        "}" * 20_001,
        "{" * 20_001 + "x",
        "{'" * 5_000,
        "{x:" * 5_000,
        "{(" * 3_000,
    ):
        interpolate(template)
    assert time.monotonic() - began < 5


def test_classes_of_strings_are_strings(variables: Variables) -> None:
    variables["text"] = collections.UserString("abc")
    variables["path"] = os.curdir
    assert interpolate("{text}{path}{sys}")["problems"][0]["expression"] == "{sys}"
    assert sys is not None


def test_an_answer_is_put_into_a_variable(variables: Variables) -> None:
    assert assign("answer", "42") == {"name": "answer"}
    assert variables["answer"] == "42"
    assign("größe", "1")
    for name in ("1x", "class", "a b", "", "a.b", "None"):
        with pytest.raises(HelperError, match="cannot be the name of a variable"):
            assign(name, "")


def test_in_a_kernel_nothing_but_the_answer_is_left(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user("import math\nradius = 2")
    before = shared_kernel.value("sorted(globals())")
    found = shared_kernel.call(
        "interpolate", template="area {math.pi * radius ** 2:.2f}, {print('out')}, {_}"
    )
    assert found["value"]["text"].startswith("area 12.57, None, ")
    assert shared_kernel.value("sorted(globals())") == before
    shared_kernel.evaluate(call_expression("assign", {"name": "answer", "value": "it is 12.57"}))
    assert shared_kernel.value("answer") == "'it is 12.57'"
    shared_kernel.run_user("del math, radius, answer")
