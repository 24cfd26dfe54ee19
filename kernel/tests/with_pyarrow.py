"""pyarrow is not among the packages of the tests; another Python can be given it from a folder of its own."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

ENGINES = Path(__file__).parent.parent.parent / ".cache" / "engines"


def environment_with_pyarrow() -> dict[str, str]:
    """The environment of a process that has pyarrow; skips the test when it is nowhere to be had."""
    if importlib.util.find_spec("pyarrow") is None and not (ENGINES / "pyarrow").is_dir():
        pytest.skip("pyarrow is not installed")
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ENGINES), *([known] if known else [])])}
