"""Decks in a real kernel: built by a call, without a trace, and loaded only then."""

from __future__ import annotations

import json

from deck_reading import Deck, check_rules
from live_kernel import PACKAGE, LiveKernel

OUTLINE = {
    "path": "deck.pptx",
    "slides": [
        {
            "kind": "metrics",
            "title": "Sales",
            "metrics": [{"label": "Total", "value": "{sum(sales.values()):,d}"}],
        },
        {"kind": "chart", "title": "By region", "chart": {"type": "bar", "data": "sales"}},
    ],
}
LOADED = "__import__('json').dumps(sorted(__import__('sys').modules))"


def test_R36_a_kernel_builds_a_deck_and_keeps_its_names(kernel: LiveKernel) -> None:
    kernel.inject()
    kernel.run_user("sales = {'North': 1200, 'South': 34}")
    loaded = json.loads(eval(kernel.value(LOADED)))
    assert "pptx" not in loaded and not any(name.startswith(f"{PACKAGE}.report.") for name in loaded)
    before = kernel.value("sorted(globals())")

    sources = [{"turn": 1, "cell": "In [1]", "code": "sales = {'North': 1200, 'South': 34}"}]
    reply = kernel.call("build_report", outline=OUTLINE, sources=sources, files=[])
    assert reply["ok"], reply
    value = reply["value"]
    assert (value["path"], value["slides"], value["charts"], value["kept"]) == ("deck.pptx", 2, 1, None)
    assert value["numbers"][0] == {
        "slide": 1, "where": "metric Total", "expression": "sum(sales.values())", "text": "1,234",
    }  # fmt: skip
    folder = eval(kernel.value("__import__('os').getcwd()"))
    with open(f"{folder}/deck.pptx", "rb") as stream:
        deck = Deck(stream.read())
    check_rules(deck)
    assert "sales from turn 1 (cell In [1])" in deck.notes(deck.slides()[0])
    assert kernel.value("sorted(globals())") == before

    error = kernel.call("build_report", outline={**OUTLINE, "path": "../deck.pptx"})["error"]
    assert error["type"] == "HelperError" and "outside the notebook's folder" in error["message"]


def test_R36_decks_are_in_the_notebooks_folder_wherever_the_kernel_is(kernel: LiveKernel) -> None:
    kernel.inject()
    kernel.run_user("import os\nfirst = os.getcwd()\nos.mkdir('other')\nos.chdir('other')\nsales = {'a': 1}")
    assert kernel.call("build_report", outline=OUTLINE)["ok"]
    assert kernel.value("os.path.exists(first + '/deck.pptx'), os.listdir()") == "(True, [])"


def test_R36_decks_are_in_the_notebooks_folder_even_if_the_kernel_left_it_before(kernel: LiveKernel) -> None:
    kernel.run_user("import os\nfirst = os.getcwd()\nos.mkdir('other')\nos.chdir('other')\nsales = {'a': 1}")
    kernel.inject()
    assert kernel.call("build_report", outline=OUTLINE)["ok"]
    assert kernel.value("os.path.exists(first + '/deck.pptx'), os.listdir()") == "(True, [])"


def test_R36_notes_name_the_users_cells(kernel: LiveKernel) -> None:
    kernel.inject()
    kernel.run_user("raw = [1200, 34]")
    for _ in range(2):
        kernel.run_user("# Both regions\nsales = {'North': raw[0], 'South': raw[1]}")
    assert kernel.call("build_report", outline=OUTLINE)["ok"]
    notes = notes_of(kernel)
    assert "sales from cell “# Both regions”" in notes
    assert "raw from cell “raw = [1200, 34]”" in notes

    sources = [{"turn": 2, "code": "sales = {'North': 1200, 'South': 34}"}]
    reply = kernel.call("build_report", outline={**OUTLINE, "overwrite": True}, sources=sources)
    assert reply["ok"], reply
    assert "sales from turn 2, also assigned in cell “# Both regions”" in notes_of(kernel)


def notes_of(kernel: LiveKernel) -> str:
    folder = eval(kernel.value("__import__('os').getcwd()"))
    with open(f"{folder}/deck.pptx", "rb") as stream:
        deck = Deck(stream.read())
    return deck.notes(deck.slides()[0])
