"""SMTP, against a server on loopback."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import aiosmtplib
import pytest
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from groundwork.adapters.mail import OutboxTransport, SendGridTransport, SmtpTransport, open_mail_transport
from groundwork.kernel.ids import uuid7
from tests.adapters.conftest import PDF, TABLE, free_port
from tests.conftest import make_settings

pytestmark = pytest.mark.anyio


class Mailbox:
    """A mail server's handler: keeps what it gets, or refuses it."""

    def __init__(self) -> None:
        self.refusal: str | None = None
        self.envelopes: list[Any] = []
        self.signed_in: list[bytes] = []

    async def handle_DATA(self, _server: object, session: Any, envelope: Any) -> str:  # noqa: N802  (the library's name)
        """A mail."""
        if self.refusal:
            return self.refusal
        envelope.secured = session.ssl is not None
        self.envelopes.append(envelope)
        return "250 OK"

    def authenticate(
        self, _server: object, _session: Any, _envelope: Any, _mechanism: str, data: LoginPassword
    ) -> AuthResult:
        """Whether it is the one user."""
        right = data == LoginPassword(b"clerk", b"s p@ce/word")
        if right:
            self.signed_in.append(data.login)
        return AuthResult(success=right, handled=False)


@pytest.fixture
def mailbox() -> Mailbox:
    """What the server got."""
    return Mailbox()


Serve = Callable[..., Awaitable[int]]


@pytest.fixture
async def serve(mailbox: Mailbox) -> AsyncIterator[Serve]:
    """Starts a server with these options of aiosmtpd; returns its port. At the end every connection is closed."""
    open_connections: set[SMTP] = set()
    running: list[asyncio.Server] = []

    class Server(SMTP):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            open_connections.add(self)
            super().connection_made(transport)

        def connection_lost(self, error: Exception | None) -> None:
            super().connection_lost(error)
            open_connections.discard(self)

    async def start(*, ssl_context: ssl.SSLContext | None = None, **options: Any) -> int:
        server = await asyncio.get_running_loop().create_server(
            lambda: Server(mailbox, hostname="localhost", authenticator=mailbox.authenticate, **options),
            host="127.0.0.1",
            port=0,
            ssl=ssl_context,
        )
        running.append(server)
        return int(server.sockets[0].getsockname()[1])

    yield start
    for server in running:
        server.close()
    async with asyncio.timeout(10):
        while open_connections:
            await asyncio.sleep(0.01)


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The server's side of TLS, with a certificate that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    start = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file = tmp_path / "server.pem"
    file.write_bytes(made.public_bytes(encoding) + key.private_bytes(encoding, form, serialization.NoEncryption()))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


async def test_a_mail_arrives_whole(serve: Serve, mailbox: Mailbox, message: EmailMessage) -> None:
    transport = SmtpTransport(f"smtp://127.0.0.1:{await serve()}")
    assert not transport.is_local
    await transport.send(uuid7(), message)
    [envelope] = mailbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("shop@shop.test", ["ada@example.com"])
    arrived = message_from_bytes(envelope.content, policy=policy.default)
    assert arrived["Subject"] == "Grüße"
    assert arrived["Message-ID"] == message["Message-ID"]
    assert arrived.get_body(("plain",)).get_content().splitlines() == ["Żółć", ".", "..dots"]
    assert arrived.get_body(("html",)).get_content().strip() == "<p>Żółć</p>"


async def test_files_arrive_as_they_are(serve: Serve, mailbox: Mailbox, parcel: EmailMessage) -> None:
    await SmtpTransport(f"smtp://127.0.0.1:{await serve()}").send(uuid7(), parcel)
    arrived = message_from_bytes(mailbox.envelopes[0].content, policy=policy.default)
    assert not arrived.defects
    assert arrived.get_body(("plain",)).get_content().splitlines() == ["Żółć", ".", "..dots"]
    files = [(file.get_filename(), file.get_content_type(), file.get_content()) for file in arrived.iter_attachments()]
    assert files[0] == PDF
    assert files[1][:2] == TABLE[:2]
    assert files[1][2].encode() == TABLE.content
    assert all(file.get_content_disposition() == "attachment" for file in arrived.iter_attachments())


async def test_a_server_that_refuses_is_told(serve: Serve, mailbox: Mailbox, message: EmailMessage) -> None:
    mailbox.refusal = "451 Come again later"
    with pytest.raises(aiosmtplib.SMTPException, match="Come again later"):
        await SmtpTransport(f"smtp://127.0.0.1:{await serve()}").send(uuid7(), message)


async def test_a_server_that_is_away_is_told(message: EmailMessage) -> None:
    with pytest.raises(aiosmtplib.SMTPException):
        await SmtpTransport(f"smtp://127.0.0.1:{free_port()}").send(uuid7(), message)


async def test_a_password_never_travels_in_the_clear(serve: Serve, mailbox: Mailbox, message: EmailMessage) -> None:
    port = await serve(auth_require_tls=False)
    with pytest.raises(aiosmtplib.SMTPException, match="STARTTLS"):
        await SmtpTransport(f"smtp://clerk:s%20p%40ce%2Fword@127.0.0.1:{port}").send(uuid7(), message)
    assert mailbox.signed_in == []
    assert mailbox.envelopes == []


@pytest.mark.filterwarnings("ignore:Session.login_data is deprecated")  # the server's own affair
async def test_it_signs_in_after_the_upgrade_to_tls(
    serve: Serve, mailbox: Mailbox, message: EmailMessage, certificate: ssl.SSLContext
) -> None:
    port = await serve(tls_context=certificate, require_starttls=True)
    await SmtpTransport(f"smtp://clerk:s%20p%40ce%2Fword@localhost:{port}").send(uuid7(), message)
    assert mailbox.signed_in == [b"clerk"]
    assert mailbox.envelopes[0].secured
    with pytest.raises(aiosmtplib.SMTPAuthenticationError):
        await SmtpTransport(f"smtp://clerk:wrong@localhost:{port}").send(uuid7(), message)


async def test_smtps_speaks_tls_from_the_start(
    serve: Serve, mailbox: Mailbox, message: EmailMessage, certificate: ssl.SSLContext
) -> None:
    port = await serve(ssl_context=certificate)
    await SmtpTransport(f"smtps://localhost:{port}").send(uuid7(), message)
    assert len(mailbox.envelopes) == 1


async def test_a_certificate_that_nobody_vouches_for_is_refused(
    serve: Serve,
    mailbox: Mailbox,
    message: EmailMessage,
    certificate: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = await serve(ssl_context=certificate)
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(aiosmtplib.SMTPException):
        await SmtpTransport(f"smtps://localhost:{port}").send(uuid7(), message)
    assert mailbox.envelopes == []


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [("smtp://", "localhost", 587), ("smtps://mail.test", "mail.test", 465), ("smtp://mail.test:25", "mail.test", 25)],
)
def test_addresses_have_defaults(url: str, host: str, port: int) -> None:
    transport = SmtpTransport(url)
    assert (transport._host, transport._port) == (host, port)


def test_the_settings_choose_the_way(tmp_path: Path) -> None:
    def chosen(**changes: str) -> type:
        return type(open_mail_transport(make_settings("postgresql:///x", tmp_path, **changes)))

    assert chosen() is OutboxTransport
    assert chosen(smtp_url="smtp://mail.test") is SmtpTransport
    assert chosen(smtp_url="smtp://mail.test", sendgrid_api_key="SG.x") is SendGridTransport
