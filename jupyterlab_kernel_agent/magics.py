"""`%agent` and `%%agent` where no agent is: a kernel that was given an agent cell as if it were Python.

JupyterLab with this extension, and `jupyter kernel-agent run`, take agent cells out before they reach a
kernel. Other ways of running a notebook (`jupyter nbconvert --execute`, papermill, an editor) do not; there
the magics below fail with the command that works, so that the run fails as well, instead of going on without
the agent's answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, Protocol

MESSAGE = (
    "This is an agent cell, and nothing here runs it: it was sent to the Python kernel as code. "
    "Run the notebook with: jupyter kernel-agent run {notebook} "
    "(or open it in JupyterLab with Kernel Agent and run the cell there)."
)


class Shell(Protocol):
    """What is used of `IPython.core.interactiveshell.InteractiveShell`; IPython is not a dependency."""

    def register_magic_function(
        self, func: Callable[..., object], magic_kind: str, magic_name: str
    ) -> None: ...


def register(shell: Shell) -> None:
    """Makes `%agent` and `%%agent` known to a shell."""
    shell.register_magic_function(agent_line, "line", "agent")
    shell.register_magic_function(agent_cell, "cell", "agent")


class AgentCellNotRun(RuntimeError):
    """An agent cell reached the kernel. The message names the command that runs such notebooks."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: where it was raised tells the reader nothing."""
        return [f"{type(self).__name__}: {self}"]


def agent_line(line: str) -> NoReturn:
    """`%agent`: raises `AgentCellNotRun`."""
    _refuse()


def agent_cell(line: str, cell: str | None = None) -> NoReturn:
    """`%%agent`: raises `AgentCellNotRun`."""
    _refuse()


def _refuse() -> NoReturn:
    raise AgentCellNotRun(MESSAGE.format(notebook=_notebook_name()))


def _notebook_name() -> str:
    """Name of the notebook as a shell takes it; a placeholder where the kernel does not know it."""
    import shlex

    from .context_document.place import find_notebook

    try:
        return shlex.quote(find_notebook(None).name)
    except (ValueError, OSError):
        return "NOTEBOOK"
