"""The objects of a PDF, as far as its pages and its title need them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

#: Bytes of the file that are read.
MAX_BYTES = 64 * 1024**2
MAX_OBJECTS = 300_000
#: Bytes of one object that are looked at.
OBJECT_BYTES = 64 * 1024
#: Bytes of one packed stream, and of all, that are unpacked.
MAX_STREAM = 8 * 1024**2
MAX_UNPACKED = 64 * 1024**2
OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s{1,4}\d{1,5}\s{1,4}obj\b")
END = re.compile(rb"\bendobj\b|\bstream\r?\n")
NUMBER = re.compile(rb"\d{1,10}")


class PdfObjects:
    """`bodies` has the text of each object up to its stream; a later definition replaces an earlier one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MAX_UNPACKED
        self.bodies: dict[int, bytes] = {}
        #: Where the stream of an object begins in the file.
        self.streams: dict[int, int] = {}
        self.trailers: list[bytes] = []
        self._find()
        self.is_encrypted = any(b"/Encrypt" in trailer for trailer in self.trailers)
        if not self.is_encrypted:
            self._unpack()

    def _find(self) -> None:
        for match in OBJECT.finditer(self._data):
            if len(self.bodies) >= MAX_OBJECTS:
                break
            start = match.end()
            end = END.search(self._data, start, start + OBJECT_BYTES)
            body = self._data[start : end.start() if end else start + OBJECT_BYTES]
            number = int(match.group(1))
            self.bodies[number] = body
            self.streams.pop(number, None)
            if end is not None and end.group().startswith(b"stream"):
                self.streams[number] = end.end()
            if b"/XRef" in body:
                self.trailers.append(body)
        for match in re.finditer(rb"\btrailer\b", self._data):
            self.trailers.append(self._data[match.end() : match.end() + 4096].partition(b"startxref")[0])
            if len(self.trailers) > 1000:
                break

    def _unpack(self) -> None:
        """Adds the objects that lie in streams of objects."""
        for number in list(self.streams):
            body = self.bodies[number]
            if not re.search(rb"/Type\s*/ObjStm\b", body):
                continue
            count, first = integer(body, b"N"), integer(body, b"First")
            content = self.stream(number)
            if content is None or not count or first is None:
                continue
            pairs = [int(found) for found in NUMBER.findall(content[:first])[: 2 * min(count, MAX_OBJECTS)]]
            places = list(zip(pairs[::2], pairs[1::2]))  # noqa: B905
            for position, (inner, start) in enumerate(places):
                end = places[position + 1][1] if position + 1 < len(places) else len(content) - first
                if len(self.bodies) < MAX_OBJECTS and inner not in self.bodies:
                    self.bodies[inner] = content[first + start : first + min(end, start + OBJECT_BYTES)]

    def stream(self, number: int) -> bytes | None:
        """The content of an object's stream, unpacked as far as is allowed; None for another packing."""
        start = self.streams.get(number)
        if start is None or self._left <= 0:
            return None
        body = self.bodies[number]
        if b"/Filter" not in body:
            length = integer(body, b"Length")
            end = self._data.find(b"endstream", start)
            return self._data[start : min(end if end >= 0 else start, start + (length or MAX_STREAM))]
        if not re.search(rb"/Filter\s*\[?\s*/(FlateDecode|Fl)\s*(\]|/|>|\r|\n|$)", body):
            return None
        try:
            unpacker = zlib.decompressobj()
            content = unpacker.decompress(self._data[start : start + MAX_STREAM], min(MAX_STREAM, self._left))
        except zlib.error:
            return None
        self._left -= len(content)
        return content

    def follow(self, body: bytes, key: bytes) -> int | None:
        """The number of the object that `key` refers to."""
        match = re.search(rb"/" + key + rb"\s+(\d{1,10})\s+\d{1,5}\s+R", body)
        return None if match is None else int(match.group(1))

    def catalog(self) -> bytes | None:
        for trailer in reversed(self.trailers):
            root = self.follow(trailer, b"Root")
            if root in self.bodies:
                return self.bodies[root]
        return next((body for body in self.bodies.values() if re.search(rb"/Type\s*/Catalog\b", body)), None)

    def pages(self) -> Iterator[int]:
        """Numbers of the page objects in their order. A loop in the tree ends it."""
        root = self.follow(self.catalog() or b"", b"Pages")
        waiting = [] if root is None else [root]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            body = self.bodies.get(number)
            if body is None or number in seen:
                continue
            seen.add(number)
            kids = re.search(rb"/Kids\s*\[([^\]]*)\]", body)
            if kids is None:
                yield number
                continue
            found = re.findall(rb"(\d{1,10})\s+\d{1,5}\s+R", kids.group(1))
            waiting.extend(int(kid) for kid in reversed(found))


def integer(body: bytes, key: bytes) -> int | None:
    match = re.search(rb"/" + key + rb"\s+(\d{1,9})\b(?!\s+\d+\s+R)", body)
    return None if match is None else int(match.group(1))
