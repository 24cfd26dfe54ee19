"""Makes the helper importable as a plain package, and gives tests a user's namespace."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from corpus_folder import CorpusFolder
from live_kernel import LiveKernel
from report_trial import ReportTrial


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The user's variables, as the helper sees them in this test."""
    from kernel_agent_helper import evaluate, interpolation, namespace

    values: dict[str, Any] = {}
    monkeypatch.setattr(namespace, "user_namespace", lambda: values)
    monkeypatch.setattr(evaluate, "user_namespace", lambda: values)
    monkeypatch.setattr(interpolation, "user_namespace", lambda: values)
    return values


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReportTrial:
    """Builds decks in an empty folder."""
    return ReportTrial(tmp_path, monkeypatch)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[LiveKernel]:
    """A fresh kernel of its own."""
    with LiveKernel(tmp_path) as kernel:
        yield kernel


@pytest.fixture(scope="module")
def shared_kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKernel]:
    """A kernel with the helper in it; tests that use it clean up after themselves."""
    with LiveKernel(tmp_path_factory.mktemp("kernel")) as kernel:
        kernel.inject()
        yield kernel


@pytest.fixture(scope="session")
def corpus_path(tmp_path_factory: pytest.TempPathFactory) -> CorpusFolder:
    """The corpus of data files; each is written when a test asks for it."""
    return CorpusFolder(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def corpus(corpus_path: CorpusFolder, monkeypatch: pytest.MonkeyPatch) -> CorpusFolder:
    """The corpus as the working folder."""
    monkeypatch.chdir(corpus_path.path)
    return corpus_path
