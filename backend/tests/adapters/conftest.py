"""Messages for the mail adapters, and ports for their peers on loopback."""

import socket
from email.message import EmailMessage

import pytest

from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from groundwork.kernel.mail import Mail
from groundwork.kernel.mail_attachments import OpenAttachment


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


PDF = OpenAttachment("receipt 7K3Q.pdf", "application/pdf", bytes(range(256)) * 500)
TABLE = OpenAttachment("sales.csv", "text/csv", "Żółć;1\r\n.\r\n..\r\n".encode())


@pytest.fixture
def message() -> EmailMessage:
    """A mail as the kernel hands it over."""
    return _mail().message("Shop <shop@shop.test>")


@pytest.fixture
def parcel() -> EmailMessage:
    """The same with two files."""
    return _mail().message("Shop <shop@shop.test>", [PDF, TABLE])


def _mail() -> Mail:
    return Mail(
        id=uuid7(),
        recipient="ada@example.com",
        subject="Grüße",
        template="notes/overdue",
        text="Żółć\n.\n..dots\n",
        html="<p>Żółć</p>",
        created_at=now(),
    )
