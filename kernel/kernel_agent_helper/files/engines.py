"""Which engine reads a delimited text."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from ..late import late_module
from .packages import has_package
from .table_facts import CannotRead, TableFacts
from .table_plan import TablePlan

#: The quickest first; memory counts as much as time. Each with its package, module and function.
ENGINES: dict[str, tuple[str, str, str]] = {
    "duckdb": ("duckdb", "engine_duckdb", "read_with_duckdb"),
    "polars": ("polars", "engine_polars", "read_with_polars"),
    "pyarrow": ("pyarrow", "engine_pyarrow", "read_with_pyarrow"),
    "pandas": ("pandas", "engine_pandas", "read_with_pandas"),
    "plain": ("", "engine_plain", "read_plainly"),
}
#: Up to so many bytes of text the standard library is done before another engine is imported.
SMALL_BYTES = 2 * 1024**2


def read_table(plan: TablePlan, engine: str | None = None) -> tuple[TableFacts, str]:
    """The facts and the name of the engine that found them.

    `engine`: the one to use, or `plain` if that one cannot; the best there is unless given.
    Raises as `read_plainly`.
    """
    for name in _order(plan, engine):
        try:
            return _function(name)(plan), name
        except CannotRead:
            continue
        except ImportError:
            # It is there, but broken.
            continue
    return _function("plain")(plan), "plain"


def _order(plan: TablePlan, engine: str | None) -> list[str]:
    if engine is not None:
        return [engine]
    size = os.path.getsize(plan.source.path)
    if size <= SMALL_BYTES and (plan.is_whole or not plan.source.compression):
        return []
    return [name for name, (package, _, _) in ENGINES.items() if package and has_package(package)]


def _function(name: str) -> Callable[[TablePlan], TableFacts]:
    _, module, function = ENGINES[name]
    found: Any = getattr(late_module(module), function)
    return found
