"""Colours of text beside placeholders, where a template's text has others than the theme's first."""

from __future__ import annotations

from typing import Any

from .shape_xml import MUTED, RULE, TEXT

#: How much of a line's colour is seen.
FAINT = '<a:alpha val="30000"/>'
USUAL = ("tx1", "dk1")


class TextColors:
    """A layout may be dark in a light theme: its text is light then, and so must be what is added."""

    def __init__(self, fill: Any) -> None:
        """`fill` is the `solidFill` of the layout's text; None where it says nothing."""
        color = None if fill is None or len(fill) == 0 else fill[0]
        is_usual = color is None or (color.get("val") in USUAL and len(color) == 0)
        self._changes: tuple[tuple[str, str], ...] = ()
        if not is_usual:
            kind = color.tag.rpartition("}")[2]
            inner = "".join(
                f'<a:{each.tag.rpartition("}")[2]} val="{each.get("val")}"/>'
                for each in color
                if each.get("val")
            )
            own = f'<a:{kind} val="{color.get("val")}">{inner}</a:{kind}>'
            faint = f'<a:{kind} val="{color.get("val")}">{inner}{FAINT}</a:{kind}>'
            if kind in ("srgbClr", "schemeClr"):
                # The longer ones first: one begins like the other.
                self._changes = ((MUTED, own), (RULE, faint), (TEXT, own))

    def applied(self, xml: str) -> str:
        """The XML of a shape or chart with these colours."""
        for usual, own in self._changes:
            xml = xml.replace(usual, own)
        return xml
