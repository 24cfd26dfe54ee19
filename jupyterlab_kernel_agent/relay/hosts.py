"""What a host's name says about it."""

from __future__ import annotations

import ipaddress

AZURE_SUFFIXES = (
    ".openai.azure.com",
    ".openai.azure.us",
    ".openai.azure.cn",
    ".services.ai.azure.com",
    ".cognitiveservices.azure.com",
)


def is_azure(host: str) -> bool:
    """Whether the host is one of Azure's model services, which want the key in an `api-key` header."""
    return host.lower().endswith(AZURE_SUFFIXES)


def is_loopback(host: str) -> bool:
    """Whether the host is this machine itself; `host` comes without a port and without brackets."""
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_listed(host: str, exemptions: str) -> bool:
    """Whether a list such as NO_PROXY holds the host's address or a network that it is in; names are
    somebody else's business."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    for item in exemptions.split(","):
        try:
            if address in ipaddress.ip_network(item.strip().strip("[]"), strict=False):
                return True
        except ValueError:
            continue
    return False
