"""The outbox: every mail a file, for development and for looking at."""

import asyncio
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID


class OutboxTransport:
    """Writes ``<mail id>.eml`` into a folder. Sending the same mail again writes the same file."""

    is_local = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, mail_id: UUID, message: EmailMessage) -> None:
        """Put the message into the folder; it appears whole or not at all."""
        await asyncio.to_thread(self._write, mail_id, message.as_bytes())

    async def forget(self, mail_id: UUID) -> None:
        """Delete the file."""
        await asyncio.to_thread((self._folder / f"{mail_id}.eml").unlink, missing_ok=True)

    def _write(self, mail_id: UUID, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._folder / f".{mail_id}.draft"
        draft.write_bytes(content)
        draft.replace(self._folder / f"{mail_id}.eml")
