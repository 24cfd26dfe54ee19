"""`docs/relay.md` and `docs/artifacts.md` say what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from jupyterlab_kernel_agent.preview.handlers import preview_handlers
from jupyterlab_kernel_agent.preview.limits import Limits
from jupyterlab_kernel_agent.relay.failures import Code, Layer
from jupyterlab_kernel_agent.relay.handlers import relay_handlers
from jupyterlab_kernel_agent.relay.service import Relay
from jupyterlab_kernel_agent.relay.settings import KernelAgent

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "relay.md").read_text(encoding="utf-8")
ARTIFACTS = (DOCS / "artifacts.md").read_text(encoding="utf-8")


def rows(section: str, page: str = PAGE) -> list[list[str]]:
    """The cells of a section's table, without the head."""
    text = re.split(r"^#+ ", page, flags=re.MULTILINE)
    found = next(part for part in text if part.startswith(f"{section}\n"))
    lines = [line for line in found.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_option_is_listed_with_its_default() -> None:
    documented = {name.strip("`"): default.strip("`") for name, default, _ in rows("Configuration")}
    options = KernelAgent()
    own = set(KernelAgent.class_own_traits())
    assert documented == {name: repr(getattr(options, name)).replace("'", '"') for name in own}


def test_every_error_code_is_listed() -> None:
    assert {code.strip("`") for code, _, _ in rows("Errors")} == set(get_args(Code))


def test_every_endpoint_is_listed_with_its_method() -> None:
    documented = {cell.strip("`") for cell, _ in rows("Endpoints")}
    routes = relay_handlers(Relay(KernelAgent()))
    actual = {
        f"{method.upper()} {path.removeprefix('/kernel-agent/v1/')}"
        for path, handler, _ in routes
        for method in ("get", "post")
        if method in handler.__dict__
    }
    assert documented == actual


def test_every_layer_is_named() -> None:
    section = PAGE.partition("The layers, in order")[2].partition("\n\n")[0]
    assert [layer for layer in get_args(Layer) if f"`{layer}`" not in section] == []


def test_every_endpoint_of_previews_is_listed() -> None:
    documented = {cell.strip("`") for cell, _ in rows("Endpoints", ARTIFACTS)}
    assert documented == {f"GET {path.removeprefix('/kernel-agent/')}" for path, *_ in preview_handlers(None)}


def test_the_limits_of_previews_are_those_in_the_docs() -> None:
    limits = Limits()
    assert f"larger than {limits.deck_bytes // 10**6} MB" in ARTIFACTS
    assert f"unpacks to more than {limits.unpacked_bytes // 10**9} GB" in " ".join(ARTIFACTS.split())
    assert f"first {limits.slides} slides" in ARTIFACTS
    assert f"after {limits.patience_seconds:g} s" in ARTIFACTS
    assert f"at most {limits.cache_bytes // 10**6} MB of {limits.cache_decks} decks" in ARTIFACTS
    assert (limits.office_seconds, limits.drawing_seconds, limits.waiting) == (120, 120, 8)
    assert limits.cache_seconds == 24 * 3600
