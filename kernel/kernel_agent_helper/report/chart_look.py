"""Colours, lines and letters of charts: by the theme's references, so that a template's own are taken."""

# ruff: noqa: E501 - XML reads better unbroken.

from __future__ import annotations

from .plain_text import escaped
from .shape_xml import MUTED, RULE, escaped_text

ACCENTS = 6
#: Letters of axes, legends and labels, in hundredths of a point.
LETTERS = 1400
LABELS = 1200
NO_LINE = "<a:ln><a:noFill/></a:ln>"


def color(place: int) -> str:
    """Of the series or slice at that place: the theme's accents, then lighter and darker ones."""
    accent = f"accent{place % ACCENTS + 1}"
    changes = (
        "",
        '<a:lumMod val="60000"/><a:lumOff val="40000"/>',
        '<a:lumMod val="60000"/>',
        '<a:lumMod val="40000"/><a:lumOff val="60000"/>',
    )
    return f'<a:schemeClr val="{accent}">{changes[place // ACCENTS % len(changes)]}</a:schemeClr>'


def fill(place: int) -> str:
    return f"<a:solidFill>{color(place)}</a:solidFill>"


def letters(size: int = LETTERS, shade: str = MUTED, turned: str = "") -> str:
    """`txPr`: how text of a part of the chart looks; `turned` are attributes of its body."""
    return (
        f'<c:txPr><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0"><a:solidFill>{shade}</a:solidFill>'
        '<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def axis_title(text: str, is_vertical: bool) -> str:
    if not text:
        return ""
    turned = ' rot="-5400000" vert="horz"' if is_vertical else ""
    run = f'<a:rPr lang="en-US" sz="{LABELS}" b="0"><a:solidFill>{MUTED}</a:solidFill><a:latin typeface="+mn-lt"/></a:rPr>'
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{LABELS}" b="0"/></a:pPr>'
        f'<a:r>{run}<a:t>{escaped_text(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def grid_lines() -> str:
    return f'<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>{RULE}</a:solidFill></a:ln></c:spPr></c:majorGridlines>'


def axis_line(is_shown: bool) -> str:
    line = f'<a:ln w="9525"><a:solidFill>{RULE}</a:solidFill></a:ln>' if is_shown else NO_LINE
    return f"<c:spPr><a:noFill/>{line}</c:spPr>"


def number_format(code: str) -> str:
    return f'<c:numFmt formatCode="{escaped(code)}" sourceLinked="0"/>'


def data_labels(code: str, position: str, size: int = LABELS) -> str:
    return (
        f'<c:dLbls>{number_format(code)}<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{letters(size)}<c:dLblPos val="{position}"/>'
        f"{_shown(value=1)}</c:dLbls>"
    )


def percent_labels(hidden: list[int]) -> str:
    """Of a pie; slices at the places in `hidden` are too small for one."""
    deleted = "".join(f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>' for place in hidden)
    return (
        f"<c:dLbls>{deleted}{number_format('0%')}<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{letters(LABELS)}"
        f'<c:dLblPos val="outEnd"/>{_shown(percent=1)}<c:showLeaderLines val="0"/></c:dLbls>'
    )


def _shown(value: int = 0, percent: int = 0) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        f'<c:showPercent val="{percent}"/><c:showBubbleSize val="0"/>'
    )


def legend(position: str) -> str:
    return f'<c:legend><c:legendPos val="{position}"/><c:overlay val="0"/>{letters()}</c:legend>'
