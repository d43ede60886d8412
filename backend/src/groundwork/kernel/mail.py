"""Mail: rendered in the transaction that asks for it, sent by a job, once.

A mail that a rolled-back transaction wanted is never sent, and one that was acknowledged is a row that survives a
crash.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, cast
from uuid import UUID

import orjson
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined, select_autoescape
from sqlalchemy import Index, String, delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.crypto import EncryptedText
from groundwork.kernel.database import Record
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.mail_attachments import Attachment, MailAttachment, OpenAttachment, attachments_of
from groundwork.kernel.settings import Settings
from groundwork.kernel.storage import Storage

_REMOVED = "removed-after-sending"
_ATTEMPTS = 20
KEPT = timedelta(days=90)
"""How long operators can look at a mail."""


class MailStatus(StrEnum):
    """Where a mail is on its way."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class Mail(Record):
    """One mail to one person. Bodies are encrypted at rest, since they carry links that open accounts."""

    __tablename__ = "mails"
    __table_args__ = (
        Index("idx_mails_created_at", "created_at"),
        Index("idx_mails_status", "status"),
        Index("idx_mails_recipient", "recipient"),
    )

    recipient: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    template: Mapped[str] = mapped_column(String(100))
    html: Mapped[str] = mapped_column(EncryptedText)
    text: Mapped[str] = mapped_column(EncryptedText)
    secrets: Mapped[str | None] = mapped_column(EncryptedText)
    status: Mapped[str] = mapped_column(String(20), default=MailStatus.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(500))
    sent_at: Mapped[datetime | None]

    def message(self, sender: str, attached: Iterable[OpenAttachment] = ()) -> EmailMessage:
        """The mail as a message (RFC 5322) of text, HTML and files; its id makes a repeated one recognizable."""
        message = EmailMessage(policy=SMTP)
        message["From"] = sender
        message["To"] = self.recipient
        message["Subject"] = self.subject
        message["Date"] = format_datetime(self.created_at)
        message["Message-ID"] = f"<{self.id}@{sender.rpartition('@')[2].rstrip('>')}>"
        message["X-Groundwork-Template"] = self.template
        message.set_content(self.text)
        message.add_alternative(self.html, subtype="html")
        for file in attached:
            kind, _, subtype = file.content_type.partition("/")
            written = {"charset": "utf-8"} if kind == "text" else {}
            message.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name, params=written)
        return message

    def mark_undelivered(self, reason: str, *, attempts: int) -> None:
        """An attempt failed; after ``attempts`` of them the mail is given up."""
        self.attempts += 1
        self.last_error = reason[:500]
        if self.attempts >= attempts:
            self.status = MailStatus.FAILED

    def mark_sent(self, *, keep_secrets: bool) -> None:
        """It is on its way to the person; links that open an account are taken out of what stays here."""
        self.status, self.sent_at, self.last_error = MailStatus.SENT, now(), None
        if not keep_secrets and self.secrets:
            for secret in orjson.loads(self.secrets):
                self.html = self.html.replace(secret, _REMOVED)
                self.text = self.text.replace(secret, _REMOVED)
        self.secrets = None


class MailTransport(Protocol):
    """Takes a mail to its recipient. Filled by ``adapters/mail``."""

    is_local: bool
    """Whether mails stay on this machine, readable by its operator alone."""

    async def send(self, mail_id: UUID, message: EmailMessage) -> None:
        """Hand the message over; raising means it was not taken and will be tried again."""

    async def forget(self, mail_id: UUID) -> None:
        """Delete what was kept of the mail on this machine."""


@dataclass(frozen=True, slots=True)
class _Rendered:
    subject: str
    html: str
    text: str


