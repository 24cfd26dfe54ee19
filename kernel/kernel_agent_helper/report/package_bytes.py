"""A presentation as bytes that are the same for the same content."""

# ruff: noqa: E501 - XML reads better unbroken.

from __future__ import annotations

import io
import zipfile
from typing import Any

from .plain_text import escaped
from .zip_bytes import zip_bytes

NOTES_MASTERS = "notesMasterIdLst"
_PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def package_bytes(presentation: Any, title: str) -> bytes:
    """Parts in the order of their names, all of one time, and properties that tell no time."""
    _name_notes_master(presentation)
    _set_properties(presentation, title)
    stream = io.BytesIO()
    presentation.save(stream)
    with zipfile.ZipFile(stream) as package:
        return zip_bytes({name: package.read(name) for name in package.namelist()})


def _name_notes_master(presentation: Any) -> None:
    """A notes master must be named in the presentation, too, which python-pptx leaves out."""
    element = presentation.element
    if element.find(_PRESENTATION + NOTES_MASTERS) is not None:
        return
    for reference, relationship in presentation.part.rels.items():
        if relationship.reltype.endswith("/notesMaster"):
            masters = element.makeelement(_PRESENTATION + NOTES_MASTERS, {})
            master = element.makeelement(_PRESENTATION + "notesMasterId", {_REFERENCE: reference})
            masters.append(master)
            element.insert(1, masters)


def _set_properties(presentation: Any, title: str) -> None:
    from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    package = presentation.part.package
    text = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>Kernel Agent</dc:creator></cp:coreProperties>"
    )
    part = Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, package, text.encode())
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
