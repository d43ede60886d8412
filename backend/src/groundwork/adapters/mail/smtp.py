"""SMTP (RFC 5321)."""

from email.message import EmailMessage
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib

_TIMEOUT = 30.0


class SmtpTransport:
    """``smtps://`` speaks TLS from the start; ``smtp://`` upgrades when it is offered, and must with a password."""

    is_local = False

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._secure = parts.scheme == "smtps"
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (465 if self._secure else 587)
        self._username = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    async def send(self, mail_id: UUID, message: EmailMessage) -> None:  # noqa: ARG002  (the id is in Message-ID)
        """Hand the message to the server.

        Raises:
            aiosmtplib.SMTPException: it did not take it.
        """
        await aiosmtplib.send(
            message,
            hostname=self._host,
            port=self._port,
            username=self._username,
            password=self._password,
            use_tls=self._secure,
            start_tls=True if self._password and not self._secure else None,
            timeout=_TIMEOUT,
        )

    async def forget(self, mail_id: UUID) -> None:
        """Nothing of it is on this machine."""
