"""The corpus on disk: each file is written, and profiled, once in a run, when it is first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from corpus.good_file import GoodFile
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import strict


class CorpusFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._written: set[str] = set()
        self._profiles: dict[str, dict[str, Any]] = {}

    def write(self, file: GoodFile) -> str:
        """The file's path relative to the folder; skips the test when what it needs is not installed."""
        for package in file.needs:
            pytest.importorskip(package)
        if file.name not in self._written:
            file.make(self.path)
            self._written.add(file.name)
        return file.name

    def profile(self, file: GoodFile) -> dict[str, Any]:
        """The file's profile as strict JSON; the folder has to be the working folder."""
        name = self.write(file)
        if name not in self._profiles:
            self._profiles[name] = strict(profile_file(name))
        return self._profiles[name]
