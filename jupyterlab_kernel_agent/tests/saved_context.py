"""Saves file contexts for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyterlab_kernel_agent import file_context


def context_file(notebook: Path, session: str = "main") -> Path:
    return notebook.parent / "sales 2024.agent" / session / "file_context.json"


def save(notebook: Path, *paths: str, session: str = "main", **metadata: Any) -> None:
    assert file_context.save(session, paths, dict.fromkeys(paths, metadata), notebook=notebook)
