"""What the agent can ask of the user's kernel, without leaving a trace in the user's namespace.

In a kernel this package is called `_kernel_agent_helper` and comes from source text (see `loader`).
"""

from __future__ import annotations

from .calls import call
from .guard import uninstall

__all__ = ["call", "uninstall"]
