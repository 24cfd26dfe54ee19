"""The endpoints of previews, below `<base_url>/kernel-agent`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

if TYPE_CHECKING:
    from .deck_file import DeckFile
    from .previews import Previews


class DeckHandler(APIHandler):
    """Whoever may read a file may see its preview: all checks are those of the contents."""

    auth_resource = "contents"

    def initialize(self, extension: Any) -> None:
        self._extension = extension

    @property
    def previews(self) -> Previews:
        """Made when a deck is looked at first: every start of the server would pay for it otherwise."""
        return self._extension.previews

    def prepare(self) -> Any:
        """Nothing of a preview is kept by the browser."""
        self.set_header("Cache-Control", "no-store")
        return super().prepare()

    async def deck(self) -> DeckFile:
        """The deck that the request is about. Raises `PreviewUnavailable` and `web.HTTPError`."""
        from .deck_file import locate

        # As for other files: a page elsewhere must not make the server work.
        self.check_xsrf_cookie()
        return await locate(self.contents_manager, self.get_query_argument("path", strip=False))


class PreviewHandler(DeckHandler):
    """`GET preview?path=…`: how far the preview of a deck is."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        from .failures import PreviewUnavailable
        from .previews import Preview

        try:
            preview = await self.previews.look(await self.deck())
        except PreviewUnavailable as error:
            preview = Preview(False, "unavailable", reason=str(error))
        self.finish(json.dumps(preview.body()))


class SlideHandler(DeckHandler):
    """`GET preview/slide?path=…&version=…&number=…`: the PNG of a slide, from 1."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        from .failures import PreviewUnavailable

        number = self.get_query_argument("number")
        if not (number.isascii() and number.isdecimal() and len(number) < 6):
            raise web.HTTPError(400, "The number of a slide is a whole number from 1.")
        try:
            deck = await self.deck()
        except PreviewUnavailable as error:
            raise web.HTTPError(404, str(error)) from None
        picture = await self.previews.slide(deck, self.get_query_argument("version"), int(number))
        if picture is None:
            raise web.HTTPError(404, "There is no such picture.")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(picture, set_content_type="image/png")


def preview_handlers(extension: Any) -> list[tuple[str, type[DeckHandler], dict[str, Any]]]:
    """The routes of previews, relative to the server's base URL. `extension` has the `previews`."""
    options = {"extension": extension}
    return [
        (r"/kernel-agent/preview", PreviewHandler, options),
        (r"/kernel-agent/preview/slide", SlideHandler, options),
    ]
