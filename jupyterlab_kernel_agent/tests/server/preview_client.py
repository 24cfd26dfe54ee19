"""How tests look at a deck."""

from __future__ import annotations

import dataclasses
from typing import Any

import httpx

from jupyterlab_kernel_agent.preview.previews import Previews

# As seen from the relay's address.
PREVIEW = "../preview"
SLIDE = "../preview/slide"


def limit(previews: Previews, **values: Any) -> None:
    previews.limits = dataclasses.replace(previews.limits, **values)


async def look(browser: httpx.AsyncClient, path: str = "deck.pptx") -> dict[str, Any]:
    """What the server says once it is done."""
    while True:
        response = await browser.get(PREVIEW, params={"path": path})
        assert response.status_code == 200, response.text
        if response.json()["state"] != "converting":
            return response.json()
