"""The package of a deck without slides, for decks that have no template."""

# ruff: noqa: E501 - XML reads better unbroken.

from __future__ import annotations

import io
import zipfile

from .base_layouts import NAMESPACES, layouts_xml, master_xml
from .base_theme import theme_xml
from .geometry import SIZES

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument"
_PART_TYPES = {
    "/ppt/presentation.xml": f"{_TYPE}.presentationml.presentation.main+xml",
    "/ppt/slideMasters/slideMaster1.xml": f"{_TYPE}.presentationml.slideMaster+xml",
    "/ppt/theme/theme1.xml": f"{_TYPE}.theme+xml",
    "/ppt/presProps.xml": f"{_TYPE}.presentationml.presProps+xml",
    "/ppt/viewProps.xml": f"{_TYPE}.presentationml.viewProps+xml",
    "/ppt/tableStyles.xml": f"{_TYPE}.presentationml.tableStyles+xml",
}
_LAYOUT_TYPE = f"{_TYPE}.presentationml.slideLayout+xml"


def base_deck(aspect: str) -> bytes:
    """A `.pptx` with master and layouts of that aspect, `16:9` or `4:3`."""
    width, height = SIZES[aspect]
    layouts = layouts_xml(width)
    master = "ppt/slideMasters/slideMaster1.xml"
    parts = {
        "[Content_Types].xml": _content_types(len(layouts)),
        "_rels/.rels": _relationships([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": _presentation(width, height),
        "ppt/_rels/presentation.xml.rels": _relationships(
            [
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("presProps", "presProps.xml"),
                ("viewProps", "viewProps.xml"),
                ("theme", "theme/theme1.xml"),
                ("tableStyles", "tableStyles.xml"),
            ]
        ),
        master: master_xml(width, len(layouts)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relationships(
            [("slideLayout", f"../slideLayouts/slideLayout{i + 1}.xml") for i in range(len(layouts))]
            + [("theme", "../theme/theme1.xml")]
        ),
        "ppt/theme/theme1.xml": theme_xml(),
        "ppt/presProps.xml": f"<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": (
            '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
        ),
    }
    for i, layout in enumerate(layouts, 1):
        parts[f"ppt/slideLayouts/slideLayout{i}.xml"] = layout
        parts[f"ppt/slideLayouts/_rels/slideLayout{i}.xml.rels"] = _relationships(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            package.writestr(name, _HEAD + text)
    return stream.getvalue()


def _content_types(layouts: int) -> str:
    named = {
        **_PART_TYPES,
        **{f"/ppt/slideLayouts/slideLayout{i + 1}.xml": _LAYOUT_TYPE for i in range(layouts)},
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in named.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'


def _presentation(width: int, height: int) -> str:
    shape = ' type="screen4x3"' if width == SIZES["4:3"][0] else ""
    levels = "".join(
        f'<a:lvl{i}pPr marL="{(i - 1) * 457200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        'hangingPunct="1"><a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{i}pPr>"
        for i in range(1, 10)
    )
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        f'</p:sldMasterIdLst><p:sldSz cx="{width}" cy="{height}"{shape}/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>"
    )
