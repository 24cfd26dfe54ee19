"""The layers of a connection below HTTP, tried one by one."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Iterator
from typing import Any
from urllib.parse import urlsplit

from .failures import Layer, RelayFailure, timed_out, tls_failure, unreachable
from .network import Route, tls_context

DEFAULT_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
SHOWN_ADDRESSES = 4


class Reach:
    """Connections to an upstream, or to the proxy on the way to it: opened and closed again.

    Each step returns a detail for people and raises `RelayFailure`.
    """

    def __init__(self, url: str, route: Route) -> None:
        self._name = urlsplit(url).netloc
        self._route = route
        self._proxied = route.proxy is not None
        parts = urlsplit(route.proxy or url)
        self._host = parts.hostname or ""
        self._port = parts.port or DEFAULT_PORTS.get(parts.scheme, 80)
        self._secure = parts.scheme == "https"

    def steps(self) -> Iterator[tuple[Layer, Awaitable[str]]]:
        """The steps in order, each to be awaited before the next; a proxy hides what is behind it."""
        if self._proxied:
            yield "proxy", self._connect()
            return
        yield "dns", self._look_up()
        yield "connect", self._connect()
        if self._secure:
            yield "tls", self._handshake()

    async def _look_up(self) -> str:
        loop = asyncio.get_running_loop()
        found = await self._attempt(loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM))
        addresses = sorted({str(entry[4][0]) for entry in found})
        return ", ".join(addresses[:SHOWN_ADDRESSES])

    async def _connect(self) -> str:
        _, writer = await self._attempt(asyncio.open_connection(self._host, self._port))
        writer.close()
        return f"{self._host} port {self._port} accepts connections"

    async def _handshake(self) -> str:
        verify = self._route.verify_tls
        context = await asyncio.to_thread(tls_context, self._route.ca_bundle, verify)
        opening = asyncio.open_connection(self._host, self._port, ssl=context, server_hostname=self._host)
        try:
            _, writer = await self._attempt(opening)
        except RelayFailure as failure:
            # Hosts that expect no TLS often just hang up.
            raise tls_failure(ssl.SSLError(), self._name) if failure.layer == "connect" else failure from None
        version = writer.get_extra_info("ssl_object").version()
        writer.transport.abort()
        return f"{version}, certificate {'trusted' if verify else 'not checked'}"

    async def _attempt(self, opening: Awaitable[Any]) -> Any:
        seconds = self._route.connect_timeout
        try:
            return await asyncio.wait_for(opening, seconds)
        except ssl.SSLError as error:
            raise tls_failure(error, self._name) from None
        except (asyncio.TimeoutError, TimeoutError):
            raise timed_out(self._name, self._proxied, seconds) from None
        except (OSError, UnicodeError) as error:
            raise unreachable(error, self._name, self._proxied) from None
