"""Master and layouts of decks that have no template."""

# ruff: noqa: E501 - XML reads better unbroken.

from __future__ import annotations

from .geometry import Box, inches
from .plain_text import escaped

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
MARGIN = inches(0.6)
#: Sizes of the levels of bullets, in hundredths of a point, and how far each is moved in.
LEVELS = ((2000, 228_600), (1800, 571_500), (1600, 889_000), (1400, 1_181_100), (1400, 1_473_200))
_HANG = 228_600


def master_xml(width: int, layouts: int) -> str:
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + i}" r:id="rId{i + 1}"/>' for i in range(layouts))
    shapes = (
        _placeholder(2, "Title", 'type="title"', _title_box(width), "Title", anchor="b")
        + _placeholder(3, "Text", 'type="body" idx="1"', _body_box(width), "Text")
        + _number(4, width, 'type="sldNum" sz="quarter" idx="4"', "tx1")
        + _bar(5, Box(MARGIN, inches(1.42), inches(0.9), inches(0.055)), "accent1")
    )
    mapping = " ".join(
        f'{name}="{value}"'
        for name, value in (
            *(("bg1", "lt1"), ("tx1", "dk1"), ("bg2", "lt2"), ("tx2", "dk2")),
            *((f"accent{i}", f"accent{i}") for i in range(1, 7)),
            *(("hlink", "hlink"), ("folHlink", "folHlink")),
        )
    )
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld>{_background('bg1')}<p:spTree>{_TREE}{shapes}</p:spTree></p:cSld>"
        f"<p:clrMap {mapping}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_title_level(width)}</p:titleStyle><p:bodyStyle>{_body_levels()}</p:bodyStyle>"
        f"<p:otherStyle>{_level(1, 1800, 'tx1', '+mn')}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layouts_xml(width: int) -> list[str]:
    """Title slide, section, title and content, title only."""
    left = inches(0.9)
    room = width - 2 * left
    dark = _level(1, 4400 if width > 10_000_000 else 4000, "bg1", "+mj", bold=True)
    cover = (
        _placeholder(2, "Title", 'type="ctrTitle"', Box(left, inches(1.7), room, inches(2.2)), "Title", dark, "b")
        + _bar(3, Box(left, inches(4.12), inches(1.3), inches(0.08)), "accent2")
        + _placeholder(
            4, "Subtitle", 'type="subTitle" idx="1"', Box(left, inches(4.4), room, inches(1.5)), "Subtitle",
            _level(1, 2000, "bg1", "+mn"), "t",
        )
    )  # fmt: skip
    section = (
        _placeholder(
            2, "Title", 'type="title"', Box(left, inches(2.1), room, inches(1.9)), "Title",
            _level(1, 3600, "bg1", "+mj", bold=True), "b",
        )
        + _bar(3, Box(left, inches(4.22), inches(1.3), inches(0.08)), "bg1")
        + _placeholder(
            4, "Text", 'type="body" idx="1"', Box(left, inches(4.5), room, inches(1.4)), "Text",
            _level(1, 1800, "bg1", "+mn"), "t",
        )
        + _number(5, width, 'type="sldNum" sz="quarter" idx="10"', "bg1")
    )  # fmt: skip
    title = _placeholder(2, "Title", 'type="title"', None, "Title")
    number = '<p:ph type="sldNum" sz="quarter" idx="10"/>'
    content = title + _placeholder(3, "Content", 'idx="1"', None, "Text") + _inherited_number(4, number)
    return [
        _layout("Title Slide", "title", cover, "tx2"),
        _layout("Section Header", "secHead", section, "accent1"),
        _layout("Title and Content", "obj", content, None),
        _layout("Title Only", "titleOnly", title + _inherited_number(3, number), None),
    ]


def _title_box(width: int) -> Box:
    return Box(MARGIN, inches(0.38), width - 2 * MARGIN, inches(0.98))


def _body_box(width: int) -> Box:
    return Box(MARGIN, inches(1.72), width - 2 * MARGIN, inches(5.1))


def _layout(name: str, kind: str, shapes: str, background: str | None) -> str:
    own = "" if background is None else ' showMasterSp="0"'
    fill = "" if background is None else _background(background)
    return (
        f'<p:sldLayout {NAMESPACES} type="{kind}" preserve="1"{own}><p:cSld name="{name}">{fill}<p:spTree>{_TREE}{shapes}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _background(color: str) -> str:
    return (
        f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{color}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    )


def _placeholder(
    number: int,
    name: str,
    kind: str,
    box: Box | None,
    sample: str,
    levels: str = "",
    anchor: str | None = None,
) -> str:
    place = "" if box is None else f"{_place(box)}{_RECTANGLE}"
    edges = 'lIns="0" tIns="0" rIns="0" bIns="0"'
    body = (
        "<a:bodyPr/>"
        if box is None
        else f'<a:bodyPr {edges} anchor="{anchor or "t"}"><a:normAutofit/></a:bodyPr>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}"
        f'<a:lstStyle>{levels}</a:lstStyle><a:p><a:r><a:rPr lang="en-US"/><a:t>{escaped(sample)}</a:t></a:r></a:p>'
        "</p:txBody></p:sp>"
    )


def _number(number: int, width: int, kind: str, color: str) -> str:
    box = Box(width - MARGIN - inches(1.2), inches(6.95), inches(1.2), inches(0.3))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Slide Number {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{_place(box)}{_RECTANGLE}</p:spPr>"
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle><a:lvl1pPr algn="r">'
        f'<a:defRPr sz="1100"><a:solidFill><a:schemeClr val="{color}"><a:lumMod val="65000"/><a:lumOff val="35000"/>'
        f"</a:schemeClr></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>{NUMBER_FIELD}</p:txBody></p:sp>"
    )


def _inherited_number(number: int, placeholder: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Slide Number {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{NUMBER_FIELD}</p:txBody></p:sp>"
    )


NUMBER_FIELD = (
    '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    '<a:endParaRPr lang="en-US"/></a:p>'
)
_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def _place(box: Box) -> str:
    return f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'


def _bar(number: int, box: Box, color: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Accent {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_place(box)}{_RECTANGLE}<a:solidFill><a:schemeClr val="{color}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        '</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def _title_level(width: int) -> str:
    return _level(1, 2800 if width > 10_000_000 else 2600, "tx2", "+mj", bold=True)


def _level(level: int, size: int, color: str, font: str, bold: bool = False) -> str:
    weight = ' b="1"' if bold else ""
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size}"{weight} kern="1200"><a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'
        f'<a:latin typeface="{font}-lt"/><a:ea typeface="{font}-ea"/><a:cs typeface="{font}-cs"/></a:defRPr></a:lvl{level}pPr>'
    )


def _body_levels() -> str:
    return "".join(
        f'<a:lvl{i}pPr marL="{margin}" indent="-{_HANG}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="{1000 if i == 1 else 500}"/>'
        '</a:spcBef><a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/>'
        f'<a:buChar char="{"•" if i % 2 else "–"}"/><a:defRPr sz="{size}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/>'
        '</a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{i}pPr>"
        for i, (size, margin) in enumerate(LEVELS, 1)
    )
