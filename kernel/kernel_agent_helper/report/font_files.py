"""Files of fonts on this computer, found by their names."""

from __future__ import annotations

import functools
import os
import sys

#: Files looked at before the search ends.
MAX_FILES = 20_000
ENDINGS = (".ttf", ".otf", ".ttc")
#: Names of files, without ending and in small letters; the second ones have the same widths.
REGULAR = {
    "arial": ("arial", "liberationsans-regular", "arimo-regular", "nimbussans-regular", "helvetica"),
    "helvetica": ("helvetica", "arial", "liberationsans-regular", "arimo-regular", "nimbussans-regular"),
    "calibri": ("calibri", "carlito-regular"),
    "cambria": ("cambria", "caladea-regular"),
    "times new roman": ("times", "timesnewroman", "liberationserif-regular", "tinos-regular"),
    "courier new": ("cour", "couriernew", "liberationmono-regular", "cousine-regular"),
    "segoe ui": ("segoeui",),
    "georgia": ("georgia", "gelasio-regular"),
    "arial narrow": ("arialn", "liberationsansnarrow-regular"),
}
BOLD = {
    "arial": ("arialbd", "liberationsans-bold", "arimo-bold", "nimbussans-bold"),
    "helvetica": ("helvetica-bold", "arialbd", "liberationsans-bold", "arimo-bold", "nimbussans-bold"),
    "calibri": ("calibrib", "carlito-bold"),
    "cambria": ("cambriab", "caladea-bold"),
    "times new roman": ("timesbd", "liberationserif-bold", "tinos-bold"),
    "courier new": ("courbd", "liberationmono-bold", "cousine-bold"),
    "segoe ui": ("segoeuib",),
    "georgia": ("georgiab", "gelasio-bold"),
    "arial narrow": ("arialnb", "liberationsansnarrow-bold"),
}


def font_file(family: str, bold: bool) -> str | None:
    """The path of the font of that family; None when there is none, not even one with the same widths."""
    name = family.strip().lower()
    joined = name.replace(" ", "")
    guessed = (f"{joined}-bold", f"{joined}bd") if bold else (joined, f"{joined}-regular")
    found = _files()
    for stem in (*(BOLD if bold else REGULAR).get(name, ()), *guessed):
        if stem in found:
            return found[stem]
    return None


@functools.lru_cache(maxsize=1)
def _files() -> dict[str, str]:
    """Paths by names in small letters without ending; of several the first in the order of paths."""
    found: dict[str, str] = {}
    seen = 0
    for root in _folders():
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                seen += 1
                stem, ending = os.path.splitext(name.lower())
                if ending in ENDINGS:
                    found.setdefault(stem, os.path.join(folder, name))
            if seen > MAX_FILES:
                return found
    return found


def _folders() -> list[str]:
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", home)
        windows = os.environ.get("WINDIR", "C:\\Windows")
        return [os.path.join(windows, "Fonts"), os.path.join(local, "Microsoft", "Windows", "Fonts")]
    if sys.platform == "darwin":
        return ["/System/Library/Fonts", "/Library/Fonts", os.path.join(home, "Library", "Fonts")]
    return [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        os.path.join(home, ".fonts"),
        os.path.join(home, ".local/share/fonts"),
    ]
