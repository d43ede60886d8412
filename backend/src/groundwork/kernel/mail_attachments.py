"""What is attached to a mail: small files kept with it and encrypted as its text is, larger ones by their path.

They are rows of the transaction that asks for the mail, so neither a crash nor a rollback leaves a mail without its
attachment or a file without its mail, and what is kept with a mail goes when it goes.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.crypto import EncryptedText
from groundwork.kernel.database import Record
from groundwork.kernel.ids import uuid7
from groundwork.kernel.storage import Storage

MOST_KEPT = 1_000_000
"""Bytes of a file that is kept with its mail; a larger one belongs into the storage."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file for a mail: either its bytes, or where it lies in the storage, for as long as mails are kept.

    ``name``: made by us, in plain letters, so that every mail program shows it as it is.
    """

    name: str
    content_type: str
    content: bytes | None = None
    storage_path: str | None = None

    def __post_init__(self) -> None:
        if (self.content is None) == (self.storage_path is None):
            raise ValueError(f"{self.name}: give either its content or its path in the storage")
        if self.content is not None and len(self.content) > MOST_KEPT:
            raise ValueError(f"{self.name}: has more than {MOST_KEPT} bytes; put it into the storage")
        if not _NAME.fullmatch(self.name) or not _MEDIA_TYPE.fullmatch(self.content_type):
            raise ValueError(f"{self.name!r}, {self.content_type!r}: not a plain name and a media type")


class OpenAttachment(NamedTuple):
    """A file as it travels."""

    name: str
    content_type: str
    content: bytes


class AttachmentMissing(Exception):
    """The file that is to be attached is not in the storage."""


class MailAttachment(Record):
    """One file of one mail."""

    __tablename__ = "mail_attachments"
    __table_args__ = (
        Index("idx_mail_attachments_mail_id", "mail_id", "position"),
        CheckConstraint("(content IS NULL) <> (storage_path IS NULL)", name="source"),
    )

    mail_id: Mapped[UUID] = mapped_column(ForeignKey("mails.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(255))
    content_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int | None]
    """In bytes; none when it is in the storage."""
    content: Mapped[str | None] = mapped_column(EncryptedText)
    """In Base64."""
    storage_path: Mapped[str | None] = mapped_column(String(255))

    @classmethod
    def of(cls, mail_id: UUID, position: int, attachment: Attachment) -> Self:
        """The row for a mail's attachment."""
        content = attachment.content
        return cls(
            id=uuid7(),
            mail_id=mail_id,
            position=position,
            name=attachment.name,
            content_type=attachment.content_type,
            size=None if content is None else len(content),
            content=None if content is None else base64.b64encode(content).decode(),
            storage_path=attachment.storage_path,
        )

    async def open(self, storage: Storage) -> OpenAttachment:
        """It, with its content.

        Raises:
            AttachmentMissing: it is not in the storage, or not any more.
        """
        if self.content is not None:
            content: bytes | None = base64.b64decode(self.content)
        else:
            content = await storage.read(self.storage_path or "")
        if content is None:
            raise AttachmentMissing(f"{self.name} is not in the storage")
        return OpenAttachment(self.name, self.content_type, content)


async def attachments_of(db: AsyncSession, mail_id: UUID) -> Sequence[MailAttachment]:
    """The files of a mail, in their order."""
    found = await db.scalars(
        select(MailAttachment).where(MailAttachment.mail_id == mail_id).order_by(MailAttachment.position)
    )
    return found.all()
