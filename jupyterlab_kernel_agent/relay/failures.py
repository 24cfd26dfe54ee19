"""What can go wrong between the relay and the upstream, in words for people and codes for programs."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from typing import Any, Literal

Code = Literal[
    "relay_not_configured",
    "relay_bad_request",
    "relay_unreachable",
    "relay_timeout",
    "relay_tls",
    "relay_proxy",
    "relay_stream_broken",
    "relay_forbidden",
    "relay_internal",
]
Layer = Literal["configuration", "dns", "connect", "proxy", "tls", "http", "authorization", "model", "chat"]

CHECK_BASE_URL = "Check that the model server is running and that its base URL is right."
CHECK_CONFIGURATION = (
    "Set OPENAI_API_KEY or OPENAI_BASE_URL where the Jupyter server is started, or c.KernelAgent in "
    "jupyter_server_config.py."
)
CHECK_PROXY = (
    "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY where the Jupyter server is started, or c.KernelAgent.proxy."
)
CHECK_CERTIFICATES = (
    "If your network or server uses certificates of its own, point SSL_CERT_FILE or "
    "c.KernelAgent.ca_bundle to them."
)


class RelayFailure(Exception):
    """A failure of the relay itself, not of the upstream's answer. Its texts hold no secrets."""

    def __init__(self, status: int, code: Code, layer: Layer, message: str, advice: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.layer = layer
        self.message = message
        self.advice = advice

    def body(self) -> dict[str, Any]:
        """The failure in OpenAI's error shape."""
        return error_body(self.code, f"{self.message} {self.advice}")


def error_body(code: Code, message: str) -> dict[str, Any]:
    """An error of the relay in OpenAI's error shape."""
    return {"error": {"message": message, "type": "relay_error", "param": None, "code": code}}


def not_configured(message: str, advice: str = CHECK_CONFIGURATION) -> RelayFailure:
    """Nothing can be asked, because the configuration is missing or unusable."""
    return RelayFailure(503, "relay_not_configured", "configuration", message, advice)


def bad_request(message: str, status: int = 400) -> RelayFailure:
    """The client sent something that is not worth forwarding."""
    advice = "Send one JSON object of at most 100 MB."
    return RelayFailure(status, "relay_bad_request", "http", message, advice)


def proxy_refused(detail: str) -> RelayFailure:
    """The proxy answered instead of the upstream, and said no."""
    message = f"The proxy refused the connection ({detail})."
    return RelayFailure(502, "relay_proxy", "proxy", message, CHECK_PROXY)


def redirected(status: int, target: str) -> RelayFailure:
    """The upstream points elsewhere, and the relay does not go there; `target` has no query."""
    to = f" to {target}" if target else ""
    return RelayFailure(
        502,
        "relay_unreachable",
        "http",
        f"The model server redirects{to} (status {status}), and the relay follows no redirects.",
        "Set the base URL to the address that answers itself.",
    )


def classify(error: Exception, host: str, proxied: bool, connect_timeout: float) -> RelayFailure:
    """What an exception of the HTTP client stands for. Never quotes headers, bodies or queries."""
    import httpx

    causes = list(_chain(error))
    tls = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    if isinstance(error, httpx.ProxyError):
        return proxy_refused(_brief(error))
    if isinstance(error, ImportError):
        return RelayFailure(
            502,
            "relay_proxy",
            "proxy",
            "A SOCKS proxy is configured, and the package socksio that it needs is missing.",
            "Run: pip install 'httpx[socks]'.",
        )
    if tls is not None:
        return tls_failure(tls, host)
    if isinstance(error, httpx.ConnectTimeout):
        return timed_out(host, proxied, connect_timeout)
    if isinstance(error, httpx.TimeoutException):
        return RelayFailure(
            504, "relay_timeout", "http", f"{host} did not answer in time.", "Try again in a moment."
        )
    if isinstance(error, httpx.ConnectError):
        return unreachable(next((c for c in causes if isinstance(c, OSError)), error), host, proxied)
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, ValueError)):
        return not_configured("The address, the headers or the proxy that are configured cannot be used.")
    return RelayFailure(
        502,
        "relay_unreachable",
        "http",
        f"{host} closed the connection without a proper answer.",
        CHECK_BASE_URL,
    )


def timed_out(host: str, proxied: bool, seconds: float) -> RelayFailure:
    """Nobody accepted the connection in time."""
    who = f"The proxy to {host}" if proxied else host
    return RelayFailure(
        504,
        "relay_timeout",
        "proxy" if proxied else "connect",
        f"{who} did not accept a connection within {seconds:g} s.",
        CHECK_PROXY if proxied else CHECK_BASE_URL,
    )


def unreachable(error: BaseException, host: str, proxied: bool) -> RelayFailure:
    """No connection: the name is unknown, or nobody listens there."""
    unknown = isinstance(error, socket.gaierror)
    if proxied:
        message = f"The proxy to {host} cannot be reached ({_brief(error)})."
        return RelayFailure(502, "relay_proxy", "proxy", message, CHECK_PROXY)
    if unknown:
        message = f"The name {host} is not known in this network."
        return RelayFailure(502, "relay_unreachable", "dns", message, CHECK_BASE_URL)
    message = f"No connection to {host} ({_brief(error)})."
    return RelayFailure(502, "relay_unreachable", "connect", message, CHECK_BASE_URL)


def tls_failure(error: ssl.SSLError, host: str) -> RelayFailure:
    """The connection is there, but it could not be made secure."""
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = error.verify_message or "not verified"
        message = f"The certificate of {host} is not trusted ({reason})."
        return RelayFailure(502, "relay_tls", "tls", message, CHECK_CERTIFICATES)
    reason = (error.reason or "handshake failed").replace("_", " ").lower()
    return RelayFailure(
        502,
        "relay_tls",
        "tls",
        f"The secure connection to {host} could not be set up ({reason}).",
        "If the server does not speak TLS, its base URL begins with http:// instead of https://.",
    )


def _brief(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:200]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        yield from getattr(error, "exceptions", ())
        error = error.__cause__ or error.__context__
