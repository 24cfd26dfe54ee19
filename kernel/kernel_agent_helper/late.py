"""Modules that are run when they are first needed."""

from __future__ import annotations

import importlib
import sys
from typing import Any


def late_module(name: str, folder: str = "files") -> Any:
    """The module of that name in that folder of the helper. Raises `ImportError` when there is none."""
    package = __package__ or ""
    load = getattr(sys.modules[package], "__kernel_agent_load_late__", None)
    full = f"{package}.{folder}.{name}"
    return load(full) if load is not None else importlib.import_module(full)
