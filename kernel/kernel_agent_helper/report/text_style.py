"""How a placeholder's text looks: what its layout, master and presentation say of it, nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .geometry import POINT
from .text_measure import TextMeasure, measure_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DEFAULT_FAMILY = "Arial"
DEFAULT_POINTS = 18.0
#: Left, top, right and bottom edge of a text box, where nothing is said of them.
EDGES = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))
TITLES = ("title", "ctrTitle")
BODIES = ("body", "subTitle", "obj", None)


@dataclass(frozen=True)
class LevelStyle:
    """Sizes in points; `spacing` is a factor."""

    points: float
    bold: bool
    family: str
    upper: bool
    indent: float
    before: float
    spacing: float

    @property
    def measure(self) -> TextMeasure:
        return measure_of(self.family)


class StyleChain:
    """The list styles that hold for a placeholder of a layout."""

    def __init__(self, placeholder: Any, master: Any, presentation: Any, fonts: tuple[str, str]) -> None:
        """`placeholder` and `master` are elements; `fonts` the theme's for titles and for text."""
        self._fonts = fonts
        kind = placeholder.find(f".//{P}ph").get("type")
        parent = _same_kind(master, kind)
        shapes = self._shapes = [shape for shape in (placeholder, parent) if shape is not None]
        self._bodies = [shape.find(f"{P}txBody/{A}bodyPr") for shape in shapes]
        self._lists = [shape.find(f"{P}txBody/{A}lstStyle") for shape in shapes]
        name = "titleStyle" if kind in TITLES else "bodyStyle" if kind in BODIES else "otherStyle"
        self._lists.append(master.find(f"{P}txStyles/{P}{name}"))
        self._lists.append(presentation.find(f"{P}defaultTextStyle"))

    def edges(self) -> tuple[int, ...]:
        return tuple(int(self._of_body(name, str(default))) for name, default in EDGES)

    def is_upright(self) -> bool:
        """False for text that runs from top to bottom."""
        return self._of_body("vert", "horz") == "horz"

    def level(self, level: int) -> LevelStyle:
        points = self._run(level, "sz")
        size = int(points) / 100 if points else DEFAULT_POINTS
        latin = self._child(level, f"{A}defRPr/{A}latin", "typeface") or "+mn-lt"
        family = self._fonts[0] if latin == "+mj-lt" else self._fonts[1] if latin == "+mn-lt" else latin
        return LevelStyle(
            points=size,
            bold=self._run(level, "b") in ("1", "true"),
            family=family or DEFAULT_FAMILY,
            upper=self._run(level, "cap") == "all",
            indent=max(0, int(self._paragraph(level, "marL") or 0)) / POINT,
            before=self._space(level, "spcBef", size),
            spacing=self._spacing(level),
        )

    def fill(self) -> Any:
        """The `solidFill` of the first level's text; None where it is not said."""
        fills = [each.find(f"{A}defRPr/{A}solidFill") for each in self._levels(0)]
        # Some programs format the sample text instead.
        fills += [each.find(f"{P}txBody/{A}p/{A}r/{A}rPr/{A}solidFill") for each in self._shapes]
        return next((each for each in fills if each is not None), None)

    def _of_body(self, name: str, default: str) -> str:
        for body in self._bodies:
            if body is not None and body.get(name) is not None:
                return str(body.get(name))
        return default

    def _levels(self, level: int) -> list[Any]:
        found = [None if each is None else each.find(f"{A}lvl{level + 1}pPr") for each in self._lists]
        return [each for each in found if each is not None]

    def _paragraph(self, level: int, name: str) -> str | None:
        return next((each.get(name) for each in self._levels(level) if each.get(name) is not None), None)

    def _run(self, level: int, name: str) -> str | None:
        runs = [each.find(f"{A}defRPr") for each in self._levels(level)]
        return next((run.get(name) for run in runs if run is not None and run.get(name) is not None), None)

    def _child(self, level: int, path: str, name: str) -> str | None:
        found = [each.find(path) for each in self._levels(level)]
        return next((each.get(name) for each in found if each is not None and each.get(name)), None)

    def _space(self, level: int, name: str, size: float) -> float:
        for each in self._levels(level):
            space = each.find(f"{A}{name}")
            if space is None:
                continue
            points, share = space.find(f"{A}spcPts"), space.find(f"{A}spcPct")
            if points is not None:
                return int(points.get("val")) / 100
            return _share(share) * size * 1.2
        return 0.0

    def _spacing(self, level: int) -> float:
        for each in self._levels(level):
            share = each.find(f"{A}lnSpc/{A}spcPct")
            if share is not None:
                # Closer lines than the font's own still need its height for the first and last one.
                return max(0.9, _share(share))
        return 1.0


def theme_fonts(theme: Any) -> tuple[str, str]:
    """The families of titles and of text in a theme's element."""
    found = []
    for name in ("majorFont", "minorFont"):
        latin = None if theme is None else theme.find(f".//{A}{name}/{A}latin")
        found.append((latin.get("typeface") if latin is not None else "") or DEFAULT_FAMILY)
    return found[0], found[1]


def _share(element: Any) -> float:
    """`90000` and, in newer files, `90%`."""
    text = "100000" if element is None else str(element.get("val"))
    return float(text[:-1]) / 100 if text.endswith("%") else float(text) / 100_000


def _same_kind(master: Any, kind: str | None) -> Any:
    wanted = "title" if kind in TITLES else "body" if kind in BODIES else kind
    for shape in master.iter(f"{P}sp"):
        placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if placeholder is not None and placeholder.get("type") == wanted:
            return shape
    return None
