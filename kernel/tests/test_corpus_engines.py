"""Every engine that is installed says the same of the corpus's delimited texts, and what is true."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest
from corpus import good_files
from corpus.good_file import GoodFile
from corpus_checks import agreed, profile_differences
from corpus_folder import CorpusFolder
from kernel_agent_helper.files import engines
from kernel_agent_helper.files.profile_file import open_source
from kernel_agent_helper.files.profile_text import profile_delimited
from kernel_agent_helper.reply import strict

DELIMITED = [file for file in good_files() if file.is_delimited]
LARGE = [file for file in DELIMITED if file.name.startswith("large")]
#: Of so many files out of a hundred an engine has to read the table itself; the rest it may leave to another.
OWN_SHARE = 60


@pytest.fixture(params=list(engines.ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    package = engines.ENGINES[request.param][0]
    if package and importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    return request.param


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The engines that read a table, in turn."""
    used: list[str] = []
    read = engines.read_table

    def noting(plan: Any, engine: str | None = None) -> Any:
        facts, name = read(plan, engine)
        used.append(name)
        return facts, name

    from kernel_agent_helper.files import delimited_table

    monkeypatch.setattr(delimited_table, "read_table", noting)
    return used


@pytest.fixture(scope="module")
def plain() -> dict[str, dict[str, Any]]:
    """Profiles made with the standard library alone, the measure of the others."""
    return {}


def profile_with(file: GoodFile, engine: str | None) -> dict[str, Any]:
    return strict(profile_delimited(open_source(file.name), 5, 100, engine))


@pytest.mark.parametrize("file", DELIMITED, ids=[file.name for file in DELIMITED])
def test_R6_the_engines_agree(
    file: GoodFile, engine: str, corpus: CorpusFolder, plain: dict[str, Any]
) -> None:
    corpus.write(file)
    found = profile_with(file, engine)
    if file.name not in plain:
        plain[file.name] = found if engine == "plain" else profile_with(file, "plain")
    assert profile_differences(found, file) == []
    assert agreed(found) == agreed(plain[file.name])


def test_an_engine_reads_most_tables_itself(engine: str, corpus: CorpusFolder, readers: list[str]) -> None:
    files = [file for file in DELIMITED if file not in LARGE and not file.needs]
    for file in files:
        corpus.write(file)
        profile_with(file, engine)
    own = readers.count(engine)
    assert own * 100 >= OWN_SHARE * len(files), (own, len(files))


def test_a_large_file_is_read_by_the_first_engine_there_is(corpus: CorpusFolder, readers: list[str]) -> None:
    file = next(file for file in LARGE if file.name == "large.csv")
    corpus.write(file)
    profile_with(file, None)
    packages = {name: package for name, (package, _, _) in engines.ENGINES.items()}
    there = [name for name, package in packages.items() if package and importlib.util.find_spec(package)]
    assert readers == [there[0] if there else "plain"]
