"""Makes modules of source text. Run on its own, before there is a package, so it imports nothing of it."""

from __future__ import annotations

import builtins
import hashlib
import json
import linecache
import sys
import threading
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType
from typing import Any

PACKAGE = "_kernel_agent_helper"
DIGEST = "__kernel_agent_digest__"
#: The package's attributes: all its sources, and the function that makes modules which are loaded late.
SOURCES = "__kernel_agent_sources__"
LATE_LOADER = "__kernel_agent_load_late__"
#: Modules below these are run when the first of their functions is called.
LATE = (PACKAGE + ".files", PACKAGE + ".report")
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
        load_package(sources)
        setattr(sys.modules[PACKAGE], DIGEST, digest)
    return sys.modules[PACKAGE].call(HELLO)


def load_package(sources: dict[str, str]) -> None:
    """Puts the package and its modules into `sys.modules`; those below `LATE` when they are imported."""
    _load_all({name: source for name, source in sources.items() if not _is_late(name)})
    package = sys.modules[PACKAGE]
    setattr(package, SOURCES, sources)
    setattr(package, LATE_LOADER, LateLoader(sources).load)


def load_bare(sources: dict[str, str]) -> LateLoader:
    """Like `load_package`, but every module is loaded when it is imported: what a worker starts with."""
    loader = LateLoader(sources)
    for name in (PACKAGE, *LATE):
        sys.modules[name] = _new_module(name, "", True)
    setattr(sys.modules[PACKAGE], LATE_LOADER, loader.load)
    return loader


class LateLoader:
    """Makes modules when they are first imported by one another, without a trace in `sys.meta_path`."""

    def __init__(self, sources: dict[str, str]) -> None:
        self._sources = sources
        self._lock = threading.RLock()

    def load(self, name: str) -> ModuleType:
        """The module of that full name. Raises what it raises; a module that fails is not kept."""
        with self._lock:
            present = sys.modules.get(name)
            if present is not None:
                return present
            if name not in self._sources:
                raise ImportError(f"The helper has no module {name}.")
            source = self._sources[name]
            module = _new_module(name, source, False)
            module.__dict__["__builtins__"] = {**builtins.__dict__, "__import__": self._import}
            sys.modules[name] = module
            try:
                exec(_compiled(name, source), module.__dict__)
            except BaseException:
                sys.modules.pop(name, None)
                raise
            parent, _, last = name.rpartition(".")
            setattr(sys.modules[parent], last, module)
            return module

    def _import(
        self,
        name: str,
        scope: dict[str, Any] | None = None,
        local: object = None,
        wanted: tuple[str, ...] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """Python's own import, after what it will look for was loaded."""
        if level and scope is not None:
            base = scope["__package__"].rsplit(".", level - 1)[0]
            for each in [name] if name else wanted or ():
                if f"{base}.{each}" in self._sources:
                    self.load(f"{base}.{each}")
        return __import__(name, scope, local, wanted, level)


def _is_late(name: str) -> bool:
    return name.rpartition(".")[0] in LATE


def _load_all(sources: dict[str, str]) -> None:
    packages = {PACKAGE, *(name.rpartition(".")[0] for name in sources if name != PACKAGE)}
    packages.update(LATE)
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
