"""Makes modules of source text. Run on its own, before there is a package, so it imports nothing of it."""

from __future__ import annotations

import hashlib
import json
import linecache
import sys
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType

PACKAGE = "_kernel_agent_helper"
DIGEST = "__kernel_agent_digest__"
HELLO = "eyJuYW1lIjogImhlbGxvIiwgImFyZ3MiOiB7fX0="


def load(sources: dict[str, str]) -> object:
    """Loads `{module name: source}` unless it is loaded already, and returns the reply to `hello`.

    Names are `_kernel_agent_helper` or begin with `_kernel_agent_helper.`; their order does not matter.
    Raises what a module raises while it is loaded; nothing is left in `sys.modules` then.
    """
    digest = hashlib.sha256(json.dumps(sources, sort_keys=True).encode()).hexdigest()
    present = sys.modules.get(PACKAGE)
    known = None if present is None else getattr(present, DIGEST, None)
    if present is not None and known is None:
        raise RuntimeError(f"A module that is not the agent's is called {PACKAGE} here.")
    if known != digest:
        if present is not None:
            _forget(present)
        _load_all(sources)
        setattr(sys.modules[PACKAGE], DIGEST, digest)
    return sys.modules[PACKAGE].call(HELLO)


def _load_all(sources: dict[str, str]) -> None:
    packages = {PACKAGE, *(name.rpartition(".")[0] for name in sources if name != PACKAGE)}
    modules = {name: _new_module(name, source, name in packages) for name, source in sources.items()}
    sys.modules.update(modules)
    try:
        waiting = {name: _compiled(name, source) for name, source in sources.items()}
        while waiting:
            _load_some(waiting, modules)
    except BaseException:
        for name in modules:
            sys.modules.pop(name, None)
        raise


def _compiled(name: str, source: str) -> CodeType:
    return compile(source, _file_name(name), "exec", dont_inherit=True)


def _load_some(waiting: dict[str, CodeType], modules: dict[str, ModuleType]) -> None:
    """Runs the modules whose siblings are there; raises when that is none of them."""
    problem: ImportError | None = None
    progress = False
    for name, code in list(waiting.items()):
        try:
            exec(code, modules[name].__dict__)
        except ImportError as error:
            problem = error
        else:
            del waiting[name]
            progress = True
    if problem is not None and not progress:
        raise problem


def _new_module(name: str, source: str, is_package: bool) -> ModuleType:
    module = ModuleType(name)
    module.__spec__ = ModuleSpec(name, None, is_package=is_package)
    module.__package__ = name if is_package else name.rpartition(".")[0]
    if is_package:
        module.__path__ = []
    # No modification time: the line cache keeps such an entry although there is no file.
    linecache.cache[_file_name(name)] = (len(source), None, source.splitlines(True), _file_name(name))
    return module


def _file_name(name: str) -> str:
    return f"<kernel agent>/{name[len(PACKAGE) + 1 :] or '__init__'}.py"


def _forget(package: ModuleType) -> None:
    """Removes an earlier version, which an upgrade of the extension may have left in a running kernel."""
    try:
        package.uninstall()
    finally:
        for name in [name for name in sys.modules if name == PACKAGE or name.startswith(PACKAGE + ".")]:
            del sys.modules[name]
