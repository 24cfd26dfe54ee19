"""Speaker notes, also where a template has no place for them."""

# ruff: noqa: E501 - XML reads better unbroken.

from __future__ import annotations

from typing import Any

from .base_layouts import NAMESPACES
from .shape_xml import direction, element, runs_xml


def write_notes(slide: Any, text: str) -> None:
    notes = slide.notes_slide
    placeholder = notes.notes_placeholder
    paragraphs = "".join(
        f"<a:p><a:pPr{direction(line)}/>{runs_xml(line)}</a:p>" if line else "<a:p/>"
        for line in text.split("\n")
    )
    body = f"<a:bodyPr/><a:lstStyle/>{paragraphs}"
    if placeholder is None:
        number = max(
            (int(each.get("id")) for each in notes.shapes._spTree.iter() if each.tag.endswith("}cNvPr")),
            default=1,
        )
        notes.shapes._spTree.append(element(_placeholder(number + 1, body)))
        return
    old = placeholder._element.txBody
    new = element(f"<p:txBody {NAMESPACES}>{body}</p:txBody>")
    old.getparent().replace(old, new)


def _placeholder(number: int, body: str) -> str:
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Notes {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="4400550"/>'
        '<a:ext cx="5486400" cy="3600450"/></a:xfrm></p:spPr>'
        f"<p:txBody>{body}</p:txBody></p:sp>"
    )
