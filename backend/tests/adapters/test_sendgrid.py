"""SendGrid's v3 API, against a small server on loopback that answers as theirs does."""

import base64
import json
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2
import pytest

from groundwork.adapters.mail.sendgrid import SendGridTransport
from groundwork.kernel.ids import uuid7
from tests.adapters.conftest import PDF, TABLE, free_port

pytestmark = pytest.mark.anyio


class Api(ThreadingHTTPServer):
    """Keeps what it gets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", free_port()), _Handler)
        self.status = 202
        self.requests: list[tuple[str, dict[str, str], Any]] = []

    @property
    def address(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Api

    def do_POST(self) -> None:
        """A mail."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing to tell."""


@pytest.fixture
def sendgrid() -> Iterator[Api]:
    """The server."""
    server = Api()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


async def test_a_mail_is_posted_with_the_key(sendgrid: Api, message: EmailMessage) -> None:
    mail_id = uuid7()
    transport = SendGridTransport("SG.key", sendgrid.address)
    assert not transport.is_local
    await transport.send(mail_id, message)
    [(path, headers, body)] = sendgrid.requests
    assert path == "/v3/mail/send"
    assert headers["Authorization"] == "Bearer SG.key"
    assert body == {
        "personalizations": [{"to": [{"email": "ada@example.com"}]}],
        "from": {"email": "shop@shop.test", "name": "Shop"},
        "subject": "Grüße",
        "content": [
            {"type": "text/plain", "value": message.get_body(("plain",)).get_content()},
            {"type": "text/html", "value": "<p>Żółć</p>\n"},
        ],
        "headers": {"Message-ID": message["Message-ID"]},
        "custom_args": {"mail_id": str(mail_id)},
    }


async def test_files_are_posted_with_it(sendgrid: Api, parcel: EmailMessage) -> None:
    await SendGridTransport("SG.key", sendgrid.address).send(uuid7(), parcel)
    [(_, _, body)] = sendgrid.requests
    assert [part["type"] for part in body["content"]] == ["text/plain", "text/html"]
    assert [(file["filename"], file["type"], base64.b64decode(file["content"])) for file in body["attachments"]] == [
        PDF,
        TABLE,
    ]
    assert {file["disposition"] for file in body["attachments"]} == {"attachment"}


async def test_a_sender_without_a_name_has_none(sendgrid: Api, message: EmailMessage) -> None:
    message.replace_header("From", "shop@shop.test")
    await SendGridTransport("SG.key", sendgrid.address).send(uuid7(), message)
    assert sendgrid.requests[0][2]["from"] == {"email": "shop@shop.test"}


@pytest.mark.parametrize("status", [400, 401, 429, 500])
async def test_a_refusal_is_told(sendgrid: Api, message: EmailMessage, status: int) -> None:
    sendgrid.status = status
    with pytest.raises(httpx2.HTTPStatusError, match=str(status)):
        await SendGridTransport("SG.key", sendgrid.address).send(uuid7(), message)


async def test_a_service_that_is_away_is_told(message: EmailMessage) -> None:
    with pytest.raises(httpx2.HTTPError):
        await SendGridTransport("SG.key", f"http://127.0.0.1:{free_port()}").send(uuid7(), message)
