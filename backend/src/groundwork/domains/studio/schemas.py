"""What operators ask for and see."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.mail import Mail, MailStatus


class MailQuery(ListQuery):
    """What the list of mails understands."""

    sort: Literal["createdAt", "to", "subject"] = "createdAt"
    status: list[MailStatus] | None = Field(None, alias="filter[status]")
    template: list[str] | None = Field(None, alias="filter[template]")


class MailSummary(Output):
    """A mail in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    to: str | None = None
    subject: str | None = None
    template: str | None = None
    status: MailStatus | None = None
    attempts: int | None = None
    last_error: str | None = None
    created_at: datetime | None = None
    sent_at: datetime | None = None


class AttachmentOut(Output):
    """A file that is attached to a mail. ``size`` in bytes; none when it is not kept with the mail."""

    id: UUID
    name: str
    content_type: str
    size: int | None


class MailOut(Output):
    """A mail with its text."""

    id: UUID
    to: str = Field(validation_alias="recipient")
    subject: str
    template: str
    status: MailStatus
    attempts: int
    last_error: str | None
    created_at: datetime
    sent_at: datetime | None
    html: str
    text: str
    attachments: list[AttachmentOut]

    @classmethod
    def of(cls, mail: Mail, attachments: list[AttachmentOut]) -> Self:
        """The mail with what is attached to it."""
        columns = {name: getattr(mail, name) for name in Mail.__table__.columns.keys()}  # noqa: SIM118  (no mapping)
        return cls.model_validate({**columns, "attachments": attachments})
