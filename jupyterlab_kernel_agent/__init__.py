"""Kernel Agent: the Python side of the JupyterLab extension.

Importing this package costs next to nothing and needs nothing beside the standard library, because a server
imports it at every start and a user's kernel may import it too. The relay is loaded by the hooks below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .magics import Shell

try:
    from ._version import __version__
except ImportError:  # a checkout that was never built
    __version__ = "dev"

__all__ = ["__version__"]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Where JupyterLab finds the prebuilt frontend in a development install."""
    return [{"src": "labextension", "dest": "jupyterlab-kernel-agent"}]


def _jupyter_server_extension_points() -> list[dict[str, object]]:
    """What Jupyter Server loads at its start."""
    from .relay.extension import KernelAgentExtension

    return [{"module": "jupyterlab_kernel_agent", "app": KernelAgentExtension}]


def load_ipython_extension(ipython: Shell) -> None:
    """`%load_ext jupyterlab_kernel_agent`: agent cells that reach a kernel fail and name what runs them."""
    from .magics import register

    register(ipython)
