"""The load line of a spoiled table gives what the profile says of it, if there is a profile at all."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from corpus.mutations import Mutant, mutants
from corpus_checks import dtype_name
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError, strict

TABLES = (".csv", ".tsv", ".txt", ".json", ".xlsx")
OPEN_HEAD = "a quote that is opened near the beginning and never closed is not told of"
PARTS = "pandas refuses a workbook whose parts, though none of its cells, are damaged"
KNOWN = {
    "beyond-64-bits~long-line.csv": "pandas makes whole numbers beyond 64 bits objects, also beside text",
    "quoted~cut-early.csv": OPEN_HEAD,
    "hidden~flipped-head.xlsx": PARTS,
    "sheets~flipped-head.xlsx": PARTS,
}


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Mutant]]:
    folder = tmp_path_factory.mktemp("spoiled")
    made = [
        mutant
        for mutant in mutants(tmp_path_factory.mktemp("good"))
        if any(extension in mutant.name for extension in TABLES)
    ]
    for mutant in made:
        (folder / mutant.name).write_bytes(mutant.data)
    return folder, made


def difference(name: str, pandas: Any) -> str:
    """How the frame of the load line differs from the profile; empty when it does not."""
    try:
        found = strict(profile_file(name))
    except HelperError:
        return ""
    if not found["columns"] or not found["load_line"]:
        return ""
    told = [(column["name"], column["dtype"], column["nulls"]) for column in found["columns"]]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frame = eval(found["load_line"], {"pd": pandas})
    except Exception as error:
        return f"{found['load_line']} raises {error}"
    if len(frame) != found["rows"]:
        return f"{len(frame)} rows, not {found['rows']}"
    series = [frame.iloc[:, position] for position in range(min(len(told), frame.shape[1]))]
    loaded = [(str(each.name), dtype_name(each), int(each.isna().sum())) for each in series]
    if not len(frame):
        # Nothing is of any kind.
        loaded, told = ([(name, "", 0) for name, _, _ in each] for each in (loaded, told))
    return "" if loaded == told else f"{loaded} are not {told}"


def test_R10_load_lines_of_spoiled_tables(
    spoiled: tuple[Path, list[Mutant]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pandas = pytest.importorskip("pandas")
    folder, made = spoiled
    monkeypatch.chdir(folder)
    assert len(made) >= 400 and set(KNOWN) <= {mutant.name for mutant in made}
    found = {mutant.name: difference(mutant.name, pandas) for mutant in made if mutant.name not in KNOWN}
    assert {name: text for name, text in found.items() if text} == {}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=why)) for name, why in KNOWN.items()],
)
def test_R10_load_lines_that_are_not_right_yet(
    name: str, spoiled: tuple[Path, list[Mutant]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pandas = pytest.importorskip("pandas")
    monkeypatch.chdir(spoiled[0])
    assert difference(name, pandas) == ""
