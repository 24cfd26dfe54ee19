"""Keeps secrets out of whatever leaves the relay: replies, error texts, log lines."""

from __future__ import annotations

import html
import json
import logging
from collections.abc import Iterable
from urllib.parse import quote

REPLACEMENT = "[redacted]"

# Placeholders that local servers are content with ("ollama", "not-needed") are no secrets; blanking them
# out would damage replies.
SURELY_SECRET_LENGTH = 16
POSSIBLY_SECRET_LENGTH = 8


def is_secret(value: str) -> bool:
    """Whether a credential is long enough to be one, and not a placeholder word."""
    if len(value) >= SURELY_SECRET_LENGTH:
        return True
    return len(value) >= POSSIBLY_SECRET_LENGTH and any(character.isdigit() for character in value)


# How JSON, a URL and a page write a character by its number.
ESCAPES = ("\\u{:04x}", "\\u{:04X}", "%{:02x}", "%{:02X}", "&#{};", "&#x{:x};", "&#x{:X};", "&#x{:02X};")
# What many frameworks leave as it is.
PLAIN = "-_.~"


def spellings_of(secret: str) -> set[str]:
    """The ways in which frameworks write a secret: escaped for JSON, for a URL or for a page, some characters
    or all that are no letters and digits."""
    escaped = json.dumps(secret)[1:-1]
    spellings = {secret, escaped, escaped.replace("/", "\\/"), quote(secret), quote(secret, safe="")}
    spellings.update((html.escape(secret), html.escape(secret).replace("&#x27;", "&#39;")))
    for pattern in ESCAPES:
        for kept in ("", PLAIN):
            spellings.add(
                "".join(
                    character if character.isalnum() or character in kept else pattern.format(ord(character))
                    for character in secret
                )
            )
    return spellings


class Redactor:
    """Replaces every occurrence of the given secrets, also where they were escaped."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        spellings: set[str] = set()
        for secret in filter(is_secret, secrets):
            spellings |= spellings_of(secret)
        # The longest first, so that a secret within another one does not leave the rest behind.
        self._texts = tuple(sorted(spellings, key=len, reverse=True))
        self._bytes = tuple(text.encode() for text in self._texts)

    def __repr__(self) -> str:
        return f"<Redactor of {len(self._texts)} spellings>"

    def text(self, text: str) -> str:
        """The text without the secrets."""
        for secret in self._texts:
            if secret in text:
                text = text.replace(secret, REPLACEMENT)
        return text

    def data(self, data: bytes) -> bytes:
        """The bytes without the secrets."""
        for secret in self._bytes:
            if secret in data:
                data = data.replace(secret, REPLACEMENT.encode())
        return data

    def held_back(self, data: bytes) -> int:
        """How many bytes at the end of `data` may be the beginning of a secret."""
        longest = 0
        if data.endswith(b"\n"):
            # Whole lines, as event streams come; no secret has a line break.
            return longest
        for secret in self._bytes:
            for length in range(min(len(secret) - 1, len(data)), longest, -1):
                if data.endswith(secret[:length]):
                    longest = length
                    break
        return longest


class StreamRedactor:
    """A redactor for bytes that arrive in pieces: a secret is found although it is split between two of
    them."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._held = b""

    def feed(self, chunk: bytes) -> bytes:
        """What can be passed on now: everything but a tail that looks like the beginning of a secret."""
        data = self._redactor.data(self._held + chunk)
        cut = len(data) - self._redactor.held_back(data)
        self._held = data[cut:]
        return data[:cut]

    def close(self) -> bytes:
        """What was held back; it did not become a secret."""
        held, self._held = self._held, b""
        return held


class RedactingLogFilter(logging.Filter):
    """Cleans the lines that the HTTP libraries log: addresses with their query, and headers."""

    LOGGERS = (
        "httpx",
        "httpcore.connection",
        "httpcore.http11",
        "httpcore.http2",
        "httpcore.proxy",
        "httpcore.socks",
    )

    def __init__(self) -> None:
        super().__init__()
        self._redactor = Redactor()

    def install(self, redactor: Redactor) -> None:
        """From now on these loggers are cleaned of the redactor's secrets."""
        self._redactor = redactor
        for name in self.LOGGERS:
            logging.getLogger(name).addFilter(self)

    def remove(self) -> None:
        """Undoes `install`."""
        for name in self.LOGGERS:
            logging.getLogger(name).removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Keeps every record; changes its text if need be."""
        message = record.getMessage()
        clean = self._redactor.text(message)
        if clean != message:
            record.msg, record.args = clean, ()
        return True
