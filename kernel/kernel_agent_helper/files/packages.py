"""Which packages the kernel has."""

from __future__ import annotations

import importlib.util
import sys


def has_package(name: str) -> bool:
    """Whether the package can be imported; it is looked for, not imported."""
    if name in sys.modules:
        return sys.modules[name] is not None
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
