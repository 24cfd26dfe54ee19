"""The corpus on disk: each file written once in a run, when it is first asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus.good_file import GoodFile


class CorpusFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._written: set[str] = set()

    def write(self, file: GoodFile) -> str:
        """The file's path relative to the folder; skips the test when what it needs is not installed."""
        for package in file.needs:
            pytest.importorskip(package)
        if file.name not in self._written:
            file.make(self.path)
            self._written.add(file.name)
        return file.name
