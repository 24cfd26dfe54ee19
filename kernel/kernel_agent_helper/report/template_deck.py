"""A user's template: opened, and emptied of its slides."""

from __future__ import annotations

import io
import os
import zipfile
from typing import Any

from ..reply import HelperError
from .limits import MAX_TEMPLATE_BYTES, MAX_TEMPLATE_UNPACKED
from .part_names import PartNames
from .plain_text import one_line

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
SAVE_AS = "open it in PowerPoint and save it as a PowerPoint presentation (.pptx)"
#: Relationships of a presentation that speak of slides or of one user's view.
SLIDES = ("/slide", "/printerSettings", "/commentAuthors")


def template_bytes(path: str, shown: str) -> bytes:
    """The template's content as a `.pptx`. Raises `HelperError` when it is none."""
    content = _read(path, shown)
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise HelperError(f"The template {shown} is encrypted: save a copy of it without a password.")
        raise HelperError(f"The template {shown} has PowerPoint's old format (.ppt): {SAVE_AS}.")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise HelperError(
            f"The template {shown} is no PowerPoint file: name a .pptx, or leave `template` out."
        )
    try:
        return _as_presentation(content, shown)
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise HelperError(
            f"The template {shown} is damaged and cannot be opened: {SAVE_AS}, or leave `template` out."
        ) from error


def _read(path: str, shown: str) -> bytes:
    try:
        if os.path.isdir(path):
            raise HelperError(f"The template {shown} is a folder: name a .pptx file.")
        if os.path.getsize(path) > MAX_TEMPLATE_BYTES:
            raise HelperError(
                f"The template {shown} is larger than {MAX_TEMPLATE_BYTES // 1024**2} MB: save a "
                "copy of it without slides."
            )
        with open(path, "rb") as stream:
            return stream.read()
    except (FileNotFoundError, ValueError) as error:
        raise HelperError(
            f"There is no template {shown}: name a .pptx that exists, or leave `template` out."
        ) from error
    except OSError as error:
        raise HelperError(
            f"The template {shown} cannot be read ({error.strerror}): check its permissions, or "
            "leave `template` out."
        ) from error


def _as_presentation(content: bytes, shown: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(each.file_size for each in package.infolist()) > MAX_TEMPLATE_UNPACKED:
            raise HelperError(f"The template {shown} unpacks to too much: save a copy of it without slides.")
        if "[Content_Types].xml" not in package.namelist():
            raise HelperError(
                f"The template {shown} is a zip archive, but no PowerPoint file: name a .pptx, or "
                "leave `template` out."
            )
        types = package.read("[Content_Types].xml").decode("utf-8", "replace")
        if MAIN.format("presentation") in types:
            return content
        if MAIN.format("template") not in types:
            raise HelperError(
                f"The template {shown} is no PowerPoint presentation without macros: {SAVE_AS}, or "
                "leave `template` out."
            )
        # A .potx differs from a .pptx in this one word.
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as other:
            for name in package.namelist():
                is_types = name == "[Content_Types].xml"
                other.writestr(
                    name,
                    types.replace(MAIN.format("template"), MAIN.format("presentation"))
                    if is_types
                    else package.read(name),
                )
        return stream.getvalue()


def open_deck(content: bytes, shown: str | None) -> Any:
    """The presentation without slides. Raises `HelperError` when python-pptx cannot read it."""
    from pptx import Presentation

    try:
        presentation = Presentation(io.BytesIO(content))
        _remove_slides(presentation)
        package = presentation.part.package
        package.next_partname = PartNames(package).next
        layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
        size = presentation.slide_width, presentation.slide_height
    except Exception as error:
        raise HelperError(
            f"The template {shown} cannot be opened ({one_line(error)[:120]}): {SAVE_AS}, or leave "
            "`template` out."
        ) from error
    if not layouts or not all(size):
        raise HelperError(
            f"The template {shown} has no slide layouts: name another one, or leave `template` out."
        )
    return presentation


def _remove_slides(presentation: Any) -> None:
    """Slides and what speaks of them: sections, shows, links. Their parts are not saved then."""
    element, part = presentation.element, presentation.part
    _remove_all(element, ("sldIdLst", "custShowLst", "custDataLst", "extLst", "modifyVerifier"))
    _drop_relationships(part, SLIDES)
    for master in presentation.slide_masters:
        for each in (master, *master.slide_layouts):
            _unlink(each)
    package = part.package
    for reference, relationship in list(package._rels.items()):
        if not relationship.reltype.endswith("/officeDocument"):
            # Thumbnail, properties and signatures are those of another file.
            package._rels.pop(reference)


def _remove_all(element: Any, names: tuple[str, ...]) -> None:
    for child in list(element):
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in names:
            element.remove(child)


def _drop_relationships(part: Any, kinds: tuple[str, ...]) -> None:
    for reference, relationship in list(part.rels.items()):
        if relationship.reltype.endswith(kinds):
            part.rels.pop(reference)


def _unlink(shape_tree_owner: Any) -> None:
    """Removes links from a layout or master to slides, which would keep the slides in the file."""
    part = shape_tree_owner.part
    for reference, relationship in list(part.rels.items()):
        if not relationship.is_external and relationship.reltype.endswith("/slide"):
            part.rels.pop(reference)
            for link in list(part._element.iter()):
                if reference in link.attrib.values():
                    link.getparent().remove(link)
