"""Text in a box: shrunk within bounds, continued elsewhere, or cut where neither will do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .plain_text import cut_end
from .text_measure import LINE, TextMeasure
from .wrapping import height_of, wrap

#: A size is tried after a larger one that is this many points above it.
STEP = 1.0
#: What lines may be short of a box's height, since programs round.
ROOM = 0.98
#: A text is taken to have no narrower letters on average, in sizes of its font.
NARROWEST = 0.15


@dataclass(frozen=True)
class Paragraph:
    """Text without line feeds.

    `points` is the size of its letters; `indent` and `before` are in points, `spacing` is a factor of a line.
    """

    text: str
    points: float
    bold: bool = False
    level: int = 0
    indent: float = 0.0
    before: float = 0.0
    spacing: float = 1.0
    #: The rest of a paragraph whose beginning is on the slide before: it has no bullet.
    goes_on: bool = False

    def scaled(self, scale: float) -> Paragraph:
        return replace(self, points=_rounded(self.points * scale), before=self.before * scale)


@dataclass(frozen=True)
class FittedText:
    text: str
    points: float
    was_cut: bool


def lines_of(paragraph: Paragraph, width: float, measure: TextMeasure) -> list[str]:
    room = max(paragraph.points, width - paragraph.indent)
    return wrap(paragraph.text, room, paragraph.points, measure, paragraph.bold)


def paragraph_height(paragraph: Paragraph, width: float, measure: TextMeasure) -> float:
    lines = height_of(lines_of(paragraph, width, measure), paragraph.points)
    return lines * paragraph.spacing + paragraph.before


def total_height(paragraphs: list[Paragraph], width: float, measure: TextMeasure) -> float:
    return sum(paragraph_height(each, width, measure) for each in paragraphs)


def fit_text(
    text: str,
    width: float,
    height: float,
    points: float,
    floor: float,
    measure: TextMeasure,
    *,
    bold: bool = False,
    spacing: float = 1.0,
    suffix: str = "",
) -> FittedText:
    """Both texts at the largest size from `points` to `floor` at which they fit, or `text` cut at `floor`."""
    size = points
    most = int(height / (floor * LINE) + 1) * int(width / (floor * NARROWEST) + 1)
    if len(text) > most:
        # So long a text is not measured at every size, only to be cut in the end.
        text, size = text[: most + 1], floor
    while True:
        if _fits(text + suffix, width, height, size, measure, bold, spacing):
            return FittedText(text + suffix, size, False)
        if size <= floor:
            break
        size = max(floor, size - STEP)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(cut_end(text, middle) + suffix, width, height, size, measure, bold, spacing):
            low = middle
        else:
            high = middle - 1
    return FittedText(cut_end(text, max(1, low)) + suffix, size, True)


def split_paragraphs(
    paragraphs: list[Paragraph],
    width: float,
    height: float,
    measure: TextMeasure,
    scales: tuple[float, ...],
    paged: float,
) -> list[list[Paragraph]]:
    """The paragraphs at the largest of `scales` at which they fit on one page, or on as many as it takes.

    Those of several pages have the scale `paged`: there is room for letters that are not the smallest.
    """
    for scale in scales:
        scaled = [each.scaled(scale) for each in paragraphs]
        if total_height(scaled, width, measure) <= height * ROOM:
            return [scaled]
    return _pages(
        [each.scaled(paged) for each in paragraphs],
        width,
        height * ROOM,
        measure,
    )


def _pages(
    paragraphs: list[Paragraph], width: float, height: float, measure: TextMeasure
) -> list[list[Paragraph]]:
    pages: list[list[Paragraph]] = [[]]
    used = 0.0
    waiting = list(reversed(paragraphs))
    while waiting:
        paragraph = waiting.pop()
        need = paragraph_height(paragraph, width, measure)
        if used + need <= height:
            pages[-1].append(paragraph)
            used += need
            continue
        if pages[-1] and need <= height:
            pages.append([])
            used = 0.0
            waiting.append(paragraph)
            continue
        first, rest = _divided(paragraph, width, height - used, measure, must=not pages[-1])
        if first is not None:
            pages[-1].append(first)
        if rest is not None:
            pages.append([])
            used = 0.0
            waiting.append(rest)
    return pages


def _divided(
    paragraph: Paragraph, width: float, room: float, measure: TextMeasure, must: bool
) -> tuple[Paragraph | None, Paragraph | None]:
    """What fits of a paragraph that is higher than a page, and the rest of it."""
    lines = lines_of(paragraph, width, measure)
    count = 0
    while count < len(lines):
        height = height_of(lines[: count + 1], paragraph.points) * paragraph.spacing + paragraph.before
        if height > room:
            break
        count += 1
    count = max(count, 1 if must else 0)
    if count == 0:
        return None, paragraph
    end = sum(len(line) for line in lines[:count])
    rest = paragraph.text[end:].lstrip(" ")
    first = replace(paragraph, text=paragraph.text[:end].rstrip(" "))
    return first, replace(paragraph, text=rest, goes_on=True) if rest else None


def _fits(
    text: str,
    width: float,
    height: float,
    points: float,
    measure: TextMeasure,
    bold: bool,
    spacing: float,
) -> bool:
    return height_of(wrap(text, width, points, measure, bold), points) * spacing <= height


def _rounded(points: float) -> float:
    """PowerPoint knows hundredths; halves are enough and read better in its list of sizes."""
    return max(1.0, int(points * 2) / 2)
