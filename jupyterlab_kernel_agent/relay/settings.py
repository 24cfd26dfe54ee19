"""What the server's owner can set: `c.KernelAgent.…` in `jupyter_server_config.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from traitlets import Bool, CaselessStrEnum, Dict, Float, TraitError, Unicode
from traitlets.config import Configurable

if TYPE_CHECKING:
    from traitlets import TraitType

    _Trait = TraitType[Any, Any]
else:
    _Trait = object


class _Confidential(_Trait):
    """Of a trait: an error about a wrong value does not quote the value."""

    def error(
        self, obj: Any, value: Any, error: Exception | None = None, info: str | None = None
    ) -> NoReturn:
        raise TraitError(f"KernelAgent.{self.name} must be {self.info()}, and is not.") from None


class ConfidentialText(_Confidential, Unicode):
    """Text that no error message shows."""


class ConfidentialDict(_Confidential, Dict):
    """A dictionary of texts of which no error message shows anything."""

    def element_error(self, obj: Any, element: Any, validator: Any, side: str = "Values") -> NoReturn:
        raise TraitError(f"{side} of KernelAgent.{self.name} must be texts.") from None


class KernelAgent(Configurable):
    """Where models are reached, and how far the agent may go."""

    base_url = ConfidentialText(
        "",
        help="Address of an OpenAI-compatible server, such as http://localhost:11434/v1. "
        "Empty: OPENAI_BASE_URL, or OpenAI itself when there is a key.",
    ).tag(config=True)
    api_key = ConfidentialText(
        "",
        help="The API key. Empty: api_key_file, then the environment variable named by api_key_env, then the "
        "system keyring.",
    ).tag(config=True)
    api_key_file = Unicode(
        "",
        help="File that holds the API key and nothing else. Unlike api_key, it does not put the key into the "
        "configuration, which Jupyter prints with --debug and --show-config.",
    ).tag(config=True)
    api_key_env = Unicode(
        "OPENAI_API_KEY", help="Name of the environment variable that holds the API key."
    ).tag(config=True)
    model = Unicode("", help="Name of the model. Empty: OPENAI_MODEL.").tag(config=True)
    auth_header = CaselessStrEnum(
        ["auto", "bearer", "api-key", "none"],
        default_value="auto",
        help="How the key is sent: 'bearer' (Authorization: Bearer …), 'api-key' (api-key: …) or 'none'. "
        "'auto' is 'api-key' for Azure's hosts and 'bearer' for all others.",
    ).tag(config=True)
    extra_headers = ConfidentialDict(
        key_trait=Unicode(),
        value_trait=Unicode(),
        help="Further headers for every request to the upstream; they win over the relay's own.",
    ).tag(config=True)
    extra_query = ConfidentialDict(
        key_trait=Unicode(),
        value_trait=Unicode(),
        help="Query parameters for every request to the upstream, such as Azure's api-version.",
    ).tag(config=True)
    proxy = ConfidentialText(
        "",
        help="Address of the proxy. Empty: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY count. "
        "'none': no proxy. Upstreams on this machine are never reached through a proxy.",
    ).tag(config=True)
    ca_bundle = Unicode(
        "",
        help="File or folder of the certificate authorities to trust, instead of SSL_CERT_FILE, "
        "SSL_CERT_DIR or the system's own.",
    ).tag(config=True)
    verify_tls = Bool(
        True, help="Whether the upstream's certificate is checked. Turn it off for a trial only."
    ).tag(config=True)
    connect_timeout = Float(
        15.0,
        min=0.01,
        help="Seconds in which the upstream must accept a connection; there is no limit to a reply.",
    ).tag(config=True)
    max_approval = CaselessStrEnum(
        ["auto", "ask"],
        default_value="auto",
        help="The most that users may choose: 'auto' lets the agent run code at once, "
        "'ask' makes it ask each time.",
    ).tag(config=True)
    keyring_service = Unicode(
        "jupyterlab-kernel-agent",
        help="Service name in the system keyring, where the key is stored for the user name OPENAI_API_KEY. "
        "Empty: the keyring is not asked. Needs the package keyring.",
    ).tag(config=True)