class MailTemplates:
    """The mail templates of all domains.

    ``auth/verify_email`` is ``verify_email.html`` and ``.txt`` of domain ``auth``.
    """

    def __init__(self, folders: dict[str, Path], *, app_url: str) -> None:
        loaders = {"kernel": Path(__file__).parent / "templates", **folders}
        self._environment = Environment(
            loader=PrefixLoader({name: FileSystemLoader(folder) for name, folder in loaders.items()}),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["app_url"] = app_url

    def render(self, template: str, context: dict[str, Any]) -> _Rendered:
        """Subject (the first line of the text template), HTML and text."""
        text = self._environment.get_template(f"{template}.txt").render(context)
        subject, _, body = text.partition("\n")
        html = self._environment.get_template(f"{template}.html").render(context, subject=subject)
        return _Rendered(" ".join(subject.removeprefix("Subject:").split()), html, body.strip() + "\n")


class HasMail(Protocol):
    """Of a runtime, what sending mail needs."""

    @property
    def settings(self) -> Settings:
        """Who the sender is."""

    @property
    def templates(self) -> MailTemplates:
        """What mails look like."""

    @property
    def mail_transport(self) -> MailTransport:
        """How they leave."""

    @property
    def storage(self) -> Storage:
        """Where larger attachments are."""


def _of(db: AsyncSession) -> HasMail:
    return cast(HasMail, db.info["runtime"])


async def send_mail(
    db: AsyncSession,
    *,
    to: str,
    template: str,
    context: dict[str, Any],
    secrets: tuple[str, ...] = (),
    keep: bool = True,
    attachments: Sequence[Attachment] = (),
) -> None:
    """Queue a mail, as part of the transaction of ``db``.

    ``secrets``: values in ``context`` that open an account; they are taken out of the stored mail once it is sent.
    ``keep``: whether operators see it afterwards; a mail to somebody of whom nothing may stay is deleted once it left.
    ``attachments``: what is given as bytes is kept with the mail, what is given as a path is read when it is sent.
    """
    rendered = _of(db).templates.render(template, context)
    mail = Mail(
        id=uuid7(),
        recipient=to,
        subject=rendered.subject,
        template=template,
        html=rendered.html,
        text=rendered.text,
        secrets=orjson.dumps(secrets).decode() if secrets else None,
    )
    db.add(mail)
    await db.flush()
    db.add_all(MailAttachment.of(mail.id, position, file) for position, file in enumerate(attachments))
    await defer(db, deliver_mail, mail_id=str(mail.id), keep=keep)


async def _deliver(db: AsyncSession, *, mail_id: str, keep: bool = True) -> None:
    mail = await db.get(Mail, UUID(mail_id), with_for_update=True)
    if mail is None or mail.status == MailStatus.SENT:
        return
    runtime = _of(db)
    attached = [await file.open(runtime.storage) for file in await attachments_of(db, mail.id)]
    await runtime.mail_transport.send(mail.id, mail.message(runtime.settings.from_email, attached))
    if not keep:
        await db.delete(mail)
        return
    mail.attempts += 1
    mail.mark_sent(keep_secrets=runtime.mail_transport.is_local)


async def _note_failure(db: AsyncSession, error: Exception, *, mail_id: str, keep: bool = True) -> None:
    mail = await db.get(Mail, UUID(mail_id), with_for_update=True)
    if mail is not None and mail.status == MailStatus.QUEUED:
        mail.mark_undelivered(f"{type(error).__name__}: {error}", attempts=_ATTEMPTS)
        if mail.status == MailStatus.FAILED and not keep:
            await db.delete(mail)


async def _forget_old(db: AsyncSession) -> None:
    """Mails name people, also others than their recipient; nobody needs them for ever."""
    old = await db.scalars(delete(Mail).where(Mail.created_at < now() - KEPT).returning(Mail.id))
    for mail_id in old:
        await _of(db).mail_transport.forget(mail_id)


forget_mails = Job("mail.forget", _forget_old, schedule="47 3 * * *")
deliver_mail = Job("mail.deliver", _deliver, failed=_note_failure, attempts=_ATTEMPTS)
