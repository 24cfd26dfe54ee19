"""Where the file context of a notebook lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SIDECAR = ".agent"
NOTEBOOK = ".ipynb"


def find_notebook(notebook: str | os.PathLike[str] | None) -> Path:
    """The notebook, absolute; without one, the notebook that this kernel runs for.

    ValueError when that cannot be told.
    """
    if notebook is not None:
        if not os.fspath(notebook):
            raise ValueError("notebook is empty: it has to be the path of a notebook.")
        return Path(os.path.abspath(notebook))
    found = _of_kernel() or _only_one(Path.cwd())
    if found is None:
        raise ValueError(
            f"Which notebook this is cannot be told from here. Name it: notebook='sales{NOTEBOOK}', "
            f"a path relative to {Path.cwd()}."
        )
    return found


def sidecar_folder(notebook: Path) -> Path:
    """`data/sales.ipynb` → `data/sales.agent`."""
    name = notebook.name
    dot = name.rfind(".")
    return notebook.with_name(f"{name[:dot] if dot > 0 else name}{SIDECAR}")


def _of_kernel() -> Path | None:
    """As Jupyter Server or VS Code told the kernel; None when there is no such notebook any more."""
    main = sys.modules.get("__main__")
    told = [os.environ.get("JPY_SESSION_NAME"), getattr(main, "__vsc_ipynb_file__", None)]
    for name in told:
        if isinstance(name, str) and name.endswith(NOTEBOOK):
            # Some servers tell the path from their own root; the kernel starts beside the notebook.
            for path in (Path(name), Path(Path(name).name)):
                if path.is_file():
                    return Path(os.path.abspath(path))
    return None


def _only_one(folder: Path) -> Path | None:
    """The notebook in a folder that alone has a sidecar."""
    try:
        notebooks = [path for path in folder.glob(f"*{NOTEBOOK}") if sidecar_folder(path).is_dir()]
    except OSError:
        return None
    return notebooks[0] if len(notebooks) == 1 else None
