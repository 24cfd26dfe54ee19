"""Mends what people paste into a base URL."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from .hosts import is_azure, is_loopback

ENDPOINT = re.compile(r"/(?:chat/completions|completions|chat|responses|models|embeddings)$", re.IGNORECASE)
REPEATED_VERSION = re.compile(r"(/v\d+(?:beta)?)(?:/v\d+(?:beta)?)+(?=/|$)", re.IGNORECASE)
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
UNFIT = re.compile(r"[\x00-\x20\x7f\\^`{|}<>\"]")
LOCAL = re.compile(r"^(?:\[|\d{1,3}(?:\.\d{1,3}){3}(?=[:/]|$)|[^./]+:\d)")


class BaseUrl(NamedTuple):
    """An upstream's address, taken apart."""

    url: str
    """Scheme, host and path, without a slash at the end; nothing secret is in it."""
    query: tuple[tuple[str, str], ...]
    """For instance Azure's `api-version`, when a whole address was pasted."""
    username: str
    password: str


def normalise_base_url(text: str) -> BaseUrl:
    """Reads a base URL as people write it.

    A bare host gets `/v1` (`/openai/v1` on Azure); an endpoint at the end (`/chat/completions`, `/models`)
    is cut off; `/v1/v1` becomes `/v1`; quotes, blanks and slashes around it go; a missing scheme is
    `https`, or `http` for a local address. Any other path is left as it is.

    Raises `ValueError`, with a sentence that quotes nothing of the text, when it is no http(s) address.
    """
    pasted = text.strip().strip("\"'`<> \t\r\n")
    if not SCHEME.match(pasted):
        pasted = f"{'http' if _looks_local(pasted) else 'https'}://{pasted}"
    try:
        parts = urlsplit(pasted)
        scheme, host = parts.scheme.lower(), parts.hostname or ""
    except ValueError:
        raise ValueError("The base URL is not a valid address.") from None
    if scheme not in ("http", "https"):
        raise ValueError("The base URL must begin with http:// or https://.")
    if not host or UNFIT.search(host + parts.path):
        raise ValueError("The base URL is not a valid address.")
    try:
        port = parts.port
    except ValueError:
        raise ValueError("The base URL has a port that is not a number from 0 to 65535.") from None
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    return BaseUrl(
        url=f"{scheme}://{netloc}{_mended_path(parts.path, host)}",
        query=tuple(parse_qsl(parts.query)),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _mended_path(path: str, host: str) -> str:
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    is_endpoint = ENDPOINT.search(path) is not None
    path = ENDPOINT.sub("", path)
    path = REPEATED_VERSION.sub(r"\1", path)
    if is_azure(host) and path in ("", "/openai"):
        return "/openai/v1"
    return path if path or is_endpoint else "/v1"


def _looks_local(address: str) -> bool:
    host = re.split(r"[:/?#]", address, maxsplit=1)[0]
    return bool(LOCAL.match(address)) or is_loopback(host)
