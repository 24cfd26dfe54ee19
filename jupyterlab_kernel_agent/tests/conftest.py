"""What several tests need."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notebook beside a data file; the kernel does not know which notebook it runs for."""
    folder = tmp_path / "Projekt ü"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "sales.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    path = folder / "sales 2024.ipynb"
    path.write_text("{}", encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return path
