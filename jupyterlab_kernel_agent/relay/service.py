"""What the handlers share: the configuration, the keyring and the HTTP client."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from .failures import RelayFailure, classify, not_configured, proxy_refused, redirected
from .network import ClientPool, Route, proxy_for
from .redaction import RedactingLogFilter
from .settings import KernelAgent
from .stored_key import StoredKey
from .upstream import Upstream, read_upstream

if TYPE_CHECKING:
    import httpx


class Relay:
    """One per server."""

    def __init__(self, options: KernelAgent) -> None:
        self.options = options
        self._pool = ClientPool()
        self._stored_key = StoredKey(options.keyring_service)
        self._log_filter = RedactingLogFilter()

    async def upstream(self) -> Upstream:
        """The upstream as it is configured now: the environment is read again for each request."""
        upstream = self._read()
        if not upstream.key_set:
            stored = await self._stored_key.get()
            upstream = self._read(stored) if stored else upstream
        self._log_filter.install(upstream.redactor)
        return upstream

    async def usable_upstream(self) -> Upstream:
        """Like `upstream`. Raises `RelayFailure` when nothing can be asked of it."""
        upstream = await self.upstream()
        if upstream.problem is not None:
            raise upstream.problem
        return upstream

    def route(self, upstream: Upstream) -> Route:
        """How connections to the upstream leave this machine."""
        options = self.options
        return Route(
            proxy=proxy_for(upstream.url, options.proxy),
            ca_bundle=options.ca_bundle,
            verify_tls=options.verify_tls,
            connect_timeout=options.connect_timeout,
        )

    async def client(self, upstream: Upstream) -> httpx.AsyncClient:
        """The shared HTTP client. Raises `RelayFailure` when the configuration does not allow one."""
        route = self.route(upstream)
        try:
            return await self._pool.client(route)
        except OSError:
            raise not_configured(
                "The CA bundle that is configured cannot be read.",
                "Check c.KernelAgent.ca_bundle or SSL_CERT_FILE.",
            ) from None
        except Exception as error:
            raise self.classify(error, upstream) from None

    async def send(
        self, upstream: Upstream, method: str, path: str, body: bytes | None = None
    ) -> httpx.Response:
        """Sends one request to `path` below the base URL; the answer's body is not read yet, the caller
        closes it.

        Raises `RelayFailure`, also for a redirect and for a proxy that wants a password: neither is an
        answer of the upstream.
        """
        client = await self.client(upstream)
        try:
            request = client.build_request(
                method,
                upstream.url + path,
                params=dict(upstream.query),
                headers=dict(upstream.headers),
                content=body,
            )
            response = await client.send(request, stream=True)
        except Exception as error:
            raise self.classify(error, upstream) from None
        refusal = self._refusal(upstream, response)
        if refusal is not None:
            await response.aclose()
            raise refusal
        return response

    def classify(self, error: Exception, upstream: Upstream) -> RelayFailure:
        """What an exception of the HTTP client stands for, without secrets."""
        route = self.route(upstream)
        failure = classify(error, upstream.host, route.proxy is not None, route.connect_timeout)
        failure.message = upstream.redactor.text(failure.message)
        return failure

    async def close(self) -> None:
        """Ends all connections."""
        await self._pool.close()
        self._log_filter.remove()

    def _read(self, stored_key: str = "") -> Upstream:
        key_of_file = _file_text(self.options.api_key_file)
        return read_upstream(self.options, os.environ, __version__, key_of_file, stored_key)

    def _refusal(self, upstream: Upstream, response: httpx.Response) -> RelayFailure | None:
        status = response.status_code
        if status == 407:
            return proxy_refused("it wants a user name and a password")
        if 300 <= status < 400 and status != 304:
            target = response.headers.get("location", "").partition("?")[0].rpartition("@")[2][:200]
            return redirected(status, upstream.redactor.text(target))
        return None


def _file_text(path: str) -> str | None:
    if not path:
        return ""
    try:
        return Path(path).expanduser().read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
