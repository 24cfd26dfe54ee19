"""All files made by hand to do harm."""

from __future__ import annotations

from . import horrors_formats, horrors_paths, horrors_payloads, horrors_text, horrors_zipped
from .horror import Horror


def horrors() -> list[Horror]:
    families = (horrors_text, horrors_zipped, horrors_formats, horrors_payloads, horrors_paths)
    return [horror for family in families for horror in family.horrors()]
