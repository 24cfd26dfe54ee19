"""The server extension: wires the relay into Jupyter Server."""

from __future__ import annotations

from typing import Any, ClassVar

from jupyter_server.extension.application import ExtensionApp
from jupyter_server.serverapp import ServerApp

from .handlers import relay_handlers
from .hidden import hide_confidential
from .service import Relay
from .settings import KernelAgent


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
        """Adds the relay's routes to the server."""
        self.relay = Relay(KernelAgent(parent=self))
        self.handlers.extend(relay_handlers(self.relay))

    async def stop_extension(self) -> None:
        """Closes the connections when the server stops."""
        await self.relay.close()
