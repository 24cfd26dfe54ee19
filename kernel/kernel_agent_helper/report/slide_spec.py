"""One slide of an outline, as the helper was given it: checked, nothing evaluated yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..reply import HelperError
from .limits import MAX_BULLETS, MAX_METRICS, MAX_OUTLINE_SLIDES

KINDS = ("title", "section", "bullets", "metrics", "table", "chart", "figure")
CHARTS = ("bar", "line", "pie", "scatter")
#: The part of a slide that its kind is named after.
CONTENTS = ("table", "chart", "figure")
LEVELS = 5


@dataclass
class SlideSpec:
    number: int
    kind: str
    title: str
    subtitle: str = ""
    bullets: list[tuple[str, int]] = field(default_factory=list)
    metrics: list[dict[str, str]] = field(default_factory=list)
    table: dict[str, Any] | None = None
    chart: dict[str, Any] | None = None
    figure: dict[str, Any] | None = None
    alt_text: str = ""
    notes: str = ""


def slide_specs(outline: Any) -> list[SlideSpec]:
    """The slides of an outline. Raises `HelperError` with the slide's number and what to do."""
    slides = outline.get("slides") if isinstance(outline, dict) else None
    if not isinstance(slides, list) or not slides:
        raise HelperError("The outline has no slides: give it at least one in `slides`.")
    if len(slides) > MAX_OUTLINE_SLIDES:
        raise HelperError(
            f"The outline has {len(slides)} slides and at most {MAX_OUTLINE_SLIDES} are built: "
            "write several decks."
        )
    return [_spec(slide, number) for number, slide in enumerate(slides, 1)]


def _spec(slide: Any, number: int) -> SlideSpec:
    if not isinstance(slide, dict):
        raise HelperError(f"Slide {number}: it is no object with `kind` and `title`: write it as one.")
    kind = slide.get("kind")
    if kind not in KINDS:
        raise HelperError(f"Slide {number}: there is no kind {kind!r}: use one of {', '.join(KINDS)}.")
    spec = SlideSpec(
        number,
        kind,
        _text(slide, "title", number),
        _text(slide, "subtitle", number),
        [_bullet(each, number) for each in _list(slide, "bullets", number, MAX_BULLETS)],
        [_metric(each, number) for each in _list(slide, "metrics", number, MAX_METRICS)],
        _part(slide, "table", number, ("data",)),
        _part(slide, "chart", number, ("data",)),
        _part(slide, "figure", number, ()),
        _text(slide, "alt_text", number),
        _text(slide, "notes", number),
    )
    _check_contents(spec)
    return spec


def _check_contents(spec: SlideSpec) -> None:
    where = f"Slide {spec.number}"
    given = [name for name in CONTENTS if getattr(spec, name) is not None]
    if spec.kind in ("title", "section"):
        extra = [*given, *(name for name in ("bullets", "metrics") if getattr(spec, name))]
        if extra:
            raise HelperError(
                f"{where}: a {spec.kind} slide holds a title and a subtitle only: put its "
                f"{extra[0]} on a slide of its own."
            )
    elif spec.kind in CONTENTS:
        if spec.kind not in given:
            raise HelperError(f"{where}: a {spec.kind} slide needs `{spec.kind}`: add it or change the kind.")
    elif not getattr(spec, spec.kind):
        raise HelperError(f"{where}: a {spec.kind} slide needs `{spec.kind}`: add some or change the kind.")
    if len(given) > 1:
        raise HelperError(
            f"{where}: it has a {given[0]} and a {given[1]}: put each of them on a slide of its own."
        )
    if spec.chart is not None and spec.chart.get("type") not in CHARTS:
        raise HelperError(
            f"{where}: there is no chart type {spec.chart.get('type')!r}: use one of {', '.join(CHARTS)}."
        )
    figure = spec.figure
    if figure is not None and bool(figure.get("path")) == bool(figure.get("figure")):
        raise HelperError(f"{where}: a figure needs either `path` or `figure`: give one of them.")


def _text(slide: dict[str, Any], name: str, number: int) -> str:
    value = slide.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise HelperError(f"Slide {number}: its {name} is no text: write it in quotes.")
    return value


def _list(slide: dict[str, Any], name: str, number: int, most: int) -> list[Any]:
    value = slide.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise HelperError(f"Slide {number}: its {name} are no list: write them as one.")
    if len(value) > most:
        raise HelperError(
            f"Slide {number}: it has {len(value)} {name} and at most {most} fit: spread them over "
            "several slides."
        )
    return value


def _bullet(value: Any, number: int) -> tuple[str, int]:
    if isinstance(value, str):
        return value, 0
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        level = value.get("level") or 0
        if isinstance(level, int) and 0 <= level < LEVELS:
            return value["text"], level
    raise HelperError(
        f"Slide {number}: a bullet is a text, or an object with `text` and a `level` from 0 to {LEVELS - 1}."
    )


def _metric(value: Any, number: int) -> dict[str, str]:
    if isinstance(value, dict):
        found = {name: value.get(name) or "" for name in ("label", "value", "note")}
        if all(isinstance(each, str) for each in found.values()) and found["value"].strip():
            return found
    raise HelperError(f"Slide {number}: a metric needs the texts `label` and `value`: add them.")


def _part(slide: dict[str, Any], name: str, number: int, needed: tuple[str, ...]) -> dict[str, Any] | None:
    value = slide.get(name)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise HelperError(f"Slide {number}: its {name} is no object: write it as one.")
    for each in needed:
        if not isinstance(value.get(each), str):
            raise HelperError(f"Slide {number}: its {name} needs `{each}`, an expression in quotes: add it.")
    return value
