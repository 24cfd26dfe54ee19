"""Whether a `.pptx` keeps the rules by which PowerPoint opens it without repairing it."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
LEAST_SLIDE_ID = 256
MOST_SLIDE_ID = 2_147_483_647


class BrokenPackage(Exception):
    """The message says which rule is broken where."""


def check_package(path: str) -> None:
    """Raises `BrokenPackage` or what reading the file raises."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        if len({name.lower() for name in names}) != len(names):
            raise BrokenPackage("two parts have one name")
        if package.testzip() is not None:
            raise BrokenPackage("a part is damaged")
        contents = {name: package.read(name) for name in names}
    trees = {
        name: _parsed(name, content) for name, content in contents.items() if name.endswith((".xml", ".rels"))
    }
    _check_types(trees["[Content_Types].xml"], names)
    references = {
        name: _check_relationships(name, trees, names) for name in names if not name.endswith(".rels")
    }
    for name, tree in trees.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            continue
        _check_references(name, tree, references[name])
        # A template's own layouts and masters are as they are; PowerPoint opened them before.
        if name.startswith(("ppt/slides/", "ppt/notesSlides/")):
            _check_shapes(name, tree)
        if name.startswith("ppt/charts/chart"):
            _check_chart(name, tree, references[name], names)
    _check_slide_ids(trees["ppt/presentation.xml"], references["ppt/presentation.xml"])


def _parsed(name: str, content: bytes) -> Any:
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenPackage(f"{name} is no XML: {error}") from error


def _check_types(tree: Any, names: list[str]) -> None:
    defaults = {each.get("Extension").lower() for each in tree.iter(f"{TYPES}Default")}
    overrides = [each.get("PartName") for each in tree.iter(f"{TYPES}Override")]
    if len(set(overrides)) != len(overrides):
        raise BrokenPackage("a part has two content types")
    known = set(overrides)
    for name in names:
        if name == "[Content_Types].xml" or f"/{name}" in known:
            continue
        if name.rpartition(".")[2].lower() not in defaults:
            raise BrokenPackage(f"{name} has no content type")
    for name in overrides:
        if name[1:] not in names:
            raise BrokenPackage(f"there is a content type for {name}, which is not there")


def _check_relationships(name: str, trees: dict[str, Any], names: list[str]) -> dict[str, tuple[str, str]]:
    """Type and target of each reference from a part."""
    folder, base = posixpath.split(name)
    tree = trees.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for each in () if tree is None else tree.iter(f"{RELATIONSHIPS}Relationship"):
        target = each.get("Target")
        if each.get("Id") in found:
            raise BrokenPackage(f"{name} has two references {each.get('Id')}")
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if target not in names:
                raise BrokenPackage(f"{name} refers to {target}, which is not there")
        found[each.get("Id")] = (each.get("Type"), target)
    return found


def _check_references(name: str, tree: Any, references: dict[str, tuple[str, str]]) -> None:
    for each in tree.iter():
        for attribute, value in each.attrib.items():
            if attribute.startswith(OFFICE) and value and value not in references:
                raise BrokenPackage(f"{name} uses the reference {value}, which is not there")


def _check_shapes(name: str, tree: Any) -> None:
    seen: set[str] = set()
    named: set[str] = set()
    for each in tree.iter():
        if not isinstance(each.tag, str) or not each.tag.endswith("}cNvPr"):
            continue
        number, label = each.get("id"), each.get("name")
        if not number or not number.isdigit() or int(number) == 0:
            raise BrokenPackage(f"{name} has a shape without a number")
        if number in seen or (label and label in named):
            raise BrokenPackage(f"{name} has two shapes {number} {label}")
        seen.add(number)
        named.add(label or "")


def _check_chart(name: str, tree: Any, references: dict[str, tuple[str, str]], names: list[str]) -> None:
    data = tree.find(f"{CHART}externalData")
    target = "" if data is None else references.get(data.get(f"{OFFICE}id"), ("", ""))[1]
    if not target.startswith("ppt/embeddings/") or target not in names:
        raise BrokenPackage(f"{name} has no workbook")


def _check_slide_ids(tree: Any, references: dict[str, tuple[str, str]]) -> None:
    numbers: list[int] = []
    slides: list[str] = []
    for each in tree.iter():
        if isinstance(each.tag, str) and each.tag.endswith("}sldId"):
            numbers.append(int(each.get("id")))
            slides.append(references[each.get(f"{OFFICE}id")][1])
    if len(set(numbers)) != len(numbers) or len(set(slides)) != len(slides):
        raise BrokenPackage("two slides have one number")
    if any(not LEAST_SLIDE_ID <= number <= MOST_SLIDE_ID for number in numbers):
        raise BrokenPackage("a slide has a number that is not allowed")
    known = {target for kind, target in references.values() if kind.endswith("/slide")}
    if known != set(slides):
        raise BrokenPackage("a slide is in the file, but not in the presentation")
