"""Files: what is known of each; what is in them is in the storage."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.domains.files.kinds import Kind, Recognized
from groundwork.kernel.database import Record


class FileStatus(StrEnum):
    """How far a file is."""

    UPLOADING = "uploading"
    PROCESSING = "processing"
    READY = "ready"


class File(Record):
    """A file of a user's, or of the house's when ``owner_id`` is none.

    ``size`` in bytes; while the file is coming in, what is set aside for it. ``width`` and ``height`` in pixels,
    upright. ``sent_directly``: the client put it into the bucket itself, with headers of its own choice.
    """

    __tablename__ = "files"
    __table_args__ = (
        CheckConstraint("status IN ('uploading', 'processing', 'ready')", name="status"),
        CheckConstraint("kind IN ('image', 'document', 'other')", name="kind"),
        CheckConstraint("size >= 0", name="size"),
        Index("idx_files_owner_id", "owner_id", "created_at"),
        Index("idx_files_created_at", "created_at"),
        Index("idx_files_uploading", "created_at", postgresql_where=text("status = 'uploading'")),
    )

    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(255))
    content_type: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(10), default=Kind.OTHER)
    size: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(10), default=FileStatus.UPLOADING)
    public: Mapped[bool] = mapped_column(default=False, server_default=false())
    sent_directly: Mapped[bool] = mapped_column(default=False, server_default=false())
    width: Mapped[int | None]
    height: Mapped[int | None]
    variants: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default=text("'[]'"))

    @property
    def path(self) -> str:
        """Where the storage has it."""
        return f"{self.folder}/original"

    @property
    def incoming(self) -> str:
        """Where a client puts it before it is looked at."""
        return f"{self.folder}/incoming"

    @property
    def folder(self) -> str:
        """Where the storage has all that belongs to it."""
        return f"files/{self.id}"

    def variant_path(self, width: int, kind: str) -> str:
        """Where a smaller one is."""
        return f"{self.folder}/{width}.{kind}"

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown in a page."""
        return self.kind == Kind.IMAGE and self.status != FileStatus.UPLOADING and self.width is not None

    def receive(self, what: Recognized, size: int) -> None:
        """It has come in whole, and this is what it is."""
        self.content_type, self.kind, self.size = what.content_type, what.kind, size
        self.width, self.height = what.width, what.height
        self.status = FileStatus.PROCESSING if what.kind is Kind.IMAGE else FileStatus.READY

    def finish(self, width: int, height: int, variants: list[dict[str, Any]]) -> None:
        """Its smaller ones are made."""
        self.width, self.height, self.variants, self.status = width, height, variants, FileStatus.READY

    def give_up_variants(self) -> None:
        """There are no smaller ones: it is shown as it is."""
        self.variants, self.status = [], FileStatus.READY

    def disown(self) -> None:
        """It stays where it is shown, and says nothing about whose it was."""
        self.owner_id, self.name = None, "file"
