"""The server extension: wires the relay and the previews into Jupyter Server."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from jupyter_server.extension.application import ExtensionApp
from jupyter_server.serverapp import ServerApp

from ..preview.handlers import preview_handlers
from .handlers import relay_handlers
from .hidden import hide_confidential
from .service import Relay
from .settings import KernelAgent

if TYPE_CHECKING:
    from ..preview.previews import Previews


class KernelAgentExtension(ExtensionApp):
    """Loaded by Jupyter Server; everything that can be set is in `KernelAgent`."""

    name = "jupyterlab_kernel_agent"
    classes: ClassVar[list[Any]] = [*ExtensionApp.classes, KernelAgent]
    relay: Relay

    def _link_jupyter_server_extension(self, serverapp: ServerApp) -> None:
        # Linking logs the whole configuration on the debug level.
        hide_confidential(serverapp.config)
        super()._link_jupyter_server_extension(serverapp)

    def initialize_handlers(self) -> None:
        """Adds the routes of the relay and of the previews to the server."""
        self.relay = Relay(KernelAgent(parent=self))
        self.handlers.extend(relay_handlers(self.relay))
        self.handlers.extend(preview_handlers(self))

    @cached_property
    def previews(self) -> Previews:
        """Pictures of decks; loaded when one is looked at first."""
        from ..preview.previews import Previews

        return Previews(self.log)

    async def stop_extension(self) -> None:
        """Closes the connections, and ends what draws a deck, when the server stops."""
        if "previews" in self.__dict__:
            await self.previews.close()
        await self.relay.close()
