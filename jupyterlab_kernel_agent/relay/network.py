"""How a connection leaves this machine: the proxy, the certificates, the shared HTTP client."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from .hosts import is_listed, is_loopback

if TYPE_CHECKING:
    import httpx

WRITE_TIMEOUT_SECONDS = 120.0
KEPT_CONNECTIONS = 10


def choose_proxy(
    url: str, configured: str, environment: Mapping[str, str], is_exempt: Callable[[str], bool]
) -> str | None:
    """The proxy on the way to `url`, or None.

    `environment` maps a scheme (`http`, `https`, `all`) to a proxy's address; `is_exempt` says whether
    `NO_PROXY` names a host. Hosts on this machine have no proxy, whatever is configured.
    """
    parts = urlsplit(url)
    if is_loopback(parts.hostname or "") or configured.strip().lower() in ("none", "direct"):
        return None
    proxy = configured.strip()
    if not proxy and not is_exempt(parts.netloc):
        proxy = environment.get(parts.scheme) or environment.get("all") or ""
    if not proxy:
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def proxy_for(url: str, configured: str) -> str | None:
    """The proxy on the way to `url`, by the configuration and by what this machine says."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()

    def is_exempt(host: str) -> bool:
        # Python's own function knows names only.
        address = urlsplit(f"//{host}").hostname or ""
        return bool(proxy_bypass(host)) or is_listed(address, proxies.get("no", ""))

    return choose_proxy(url, configured, proxies, is_exempt)


def tls_context(ca_bundle: str, verify: bool) -> ssl.SSLContext:
    """What is trusted: `ca_bundle`, or else SSL_CERT_FILE or SSL_CERT_DIR, or else the system's and
    certifi's lists.

    Raises `OSError` or `ssl.SSLError` when the bundle cannot be read.
    """
    if not verify:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    if ca_bundle:
        path = os.path.expanduser(ca_bundle)
        os.stat(path)
        is_folder = os.path.isdir(path)
        return ssl.create_default_context(
            cafile=None if is_folder else path, capath=path if is_folder else None
        )
    context = ssl.create_default_context()
    if not os.environ.get("SSL_CERT_FILE") and not os.environ.get("SSL_CERT_DIR"):
        try:
            import certifi

            context.load_verify_locations(certifi.where())
        except (ImportError, OSError):
            pass
    return context


class Route(NamedTuple):
    """All that a connection depends on; requests with the same route share a client."""

    proxy: str | None
    ca_bundle: str
    verify_tls: bool
    connect_timeout: float

    def __repr__(self) -> str:
        return f"<Route {'through a proxy' if self.proxy else 'direct'}>"


class ClientPool:
    """One HTTP client per route: in practice one for the life of the server."""

    def __init__(self) -> None:
        self._clients: dict[Route, httpx.AsyncClient] = {}
        self._lock = asyncio.Lock()

    async def client(self, route: Route) -> httpx.AsyncClient:
        """The client for this route, made when it is first needed.

        Raises `OSError` (a bundle that cannot be read), `ImportError` (SOCKS without its package),
        `ValueError` and `httpx.InvalidURL` (an impossible proxy).
        """
        async with self._lock:
            if route not in self._clients:
                # Off the event loop: importing httpx and reading certificates take long enough to be felt.
                self._clients[route] = await asyncio.to_thread(_new_client, route)
            return self._clients[route]

    async def close(self) -> None:
        """Closes every connection."""
        clients, self._clients = list(self._clients.values()), {}
        for client in clients:
            await client.aclose()


def _new_client(route: Route) -> httpx.AsyncClient:
    import httpx

    if route.proxy and not urlsplit(route.proxy).hostname:
        raise ValueError("no host in the proxy's address")
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=KEPT_CONNECTIONS)
    transport = httpx.AsyncHTTPTransport(
        verify=tls_context(route.ca_bundle, route.verify_tls),
        proxy=httpx.Proxy(route.proxy) if route.proxy else None,
        limits=limits,
        trust_env=False,
    )
    timeout = httpx.Timeout(connect=route.connect_timeout, read=None, write=WRITE_TIMEOUT_SECONDS, pool=None)
    # The environment was read above; httpx would otherwise send a loopback upstream through its proxy.
    return httpx.AsyncClient(transport=transport, timeout=timeout, trust_env=False, follow_redirects=False)
