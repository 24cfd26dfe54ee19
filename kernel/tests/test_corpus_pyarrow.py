"""The tests of the corpus that need pyarrow, in a process that has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from with_pyarrow import environment_with_pyarrow

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("module", "chosen"),
    [
        ("test_corpus_engines.py", "pyarrow"),
        ("test_corpus_columnar.py", "pyarrow"),
        ("test_corpus_tables.py", "parquet or feather or arrow"),
        ("test_profile_files.py", "parquet"),
    ],
)
def test_R6_R9_with_pyarrow(module: str, chosen: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", "-k", chosen]
    done = subprocess.run(
        [*command, str(HERE / module)],
        cwd=HERE.parent.parent,
        env=environment_with_pyarrow(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert " passed" in done.stdout
