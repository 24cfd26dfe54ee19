"""Configuration values that do not show when the configuration is printed."""

from __future__ import annotations

from typing import Any

from traitlets.config import Config

CONFIDENTIAL = ("api_key", "base_url", "proxy", "extra_headers", "extra_query")


class Hidden(str):
    """A text that is printed as `'[hidden]'` wherever its `repr` is taken, as Jupyter does with `--debug`."""

    def __repr__(self) -> str:
        return "'[hidden]'"


def hide_confidential(config: Config) -> None:
    """Makes the confidential values of `c.KernelAgent` hidden ones, in place; their text stays the same."""
    section = config.get("KernelAgent")
    if not isinstance(section, Config):
        return
    for name in CONFIDENTIAL:
        if name in section:
            dict.__setitem__(section, name, _hidden(section[name]))


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return Hidden(value)
    if isinstance(value, dict):
        return {name: _hidden(item) for name, item in value.items()}
    return value
