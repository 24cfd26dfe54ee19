"""The upstream that the server's owner configured, as it is at the moment of a request."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from .base_url import BaseUrl, normalise_base_url
from .failures import RelayFailure, not_configured
from .hosts import is_azure
from .redaction import Redactor
from .settings import KernelAgent

Source = Literal["environment", "configuration", "keyring", "none"]

OPENAI = "https://api.openai.com/v1"
SECRET_NAME = re.compile(r"key|token|secret|sig|pass|code|auth|credential", re.IGNORECASE)
PROXY_PASSWORD = re.compile(r":([^:/@]+)@")
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r"[\x20-\x7e]*")


@dataclass(frozen=True)
class Upstream:
    """Where requests go, and with what."""

    url: str
    """Base URL without a slash at the end, without credentials and query; empty when there is none."""
    model: str
    source: Source
    """Where the key comes from or, without a key, the base URL."""
    key_set: bool
    configured: bool
    """Whether there is a key or a base URL."""
    problem: RelayFailure | None
    """Why nothing can be asked; None when all is well."""
    headers: Mapping[str, str] = field(repr=False)
    query: Mapping[str, str] = field(repr=False)
    redactor: Redactor = field(repr=False)

    @property
    def host(self) -> str:
        """The host, and the port if one is given: for messages."""
        return urlsplit(self.url).netloc


def read_upstream(
    options: KernelAgent,
    environment: Mapping[str, str],
    version: str,
    key_of_file: str | None = "",
    stored_key: str = "",
) -> Upstream:
    """Puts the upstream together: first the configuration, then the environment, then the keyring.

    `key_of_file` is what `api_key_file` holds, None if it cannot be read; `stored_key` is what the keyring
    holds. Never raises; what is wrong with the configuration is in `problem`.
    """
    key, key_source = _first(
        ("configuration", _clean_key(options.api_key or key_of_file or "")),
        ("environment", _clean_key(environment.get(options.api_key_env, ""))),
        ("keyring", _clean_key(stored_key)),
    )
    address, address_source = _first(
        ("configuration", options.base_url.strip()),
        ("environment", environment.get("OPENAI_BASE_URL", "").strip()),
    )
    problem: RelayFailure | None = None
    base = BaseUrl("", (), "", "")
    if key_of_file is None:
        problem = not_configured("The file that c.KernelAgent.api_key_file names cannot be read.")
    elif not key and not address:
        problem = not_configured("The Jupyter server has no model server configured.")
    else:
        try:
            base = normalise_base_url(address or OPENAI)
        except ValueError as error:
            problem = not_configured(str(error))
    query = {**dict(base.query), **options.extra_query}
    headers = _headers(options, base, key, version)
    return Upstream(
        url=base.url,
        model=options.model.strip() or environment.get("OPENAI_MODEL", "").strip(),
        source=key_source if key else address_source,
        key_set=bool(key),
        configured=bool(key or address),
        problem=problem or _header_problem(headers),
        headers=headers,
        query=query,
        redactor=Redactor(_secrets(options, base, key, query)),
    )


def _first(*candidates: tuple[Source, str]) -> tuple[str, Source]:
    return next(((value, source) for source, value in candidates if value), ("", "none"))


def _clean_key(text: str) -> str:
    """The key without what is pasted around it."""
    return re.sub(r"^bearer\s+", "", text.strip().strip("\"'").strip(), flags=re.IGNORECASE)


def _headers(options: KernelAgent, base: BaseUrl, key: str, version: str) -> dict[str, str]:
    headers = {
        "Accept": "text/event-stream, application/json",
        "User-Agent": f"jupyterlab-kernel-agent/{version}",
        **_authorization(options, base, key),
    }
    for name, value in options.extra_headers.items():
        replaced = next((known for known in headers if known.lower() == name.lower()), name)
        headers[replaced] = value
    # Last, because streaming depends on it: a compressing upstream would hold chunks back.
    return {**headers, "Accept-Encoding": "identity", "Content-Type": "application/json"}


def _authorization(options: KernelAgent, base: BaseUrl, key: str) -> dict[str, str]:
    if not key:
        if not base.username:
            return {}
        credentials = f"{base.username}:{base.password}".encode()
        return {"Authorization": f"Basic {base64.b64encode(credentials).decode()}"}
    style = options.auth_header
    if style == "auto":
        style = "api-key" if is_azure(urlsplit(base.url).hostname or "") else "bearer"
    if style == "none":
        return {}
    return {"api-key": key} if style == "api-key" else {"Authorization": f"Bearer {key}"}


def _header_problem(headers: Mapping[str, str]) -> RelayFailure | None:
    """HTTP libraries quote an illegal header in their error text; so such a one never gets that far."""
    for name, value in headers.items():
        if not HEADER_NAME.fullmatch(name) or not HEADER_VALUE.fullmatch(value):
            what = "API key" if name in ("Authorization", "api-key") else "value of an extra header"
            return not_configured(
                f"The {what} has characters that cannot be sent, such as line breaks or curly quotes.",
                "Copy it again as plain text.",
            )
    return None


def _secrets(options: KernelAgent, base: BaseUrl, key: str, query: Mapping[str, str]) -> list[str]:
    secrets = [key, base.password, *PROXY_PASSWORD.findall(options.proxy)]
    if base.username:
        secrets.append(base64.b64encode(f"{base.username}:{base.password}".encode()).decode())
    for value in options.extra_headers.values():
        secrets += [value, value.rpartition(" ")[2]]
    secrets += [value for name, value in query.items() if SECRET_NAME.search(name)]
    return secrets
