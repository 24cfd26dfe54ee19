"""Pictures: their size, without unpacking a pixel."""

from __future__ import annotations

import os
import re
from typing import Any

from ..hello import package_version
from ..reply import HelperError
from .image_headers import READERS, BrokenHeader
from .signatures import NAMES, read_head, true_kind, what_it_is
from .source_file import SourceFile
from .xml_reader import UnsafeXml, walk

#: A picture of more pixels is called out.
MANY_PIXELS = 500_000_000
EXTENSIONS = {"jpg": "jpeg", "jpe": "jpeg", "tif": "tiff"}
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?\s*")


def profile_image(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Width, height, mode and bit depth. Raises `HelperError` for what is none, or damaged."""
    head = read_head(source)
    kind = true_kind(head)
    notes = []
    if kind not in READERS:
        raise HelperError(f"{source.name} is not an image: it is {what_it_is(head)}.")
    if kind != EXTENSIONS.get(source.kind, source.kind):
        notes.append(f"It is {NAMES[kind]}, although its name ends with .{source.kind}.")
    try:
        with source.open() as stream:
            details = READERS[kind](stream)
    except BrokenHeader as error:
        raise HelperError(f"{source.name} is a damaged {_bare(kind)}: {error}.") from None
    pixels = details["width"] * details["height"]
    if pixels == 0:
        raise HelperError(f"{source.name} is a damaged {_bare(kind)}: it has no pixels.")
    if pixels > MANY_PIXELS:
        memory, size = pixels * 3 // 1024**3 + 1, os.path.getsize(source.path)
        notes.append(
            f"It declares {details['width']} × {details['height']} pixels, {memory} GB of memory, in {size} "
            "bytes: load it only if you trust it."
        )
    return {"type": kind, "load_line": _load_line(source.name, notes), "details": details, "notes": notes}


def _bare(kind: str) -> str:
    return NAMES[kind].partition(" ")[2]


def _load_line(name: str, notes: list[str]) -> str:
    if package_version("PIL") is None:
        if package_version("matplotlib") is not None:
            return f"__import__('matplotlib.image', fromlist=['x']).imread({name!r})"
        notes.append("The load line needs a package that is not installed: %pip install pillow")
    return f"__import__('PIL.Image', fromlist=['x']).open({name!r})"


def profile_svg(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Size and number of elements of a drawing. Raises `HelperError` when it is no SVG."""
    root: dict[str, str] | None = None
    count = 0

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal root, count
        if root is None:
            if element != "svg":
                raise HelperError(
                    f"{source.name} is not an SVG drawing: its outermost element is <{element}>."
                )
            root = attributes
        count += 1

    source.read(1)
    notes: list[str] = []
    try:
        with source.open() as stream:
            for _ in walk(stream, source.name, start, allows_doctype=True):
                pass
    except UnsafeXml:
        notes.append("It declares entities; it was not read.")
    box = re.split(r"[\s,]+", (root or {}).get("viewBox", "").strip())
    width, height = (_length((root or {}).get(side)) for side in ("width", "height"))
    if len(box) == 4:
        width, height = width or _length(box[2]), height or _length(box[3])
    return {
        "type": "svg",
        "load_line": f"__import__('IPython.display', fromlist=['x']).SVG({source.name!r})",
        "details": {"width": width, "height": height, "elements": count},
        "notes": notes,
    }


def _length(text: str | None) -> float | None:
    match = LENGTH.fullmatch(text or "")
    if match is None:
        return None
    value = float(match.group(1))
    return int(value) if value == int(value) else value
