"""Every engine that is installed says the same of the corpus's delimited texts, and what is true."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from typing import Any

import pytest
from corpus import good_files
from corpus.good_file import GoodFile
from corpus_checks import agreed, profile_differences
from corpus_folder import CorpusFolder
from kernel_agent_helper.files import delimited_table, engines
from kernel_agent_helper.files.profile_file import open_source
from kernel_agent_helper.files.profile_text import profile_delimited
from kernel_agent_helper.reply import strict

DELIMITED = [file for file in good_files() if file.is_delimited]
#: Of so many files out of a hundred an engine has to read the table itself; the rest it may leave to another.
OWN_SHARE = 60


@pytest.fixture(params=list(engines.ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    package = engines.ENGINES[request.param][0]
    if package and importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    return request.param


class Readers:
    """Profiles by engine and file, each made once, and which engine really read the table."""

    def __init__(self) -> None:
        self._profiles: dict[tuple[str | None, str], dict[str, Any]] = {}
        self._read_by: dict[tuple[str | None, str], str] = {}

    def profile(self, file: GoodFile, engine: str | None) -> dict[str, Any]:
        """With that engine; with the best there is if it is None."""
        key = (engine, file.name)
        if key not in self._profiles:
            found = profile_delimited(open_source(file.name), 5, 100, engine)
            self._profiles[key] = strict(found)
            self._read_by[key] = self.last
        return self._profiles[key]

    def read_by(self, file: GoodFile, engine: str | None) -> str:
        self.profile(file, engine)
        return self._read_by[(engine, file.name)]

    last = ""


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    found = Readers()
    read = engines.read_table

    def noting(plan: Any, engine: str | None = None) -> Any:
        facts, found.last = read(plan, engine)
        return facts, found.last

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited_table, "read_table", noting)
        yield found


@pytest.mark.parametrize("file", DELIMITED, ids=[file.name for file in DELIMITED])
def test_R6_the_engines_agree(file: GoodFile, engine: str, corpus: CorpusFolder, readers: Readers) -> None:
    corpus.write(file)
    found = readers.profile(file, engine)
    assert profile_differences(found, file) == []
    assert agreed(found) == agreed(readers.profile(file, "plain"))


def test_an_engine_reads_most_tables_itself(engine: str, corpus: CorpusFolder, readers: Readers) -> None:
    files = [file for file in DELIMITED if not file.needs]
    for file in files:
        corpus.write(file)
    own = [file.name for file in files if readers.read_by(file, engine) == engine]
    assert len(own) * 100 >= OWN_SHARE * len(files), sorted({file.name for file in files} - set(own))


def test_a_large_file_is_read_by_the_first_engine_there_is(corpus: CorpusFolder, readers: Readers) -> None:
    file = next(file for file in DELIMITED if file.name == "large.csv")
    corpus.write(file)
    packages = {name: package for name, (package, _, _) in engines.ENGINES.items()}
    there = [name for name, package in packages.items() if package and importlib.util.find_spec(package)]
    assert readers.read_by(file, None) == (there[0] if there else "plain")
