"""Modules that are run when they are first needed."""

from __future__ import annotations

import importlib
import sys
from typing import Any


def late_module(name: str) -> Any:
    """The module of that name in `files`. Raises `ImportError` when there is none."""
    package = __package__ or ""
    load = getattr(sys.modules[package], "__kernel_agent_load_late__", None)
    full = f"{package}.files.{name}"
    return load(full) if load is not None else importlib.import_module(full)
