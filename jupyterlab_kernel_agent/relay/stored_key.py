"""The API key in the system keyring."""

from __future__ import annotations

import asyncio

USER_NAME = "OPENAI_API_KEY"
WAIT_SECONDS = 5.0


class StoredKey:
    """Looks the key up once, off the event loop, and remembers what came back."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._lookup: asyncio.Future[str] | None = None
        self._patience = WAIT_SECONDS

    async def get(self) -> str:
        """The key, or an empty string: no keyring, nothing stored, or locked.

        The first call waits `WAIT_SECONDS` at most, later ones not at all: a keyring that asks its user to
        unlock it answers whichever call comes after that.
        """
        if not self._service:
            return ""
        if self._lookup is None:
            self._lookup = asyncio.ensure_future(asyncio.to_thread(_read, self._service))
        done, _ = await asyncio.wait({self._lookup}, timeout=self._patience)
        if not done:
            self._patience = 0.0
            return ""
        return self._lookup.result()


def _read(service: str) -> str:
    try:
        import keyring

        return keyring.get_password(service, USER_NAME) or ""
    except Exception:
        # Backends raise whatever they like; without a keyring there is no key, and that is all.
        return ""
