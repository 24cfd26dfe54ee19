"""XML in one pass, without document types and entities: nothing is fetched, nothing multiplies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Callable, Dict  # noqa: UP035 - Python 3.8 looks at them
from xml.parsers import expat

from ..reply import HelperError

BLOCK = 64 * 1024
#: Text of one element, in characters; the rest is dropped.
MAX_TEXT = 32_767 * 4

Start = Callable[[str, Dict[str, str]], None]  # noqa: UP006
End = Callable[[str], None]
Text = Callable[[str], None]


class UnsafeXml(HelperError):
    """The XML has a document type, and with it may have entities."""


def walk(
    stream: BinaryIO,
    file_name: str,
    start: Start,
    end: End | None = None,
    text: Text | None = None,
    allows_doctype: bool = False,
) -> Iterator[None]:
    """Calls the handlers as the XML comes; yields after each block, so that a caller can stop.

    Names of elements come without prefix. Raises `HelperError` for XML that is not well-formed,
    and `UnsafeXml` when it has a document type; `allows_doctype` lets one pass that only names itself.
    """
    parser = expat.ParserCreate()
    local: dict[str, str] = {}

    def bare(name: str) -> str:
        known = local.get(name)
        if known is None:
            known = local[name] = name.rpartition(":")[2]
        return known

    def on_start(name: str, attributes: dict[str, str]) -> None:
        start(bare(name), attributes)

    def on_end(name: str) -> None:
        end(bare(name))  # type: ignore[misc]

    def refuse(*_: object) -> None:
        raise UnsafeXml(
            f"{file_name} is not read: its XML declares a document type, which is not safe to follow."
        )

    def on_doctype(name: str, system: str, public: str, has_declarations: int) -> None:
        if has_declarations or not allows_doctype:
            refuse()

    parser.StartDoctypeDeclHandler = on_doctype
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.buffer_text = True
    parser.StartElementHandler = on_start
    if end is not None:
        parser.EndElementHandler = on_end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        while True:
            block = stream.read(BLOCK)
            parser.Parse(block, not block)
            yield
            if not block:
                return
    except expat.ExpatError as error:
        raise HelperError(f"{file_name} is damaged: its XML is not well-formed ({error}).") from None


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """An attribute by its name without prefix."""
    found = attributes.get(name)
    if found is None:
        for key, value in attributes.items():
            if key.rpartition(":")[2] == name:
                return value
    return found
