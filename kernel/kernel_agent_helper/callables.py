"""Functions and classes, from what is stored in them; `inspect` would run code of the user's."""

from __future__ import annotations

from types import BuiltinFunctionType, FunctionType
from typing import Any

from .kinds import class_module, descends_from, is_exactly
from .outline import outline
from .texts import clip


def describe_callable(value: Any) -> str | None:
    """`(price, rate=0.2)` for a function, `class (Base)` for a class; None when `value` is neither."""
    if is_exactly(value, (FunctionType,)):
        return _from(value.__module__) + clip(signature(value), 140)
    if is_exactly(value, (BuiltinFunctionType,)):
        return _from(value.__module__) + "built in"
    if descends_from(value, type):
        bases = [base.__name__ for base in type.__dict__["__bases__"].__get__(value) if base is not object]
        return f"{_from(class_module(value))}class {type.__dict__['__name__'].__get__(value)}" + (
            f"({', '.join(bases)})" if bases else ""
        )
    return None


def signature(function: Any) -> str:
    """The parameters as they were written, defaults in short."""
    code = function.__code__
    names = code.co_varnames
    positional, keyword_only = code.co_argcount, code.co_kwonlyargcount
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    parts = []
    for position, name in enumerate(names[:positional]):
        default = position - (positional - len(defaults))
        parts.append(name if default < 0 else f"{name}={_short(defaults[default])}")
        if position + 1 == code.co_posonlyargcount:
            parts.append("/")
    after = positional + keyword_only
    if code.co_flags & 0x04:
        parts.append("*" + names[after])
        after += 1
    elif keyword_only:
        parts.append("*")
    for name in names[positional : positional + keyword_only]:
        parts.append(f"{name}={_short(keyword_defaults[name])}" if name in keyword_defaults else name)
    if code.co_flags & 0x08:
        parts.append("**" + names[after])
    return f"({', '.join(parts)})"


def _short(value: object) -> str:
    return outline(value, items=3, characters=30, depth=1)


def _from(module: object) -> str:
    return f"from {module}, " if type(module) is str and module not in ("__main__", "builtins") else ""
