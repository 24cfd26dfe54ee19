"""The console script ``jupyter-kernel-agent``, which Jupyter also runs as ``jupyter kernel-agent``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .node import NodeNotFoundError, find_node

BUNDLE = Path(__file__).parent / "agent.mjs"

FAILED = 1
"""Exit code when the runner could not be begun; its own are in docs/headless.md."""


def main() -> int:
    """Becomes the runner. Returns an exit code where a process cannot be replaced, or nothing could begin."""
    try:
        command = runner_command(sys.argv[1:])
    except (NodeNotFoundError, FileNotFoundError) as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    environment = runner_environment(os.environ)
    if os.name == "nt":
        return _run_beside(command, environment)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(command[0], command, environment)


def runner_command(arguments: Sequence[str]) -> list[str]:
    """The runner's command line. Raises `NodeNotFoundError`, and `FileNotFoundError` without a bundle."""
    if not BUNDLE.is_file():
        raise FileNotFoundError(
            f"{BUNDLE} is missing: the package was not built. In a checkout use: npm run agent -- …"
        )
    return [find_node(), str(BUNDLE), *arguments]


def runner_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment, and with it the interpreter whose Jupyter server and kernels are meant: this one."""
    return {**environment, "KERNEL_AGENT_PYTHON": sys.executable}


def _run_beside(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Runs the runner and waits for it. Ctrl-C reaches both; what it means is for the runner to say."""
    with subprocess.Popen(command, env=dict(environment)) as runner:
        while True:
            try:
                return runner.wait()
            except KeyboardInterrupt:
                continue


if __name__ == "__main__":
    sys.exit(main())
