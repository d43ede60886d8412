"""Notes."""

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.crypto import EncryptedText
from groundwork.kernel.database import Record


class Note(Record):
    """A note on a shelf. Titles of a shelf are unique, but that is checked only when the transaction commits."""

    __tablename__ = "notes"
    __table_args__ = (
        UniqueConstraint("shelf", "title", name="notes_shelf_title_key", deferrable=True, initially="DEFERRED"),
        Index("idx_notes_shelf", "shelf"),
    )

    title: Mapped[str] = mapped_column(String(200))
    shelf: Mapped[str] = mapped_column(String(50))
    pages: Mapped[int] = mapped_column(default=1)
    secret: Mapped[str | None] = mapped_column(EncryptedText)
