"""Tables of the corpus: the profile says what is true, and its load line gives what the profile says."""

from __future__ import annotations

import pytest
from corpus import good_files
from corpus.good_file import GoodFile
from corpus_checks import frame_differences, profile_differences
from corpus_folder import CorpusFolder

TABLES = [file for file in good_files() if file.columns is not None]


@pytest.mark.parametrize("file", TABLES, ids=[file.name for file in TABLES])
def test_R6_a_table_is_described_as_it_is(file: GoodFile, corpus: CorpusFolder) -> None:
    found = corpus.profile(file)
    assert profile_differences(found, file) == []
    for text in file.notes:
        assert any(text in note for note in found["notes"]), (text, found["notes"])


@pytest.mark.parametrize("file", TABLES, ids=[file.name for file in TABLES])
def test_R10_the_load_line_gives_the_table_that_is_described(file: GoodFile, corpus: CorpusFolder) -> None:
    pandas = pytest.importorskip("pandas")
    found = corpus.profile(file)
    if file.family == "columnar":
        pytest.importorskip("pyarrow")
    frame = eval(found["load_line"], {"pd": pandas})
    assert frame_differences(frame, found, file) == []
