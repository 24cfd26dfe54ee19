"""Shapes as the format writes them."""

# ruff: noqa: B905, E501 - `strict` needs Python 3.10, and XML reads better unbroken.

from __future__ import annotations

from typing import Any

from .geometry import POINT, Box
from .plain_text import escaped, is_right_to_left
from .text_fit import Paragraph

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
#: Colours of the theme that read well on its background: of text, of lesser text, and of a card.
TEXT = '<a:schemeClr val="tx1"/>'
MUTED = '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>'
ACCENT = '<a:schemeClr val="accent1"/>'
RULE = '<a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr>'
CARD = '<a:schemeClr val="bg1"><a:lumMod val="95000"/></a:schemeClr>'


def element(xml: str) -> Any:
    from pptx.oxml import parse_xml

    return parse_xml(xml)


def runs_xml(text: str, properties: str = "") -> str:
    """`text` as runs and line breaks; `properties` is the content of `rPr` with its attributes before a `|`."""
    attributes, _, inner = properties.partition("|")
    head = f"<a:rPr{attributes}>{inner}</a:rPr>"
    parts = [f"<a:r>{head}<a:t>{escaped_text(part)}</a:t></a:r>" if part else "" for part in text.split("\n")]
    return "<a:br/>".join(parts)


def escaped_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run_properties(points: float | None, color: str = "", bold: bool | None = None) -> str:
    """For `runs_xml`. None leaves to the placeholder what it says itself."""
    size = "" if points is None else f' sz="{round(points * 100)}"'
    weight = "" if bold is None else f' b="{int(bold)}"'
    fill = f"<a:solidFill>{color}</a:solidFill>" if color else ""
    return f'{size}{weight} dirty="0"|{fill}'


def direction(text: str, align: str = "l") -> str:
    """Attributes of a paragraph that runs as its text does."""
    if not is_right_to_left(text):
        return f' algn="{align}"' if align != "l" else ""
    return f' algn="{"r" if align == "l" else align}" rtl="1"'


def paragraph_xml(
    text: str,
    points: float | None,
    color: str = "",
    bold: bool | None = None,
    align: str = "l",
    before: float | None = None,
) -> str:
    space = "" if before is None else f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>'
    return (
        f"<a:p><a:pPr{direction(text, align)}>{space}</a:pPr>"
        f"{runs_xml(text, run_properties(points, color, bold))}</a:p>"
    )


def bullet_xml(paragraph: Paragraph, explicit: bool) -> str:
    """A paragraph of a list. `explicit` says its bullet and indent, where no placeholder does."""
    level = f' lvl="{paragraph.level}"' if paragraph.level else ""
    indent = round(paragraph.indent * POINT)
    hang = min(indent, round(14 * POINT))
    if paragraph.goes_on:
        place, mark = (f' marL="{indent}" indent="0"' if explicit else ' indent="0"'), "<a:buNone/>"
    elif explicit:
        place = f' marL="{indent}" indent="-{hang}"'
        mark = f'<a:buClr>{ACCENT}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
    else:
        place, mark = "", ""
    space = f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef>'
    color = TEXT if explicit else ""
    return (
        f"<a:p><a:pPr{place}{level}{direction(paragraph.text)}>{space}{mark}</a:pPr>"
        f"{runs_xml(paragraph.text, run_properties(paragraph.points, color))}</a:p>"
    )


def place_xml(box: Box, prefix: str = "a") -> str:
    return f'<{prefix}:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></{prefix}:xfrm>'


def text_box_xml(
    number: int,
    name: str,
    box: Box,
    paragraphs: str,
    *,
    fill: str = "",
    anchor: str = "t",
    edges: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> str:
    inner = " ".join(f'{side}="{edge}"' for side, edge in zip(("lIns", "tIns", "rIns", "bIns"), edges))
    color = f"<a:solidFill>{fill}</a:solidFill>" if fill else "<a:noFill/>"
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{escaped(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{place_xml(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{color}<a:ln><a:noFill/></a:ln>'
        f'</p:spPr><p:txBody><a:bodyPr wrap="square" {inner} rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def bar_xml(number: int, name: str, box: Box, color: str) -> str:
    """A filled rectangle without text, which says nothing to those who hear the slide."""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{escaped(name)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{place_xml(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{color}</a:solidFill>'
        '<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p>'
        "</p:txBody></p:sp>"
    )


def frame_xml(number: int, name: str, alt: str, box: Box, uri: str, content: str) -> str:
    """A graphic frame: a chart or a table."""
    return (
        f'<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{escaped(name)}" '
        f'descr="{escaped(alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f'</p:nvGraphicFramePr>{place_xml(box, "p")}<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData>'
        "</a:graphic></p:graphicFrame>"
    )


def picture_xml(number: int, name: str, alt: str, box: Box, reference: str) -> str:
    return (
        f'<p:pic {NAMESPACES}><p:nvPicPr><p:cNvPr id="{number}" name="{escaped(name)}" descr="{escaped(alt)}"/><p:cNvPicPr>'
        f'<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{reference}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place_xml(box)}<a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></p:spPr></p:pic>"
    )
