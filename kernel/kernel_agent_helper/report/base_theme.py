"""Colours and fonts of decks that have no template."""

# ruff: noqa: E501 - XML reads better unbroken.

from __future__ import annotations

#: On every computer that has PowerPoint; others have a font with the same widths.
FAMILY = "Arial"
COLORS = (
    ("dk1", "1D2430"),
    ("lt1", "FFFFFF"),
    ("dk2", "16294D"),
    ("lt2", "EEF2F8"),
    ("accent1", "2463B0"),
    ("accent2", "E07B39"),
    ("accent3", "1F9486"),
    ("accent4", "D6A419"),
    ("accent5", "7D5BA6"),
    ("accent6", "6B7A90"),
    ("hlink", "2463B0"),
    ("folHlink", "7D5BA6"),
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_xml() -> str:
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLORS)
    font = f'<a:latin typeface="{FAMILY}"/><a:ea typeface=""/><a:cs typeface=""/>'
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Kernel Agent">'
        f'<a:themeElements><a:clrScheme name="Kernel Agent">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Kernel Agent"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        '</a:fontScheme><a:fmtScheme name="Kernel Agent">'
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
