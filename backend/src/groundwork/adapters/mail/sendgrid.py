"""SendGrid, by its v3 API."""

import base64
from email.message import EmailMessage
from typing import cast
from uuid import UUID

import httpx2

_ADDRESS = "https://api.sendgrid.com"
_TIMEOUT = 30.0


class SendGridTransport:
    """Sends with an API key. ``base_url`` is another only for tests."""

    is_local = False

    def __init__(self, api_key: str, base_url: str = _ADDRESS) -> None:
        self._client = httpx2.AsyncClient(
            base_url=base_url, headers={"Authorization": f"Bearer {api_key}"}, timeout=_TIMEOUT
        )

    async def send(self, mail_id: UUID, message: EmailMessage) -> None:
        """Hand the message to SendGrid.

        Raises:
            httpx2.HTTPError: it did not take it.
        """
        text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
        content = [
            {"type": f"text/{kind}", "value": part.get_content()}
            for kind, part in (("plain", text), ("html", html))
            if part is not None
        ]
        attachments = [
            {
                "content": base64.b64encode(cast(bytes, part.get_payload(decode=True))).decode(),
                "type": part.get_content_type(),
                "filename": part.get_filename(),
                "disposition": "attachment",
            }
            for part in message.iter_attachments()
        ]
        sender = message["From"].addresses[0]
        named = {"name": sender.display_name} if sender.display_name else {}
        response = await self._client.post(
            "/v3/mail/send",
            json={
                "personalizations": [{"to": [{"email": message["To"]}]}],
                "from": {"email": sender.addr_spec, **named},
                "subject": message["Subject"],
                "content": content,
                **({"attachments": attachments} if attachments else {}),
                "headers": {"Message-ID": message["Message-ID"]},
                "custom_args": {"mail_id": str(mail_id)},
            },
        )
        response.raise_for_status()

    async def forget(self, mail_id: UUID) -> None:
        """Nothing of it is on this machine."""
