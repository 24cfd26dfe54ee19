"""What kind of Python this is."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import sys

from . import guard
from .shell import running_shell

VERSION = 1
# Module by name, with the name of its distribution where that differs.
PACKAGES = {
    "pandas": "pandas",
    "numpy": "numpy",
    "matplotlib": "matplotlib",
    "openpyxl": "openpyxl",
    "pyarrow": "pyarrow",
    "polars": "polars",
    "duckdb": "duckdb",
    "pptx": "python-pptx",
}


def hello() -> dict[str, object]:
    """Versions and folder; `packages` are looked up, not imported. Installs the output guard."""
    return {
        "version": VERSION,
        "python": platform.python_version(),
        "implementation": sys.implementation.name,
        "cwd": current_folder(),
        "packages": {name: package_version(name) for name in PACKAGES},
        "guard": guard.install(),
    }


def current_folder() -> str | None:
    try:
        return os.getcwd().replace(os.sep, "/")
    except OSError:
        return None


def first_folder() -> str | None:
    """Where the kernel began, as IPython's history of folders tells it; otherwise where it is."""
    try:
        began = os.fspath(running_shell().history_manager.dir_hist[0])
    except (AttributeError, IndexError, TypeError):
        return current_folder()
    return began.replace(os.sep, "/") if isinstance(began, str) and os.path.isdir(began) else current_folder()


def package_version(module: str) -> str | None:
    """The version of a package that can be imported, "unknown" if it does not tell; None if not there."""
    if module not in sys.modules:
        try:
            if importlib.util.find_spec(module) is None:
                return None
        except (ImportError, ValueError):
            return None
    try:
        return importlib.metadata.version(PACKAGES.get(module, module))
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
