"""Every engine that is installed says the same of the corpus's delimited texts, and what is true."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from corpus import good_files
from corpus.good_file import GoodFile
from corpus_checks import agreed, dtype_name, profile_differences
from corpus_folder import CorpusFolder
from kernel_agent_helper.files import delimited_table, engines
from kernel_agent_helper.files.profile_file import open_source
from kernel_agent_helper.files.profile_text import profile_delimited
from kernel_agent_helper.reply import strict

DELIMITED = [file for file in good_files() if file.is_delimited]
IDS = [file.name for file in DELIMITED]
#: These count all values; the others read only texts so large that values are counted in a sample of rows.
COUNTING = ("duckdb", "plain")
#: Of so many files out of a hundred an engine has to read the table itself; the rest it may leave to another.
OWN_SHARE = 60


def is_installed(engine: str) -> bool:
    package = engines.ENGINES[engine][0]
    return not package or importlib.util.find_spec(package) is not None


@pytest.fixture(params=list(engines.ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    if not is_installed(request.param):
        pytest.skip(f"{request.param} is not installed")
    return request.param


class Readers:
    """Profiles by engine and file, each made once, and which engine really read the table."""

    def __init__(self, whole_bytes: int) -> None:
        self._whole_bytes = whole_bytes
        self._profiles: dict[tuple[str | None, str], dict[str, Any]] = {}
        self._read_by: dict[tuple[str | None, str], str] = {}

    def profile(self, file: GoodFile, engine: str | None) -> dict[str, Any]:
        """With that engine; with the best there is if it is None."""
        key = (engine, file.name)
        if key not in self._profiles:
            read = engines.read_table

            def noting(plan: Any, engine: str | None = None) -> Any:
                facts, self._read_by[key] = read(plan, engine)
                return facts, self._read_by[key]

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(delimited_table, "read_table", noting)
                patch.setattr(delimited_table, "WHOLE_BYTES", self._whole_bytes)
                self._profiles[key] = strict(profile_delimited(open_source(file.name), 5, 100, engine))
        return self._profiles[key]

    def read_by(self, file: GoodFile, engine: str | None) -> str:
        self.profile(file, engine)
        return self._read_by[(engine, file.name)]


@pytest.fixture(scope="module")
def counting() -> Readers:
    """All values are counted."""
    return Readers(delimited_table.WHOLE_BYTES)


@pytest.fixture(scope="module")
def sampling() -> Readers:
    """Every file is too large for that."""
    return Readers(0)


@pytest.mark.parametrize("file", DELIMITED, ids=IDS)
@pytest.mark.parametrize("name", COUNTING)
def test_R6_the_engines_agree(file: GoodFile, name: str, corpus: CorpusFolder, counting: Readers) -> None:
    corpus.write(file)
    if not is_installed(name):
        pytest.skip(f"{name} is not installed")
    found = counting.profile(file, name)
    assert profile_differences(found, file) == []
    assert agreed(found) == agreed(counting.profile(file, "plain"))


@pytest.mark.parametrize("file", DELIMITED, ids=IDS)
def test_R6_the_engines_agree_on_files_too_large_to_be_counted(
    file: GoodFile, engine: str, corpus: CorpusFolder, sampling: Readers
) -> None:
    corpus.write(file)
    found = sampling.profile(file, engine)
    differences = profile_differences(found, file)
    if found["sampled_rows"] != file.rows:
        # What is counted is true of the sample alone.
        differences = [each for each in differences if not any(key in each for key in OF_SAMPLE)]
    assert differences == []
    assert agreed(found) == agreed(sampling.profile(file, "plain"))


#: How differences begin that concern what is counted.
OF_SAMPLE = (": distinct is", ": examples are", ": top is", ": histogram is")


LINES = "".join(f"{row},{row % 7}\n" for row in range(3000))
BROKEN = {
    "a quote is never closed": f'a,b\n{LINES}1,"2\n{LINES}',
    "the first row is too long": f"a,b\n1,2,x\n{LINES}",
    "rows are too long": f"a,b\n{LINES}1,2,3\n{LINES}1,2,3,4\n",
    "rows are too short": f"a,b\n1\n{LINES}2\n{LINES}3",
    "blank lines": f"a,b\n\n{LINES}\n\n{LINES}\n",
    "another encoding at the end": f"a,b\n{LINES}Müller,1\n",
    "mixed line ends": f"a,b\r\n{LINES}1,2\r\n{LINES}",
    "text below numbers": f"a,b\n{LINES}x,y\n",
}


@pytest.mark.parametrize("whole_bytes", [0, 2**40])
@pytest.mark.parametrize("broken", BROKEN)
def test_R6_the_engines_agree_on_broken_tables(
    broken: str, whole_bytes: int, engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "broken.csv").write_bytes(BROKEN[broken].encode("cp1252"))
    monkeypatch.setattr(delimited_table, "WHOLE_BYTES", whole_bytes)
    found, plain = (
        strict(profile_delimited(open_source("broken.csv"), 5, 100, name)) for name in (engine, "plain")
    )
    assert agreed(found) == agreed(plain)
    pandas = pytest.importorskip("pandas")
    frame = eval(found["load_line"], {"pd": pandas})
    assert len(frame) == found["rows"]
    told = [(column["name"], column["dtype"], column["nulls"]) for column in found["columns"]]
    assert told == [(name, dtype_name(frame[name]), int(frame[name].isna().sum())) for name in frame.columns]


def test_an_engine_reads_most_tables_itself(engine: str, corpus: CorpusFolder, sampling: Readers) -> None:
    files = [file for file in DELIMITED if not file.needs]
    for file in files:
        corpus.write(file)
    own = [file.name for file in files if sampling.read_by(file, engine) == engine]
    assert len(own) * 100 >= OWN_SHARE * len(files), sorted({file.name for file in files} - set(own))


def test_a_large_file_is_read_by_the_first_engine_there_is(corpus: CorpusFolder, counting: Readers) -> None:
    file = next(file for file in DELIMITED if file.name == "large.csv")
    corpus.write(file)
    able = [name for name in COUNTING if is_installed(name)]
    assert counting.read_by(file, None) == able[0]
