"""Whether a theme's accent can be read on its background."""

from __future__ import annotations

from typing import Any

from .text_style import A, P

#: Contrast of large text that can be read, as the rules for accessible pages have it.
LEAST_CONTRAST = 3.0


def accent_is_readable(theme: Any, master: Any) -> bool:
    """True where the first accent stands out from the background; False where that is not known."""
    accent, background = _color(theme, master, "accent1"), _color(theme, master, "bg1")
    if accent is None or background is None:
        return False
    lighter, darker = sorted((_luminance(accent), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05) >= LEAST_CONTRAST


def _color(theme: Any, master: Any, name: str) -> str | None:
    """Six hex digits of a colour that slides call by that name."""
    mapping = master.find(f"{P}clrMap")
    own = name if mapping is None else mapping.get(name, name)
    found = None if theme is None else theme.find(f".//{A}clrScheme/{A}{own}")
    if found is None or len(found) == 0:
        return None
    text = found[0].get("lastClr") or found[0].get("val") or ""
    return text if len(text) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in text) else None


def _luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
