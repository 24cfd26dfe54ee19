"""What a value is, found out without running any code of its class.

`isinstance`, `hasattr` and `__class__` can all be answered by the value itself; its type's own slots cannot.
"""

from __future__ import annotations

import sys
from types import GetSetDescriptorType, MemberDescriptorType, ModuleType
from typing import Any

# Names of these modules go without saying; everything else is prefixed with its package.
BARE_MODULES = frozenset({"", "builtins", "pandas", "numpy"})

# Tables and queries that stand for work to be done; looking at their values would do it.
LAZY_PACKAGES = frozenset(
    {
        *(
            "bigframes",
            "daft",
            "dask",
            "dask_expr",
            "databricks",
            "datafusion",
            "django",
            "duckdb",
            "ibis",
            "modin",
        ),
        *("pyspark", "ray", "snowflake", "sqlalchemy", "sqlmodel", "vaex"),
    }
)
LAZY_TYPES = frozenset({("polars", "LazyFrame"), ("polars", "LazyGroupBy"), ("polars", "Expr")})

_module_of = type.__dict__["__module__"].__get__
_name_of = type.__dict__["__name__"].__get__
_ancestry_of = type.__dict__["__mro__"].__get__
_members_of = type.__dict__["__dict__"].__get__


def class_package(cls: type) -> str:
    """The top-level package a class says it is from; empty for the user's own and when it does not say."""
    module = _module_of(cls)
    # A package's compiled half often has the same name after an underscore.
    return module.partition(".")[0].lstrip("_") if type(module) is str and module != "__main__" else ""


def class_module(cls: type) -> str:
    module = _module_of(cls)
    return module if type(module) is str else ""


def class_name(cls: type) -> str:
    """`DataFrame`, `int`, `polars.DataFrame`, `sklearn.LinearRegression`: short and not to be mistaken."""
    package = class_package(cls)
    name = _name_of(cls)
    return name if package in BARE_MODULES else f"{package}.{name}"


def type_name(value: object) -> str:
    return class_name(type(value))


def ancestry(value: object) -> tuple[type, ...]:
    return _ancestry_of(type(value))


def descends_from(value: object, cls: type) -> bool:
    return any(ancestor is cls for ancestor in ancestry(value))


def is_exactly(value: object, classes: tuple[type, ...]) -> bool:
    cls = type(value)
    return any(cls is known for known in classes)


def loaded_class(module: str, name: str) -> type | None:
    """A class of a module that the user has imported; imports nothing, not even lazily."""
    found = sys.modules.get(module)
    if found is None or not issubclass(type(found), ModuleType):
        return None
    candidate = object.__getattribute__(found, "__dict__").get(name)
    return candidate if issubclass(type(candidate), type) else None


def is_a(value: object, module: str, name: str) -> bool:
    cls = loaded_class(module, name)
    return cls is not None and descends_from(value, cls)


def is_lazy(value: object) -> bool:
    cls = type(value)
    package = class_package(cls)
    return package in LAZY_PACKAGES or (package, _name_of(cls)) in LAZY_TYPES


def attributes(value: object, limit: int) -> list[tuple[str, Any]]:
    """Public attributes stored in the value, at most `limit`; no property and no `__getattr__` is asked."""
    found: dict[str, Any] = {}
    for cls in ancestry(value):
        members = _members_of(cls)
        if type(members.get("__dict__")) is GetSetDescriptorType:
            stored = members["__dict__"].__get__(value)
            if type(stored) is dict:
                found.update(stored)
            break
    for cls in ancestry(value):
        members = _members_of(cls)
        for name, member in members.items() if "__slots__" in members else ():
            if type(member) is MemberDescriptorType and _is_public(name):
                try:
                    found.setdefault(name, member.__get__(value))
                except AttributeError:
                    continue
    public = [(name, item) for name, item in found.items() if _is_public(name)]
    return public[:limit]


def _is_public(name: object) -> bool:
    return type(name) is str and not name.startswith("_")
