"""Attempts to sign in at a provider that have not come back yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.crypto import EncryptedText
from groundwork.kernel.database import Record


class OAuthAttempt(Record):
    """One journey of one browser to a provider and back: good once, for ten minutes.

    With a user, it is to link an account to theirs; such an attempt ends with the session that began it.
    """

    __tablename__ = "oauth_attempts"
    __table_args__ = (
        Index("idx_oauth_attempts_state_digest", "state_digest", unique=True),
        Index("idx_oauth_attempts_user_id", "user_id"),
        Index("idx_oauth_attempts_session_id", "session_id"),
        Index("idx_oauth_attempts_expires_at", "expires_at"),
    )

    provider: Mapped[str] = mapped_column(String(50))
    state_digest: Mapped[str] = mapped_column(String(64))
    browser_digest: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(EncryptedText)
    nonce: Mapped[str] = mapped_column(String(64))
    return_to: Mapped[str] = mapped_column(Text)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]
