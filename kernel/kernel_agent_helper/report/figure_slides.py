"""Pictures: files, and figures of matplotlib and Plotly as pictures."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from typing import Any

from ..kinds import class_package, is_a, type_name
from ..reply import HelperError
from .deck import BuiltSlide, Deck
from .deck_paths import inside
from .evaluation import reason_of, shortened
from .geometry import POINT, Box
from .limits import MAX_ALT_TEXT, MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS
from .plain_text import cut_end, one_line
from .shape_xml import picture_xml
from .slide_draft import SlideDraft
from .slide_spec import SlideSpec

DOTS = 200
#: Small pictures are not blown up beyond this many points for each of their pixels.
POINTS_PER_PIXEL = 1.5
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
ENDINGS = {"svg": "SVG", "svgz": "SVG", "pdf": "PDF", "eps": "EPS", "webp": "WebP", "html": "HTML"}


@dataclass(frozen=True)
class Picture:
    content: bytes
    width: int
    height: int
    alt: str


def picture_of(deck: Deck, spec: SlideSpec, box: Box, alt: str) -> Picture:
    """The picture of a slide. Raises `HelperError`."""
    given = spec.figure or {}
    path = given.get("path")
    if path:
        shown = deck.evaluation.text(str(path), spec.number, "path of the figure")
        content, what = _file(shown, spec.number), f"the picture {shown}"
        name = os.path.splitext(os.path.basename(shown))[0].replace("_", " ")
    else:
        expression = str(given.get("figure"))
        value = deck.evaluation.value(expression, spec.number, "figure")
        content, what = _rendered(value, expression, spec.number, box), f"the figure {shortened(expression)}"
        name = _figure_title(value) or one_line(expression)
    width, height = _checked(content, what, spec.number)
    return Picture(content, width, height, alt or cut_end(f"Figure: {name}", MAX_ALT_TEXT))


def add_picture(
    draft: SlideDraft, built: BuiltSlide, picture: Picture, region: Box, at_top: bool = False
) -> None:
    """As large as it fits, in the middle; `at_top` where text stands beside it."""
    _, reference = draft.part.get_or_add_image_part(io.BytesIO(picture.content))
    scale = min(region.width / picture.width, region.height / picture.height, POINTS_PER_PIXEL * POINT)
    width, height = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
    box = Box(
        region.x + (region.width - width) // 2,
        region.y + (0 if at_top else (region.height - height) // 2),
        width,
        height,
    )
    number = draft.next_id()
    draft.add(picture_xml(number, f"Picture {number}", picture.alt, box, reference))
    built.pictures += 1


def _file(shown: str, slide: int) -> bytes:
    ending = os.path.splitext(shown)[1].lower().lstrip(".")
    if ending in ENDINGS:
        raise HelperError(
            f"Slide {slide}: {shown} is {ENDINGS[ending]}, which cannot be put into a slide here: "
            "save it as PNG and name that."
        )
    path = inside(shown, f"Slide {slide}: the picture")
    try:
        if os.path.isdir(path):
            raise HelperError(f"Slide {slide}: {shown} is a folder: name a PNG or JPEG file in it.")
        if os.path.getsize(path) > MAX_PICTURE_BYTES:
            raise HelperError(
                f"Slide {slide}: {shown} is larger than {MAX_PICTURE_BYTES // 1024**2} MB: save it smaller."
            )
        with open(path, "rb") as stream:
            return stream.read()
    except (FileNotFoundError, ValueError) as error:
        raise HelperError(
            f"Slide {slide}: there is no picture {shown}: save it first, or name one that exists."
        ) from error
    except OSError as error:
        raise HelperError(
            f"Slide {slide}: {shown} cannot be read ({error.strerror}): check its permissions."
        ) from error


def _rendered(value: Any, expression: str, slide: int, box: Box) -> bytes:
    where = f"Slide {slide}: the figure {shortened(expression)}"
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    if class_package(type(value)) == "plotly" or hasattr(value, "to_image"):
        return _plotly(value, where, box)
    figure = _matplotlib_figure(value)
    try:
        if figure is not None:
            return _saved(figure)
        if is_a(value, "PIL.Image", "Image"):
            stream = io.BytesIO()
            value.save(stream, "PNG")
            return stream.getvalue()
        picture = value._repr_png_() if hasattr(value, "_repr_png_") else None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise HelperError(f"{where} cannot be drawn, {reason_of(error)}: correct the figure.") from error
    if isinstance(picture, (bytes, bytearray)):
        return bytes(picture)
    raise HelperError(
        f"{where} is no figure ({type_name(value)}): name a figure of matplotlib or Plotly, or "
        "save it and give its `path`."
    )


def _matplotlib_figure(value: Any) -> Any:
    """The figure itself, or that of axes or of a grid of them."""
    for candidate in (value, getattr(value, "figure", None), getattr(value, "fig", None)):
        if (
            candidate is not None
            and callable(getattr(candidate, "savefig", None))
            and hasattr(candidate, "dpi")
        ):
            return candidate
    if is_a(value, "numpy", "ndarray") and value.size and value.dtype.kind == "O":
        return _matplotlib_figure(value.flat[0])
    return None


def _saved(figure: Any) -> bytes:
    stream = io.BytesIO()
    # Without the program's name in it, which is all that would tell two pictures of one figure apart.
    figure.savefig(
        stream, format="png", dpi=DOTS, bbox_inches="tight", pad_inches=0.08, metadata={"Software": None}
    )
    return stream.getvalue()


def _plotly(value: Any, where: str, box: Box) -> bytes:
    width = 1000
    try:
        return bytes(
            value.to_image(format="png", width=width, height=max(1, width * box.height // box.width), scale=2)
        )
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        text = one_line(error).lower()
        if isinstance(error, ImportError) or "kaleido" in text or "chrome" in text:
            missing = "Chrome" if "chrome" in text and "kaleido" not in text else "the package kaleido"
            fix = "run `plotly_get_chrome`" if missing == "Chrome" else "run `%pip install kaleido`"
            raise HelperError(
                f"{where} is one of Plotly, which needs {missing} to become a picture: {fix}, or "
                "use a `chart`."
            ) from error
        raise HelperError(f"{where} cannot be drawn, {reason_of(error)}: correct the figure.") from error


def _figure_title(value: Any) -> str:
    """What stands above a figure of matplotlib."""
    try:
        figure = _matplotlib_figure(value)
        if figure is None:
            return ""
        titles = [figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""]
        titles += [axes.get_title() for axes in figure.axes]
        return one_line("; ".join(title for title in titles if title))
    except Exception:
        return ""


def _checked(content: bytes, what: str, slide: int) -> tuple[int, int]:
    """Width and height in pixels of a picture that can be read to its end."""
    from PIL import Image

    if content[:300].lstrip()[:5] in (b"<?xml", b"<svg ") or b"<svg" in content[:300]:
        raise HelperError(f"Slide {slide}: {what} is SVG: save it as PNG and name that.")
    try:
        with Image.open(io.BytesIO(content)) as image:
            size, kind = image.size, image.format
            if size[0] * size[1] > MAX_PICTURE_PIXELS:
                raise HelperError(
                    f"Slide {slide}: {what} has {size[0]:,} times {size[1]:,} pixels: save it smaller."
                )
            if kind not in FORMATS:
                raise HelperError(f"Slide {slide}: {what} is {kind}: save it as PNG or JPEG.")
            image.load()
    except HelperError:
        raise
    except Exception as error:
        raise HelperError(
            f"Slide {slide}: {what} is no picture that can be read: save it as PNG or JPEG."
        ) from error
    return size
