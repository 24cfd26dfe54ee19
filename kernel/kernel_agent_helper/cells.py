"""Single values and labels of tables, as JSON."""

from __future__ import annotations

from typing import Any

from .kinds import class_name, is_a, is_exactly
from .outline import outline
from .texts import clip


def cell(value: Any) -> Any:
    """One value of a preview as JSON: numbers stay numbers, everything else is short text."""
    if value is None or is_exactly(value, (bool, int, float)):
        return value
    if class_name(type(value)).rpartition(".")[2] in ("NAType", "NaTType"):
        return None
    if is_exactly(value, (str,)):
        return clip(value, 80)
    if is_a(value, "numpy", "generic"):
        return cell(value.item()) if not is_a(value.item(), "numpy", "generic") else str(value)
    if is_a(value, "pandas", "Timestamp"):
        return value.isoformat(sep=" ")
    return outline(value, characters=80)


def label(value: Any) -> str:
    return clip(value, 120) if is_exactly(value, (str,)) else outline(value, characters=120)
