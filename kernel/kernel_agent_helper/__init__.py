"""What the agent can ask of the user's kernel, without leaving a trace in the user's namespace.

In a kernel this package is called `_kernel_agent_helper` and comes from source text (see `loader`).
"""

from __future__ import annotations

from .calls import call
from .guard import uninstall
from .hello import first_folder

#: Where the kernel began: user code may leave that folder, also before the helper comes.
FIRST_FOLDER = first_folder()

__all__ = ["FIRST_FOLDER", "call", "uninstall"]
