"""Every package that is installed says the same of Parquet and Feather files, and what is true."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest
from corpus import good_files
from corpus.good_file import GoodFile
from corpus_checks import agreed, profile_differences
from corpus_folder import CorpusFolder
from kernel_agent_helper.files import columnar_table, profile_parquet
from kernel_agent_helper.files.profile_file import open_source
from kernel_agent_helper.reply import strict

COLUMNAR = [file for file in good_files() if file.family == "columnar"]
#: How differences begin that concern what is counted in a sample.
OF_SAMPLE = (": distinct is", ": examples are", ": top is", ": histogram is")


def profile_with(file: GoodFile, package: str) -> dict[str, Any]:
    is_parquet = file.type == "parquet"
    able = profile_parquet.PARQUET_ENGINES if is_parquet else profile_parquet.FEATHER_ENGINES
    if package not in able or importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} does not read it, or is not installed")
    function = profile_parquet.profile_parquet if is_parquet else profile_parquet.profile_feather
    found = strict(function(open_source(file.name), 5, 100, package))
    assert found["columns"], found["notes"]
    return found


@pytest.mark.parametrize("file", COLUMNAR, ids=[file.name for file in COLUMNAR])
@pytest.mark.parametrize("package", profile_parquet.PARQUET_ENGINES)
def test_R9_the_packages_agree(file: GoodFile, package: str, corpus: CorpusFolder) -> None:
    corpus.write(file)
    assert profile_differences(profile_with(file, package), file) == []


@pytest.mark.parametrize("file", COLUMNAR, ids=[file.name for file in COLUMNAR])
@pytest.mark.parametrize("package", profile_parquet.PARQUET_ENGINES)
def test_R9_the_packages_agree_on_tables_too_large_to_be_counted(
    file: GoodFile, package: str, corpus: CorpusFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.write(file)
    monkeypatch.setattr(columnar_table, "WHOLE_CELLS", 0)
    found = profile_with(file, package)
    differences = profile_differences(found, file)
    assert [each for each in differences if not any(key in each for key in OF_SAMPLE)] == []
    measure = "polars" if importlib.util.find_spec("polars") else package
    assert agreed(found) == agreed(profile_with(file, measure))
