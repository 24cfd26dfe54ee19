"""Where the user's variables are."""

from __future__ import annotations

import sys
from typing import Any


def running_shell() -> Any:
    """The IPython shell of this process, or None. Imports nothing: where IPython runs, it is loaded."""
    module = sys.modules.get("IPython")
    get = None if module is None else getattr(module, "get_ipython", None)
    return None if get is None else get()


def user_namespace() -> dict[str, Any]:
    shell = running_shell()
    if shell is not None:
        return shell.user_ns
    return sys.modules["__main__"].__dict__


def hidden_names(values: dict[str, Any]) -> set[str]:
    """Names that IPython itself put there and that still stand for what it put there."""
    shell = running_shell()
    hidden = {} if shell is None else getattr(shell, "user_ns_hidden", None) or {}
    missing = object()
    return {name for name in hidden if values.get(name, missing) is hidden[name]}
