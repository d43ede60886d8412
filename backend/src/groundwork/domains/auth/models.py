"""Sign-ins, linked accounts of OAuth providers, and tokens that mails carry."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import INET
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.crypto import EncryptedText
from groundwork.kernel.database import Record


class Session(Record):
    """One sign-in on one device: a family of refresh tokens, the newest of which is good (RFC 9700, 4.14.2).

    ``token`` and ``refresh_token`` hold SHA-256 digests. Ending a session deletes the row; a trigger tells every
    process.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        Index("idx_sessions_user_id", "user_id"),
        Index("idx_sessions_token", "token"),
        Index("idx_sessions_expires_at", "expires_at"),
        Index("idx_sessions_impersonator_id", "impersonator_id"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(500), unique=True)
    refresh_token: Mapped[str | None] = mapped_column(String(500))
    ip_address: Mapped[str | None] = mapped_column(INET)
    user_agent: Mapped[str | None] = mapped_column(Text)
    expires_at: Mapped[datetime]
    previous_refresh_token: Mapped[str | None] = mapped_column(String(500))
    generation: Mapped[int] = mapped_column(default=1, server_default="1")
    rotated_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
    authenticated_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())
    impersonator_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))

    def has_expired(self, moment: datetime) -> bool:
        """Unused for too long, or too old."""
        return min(self.expires_at, self.ends_at) <= moment

    def confirm(self, moment: datetime) -> None:
        """The person has shown again who they are."""
        self.authenticated_at = moment

    def rotate(self, moment: datetime, idle: timedelta) -> None:
        """Begin the next generation; the last one may still be presented once more, by who did not get the answer."""
        self.previous_refresh_token = self.refresh_token
        self.generation += 1
        self.rotated_at = self.last_used_at = moment
        self.expires_at = min(moment + idle, self.ends_at)


class OAuthAccount(Record):
    """An account at an OAuth provider that is linked to a user. Its tokens are encrypted at rest."""

    __tablename__ = "oauth_accounts"
    __table_args__ = (
        UniqueConstraint("provider", "provider_account_id", name="oauth_accounts_provider_provider_account_id_key"),
        Index("idx_oauth_user_id", "user_id"),
        Index("idx_oauth_provider", "provider"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    provider: Mapped[str] = mapped_column(String(50))
    provider_account_id: Mapped[str] = mapped_column(String(255))
    access_token: Mapped[str | None] = mapped_column(EncryptedText)
    refresh_token: Mapped[str | None] = mapped_column(EncryptedText)
    expires_at: Mapped[datetime | None]
    token_type: Mapped[str | None] = mapped_column(String(50))
    scope: Mapped[str | None] = mapped_column(Text)
    account_name: Mapped[str | None] = mapped_column(String(255))
    last_used_at: Mapped[datetime | None]


class Purpose(StrEnum):
    """What a token from a mail opens."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"
    CHANGE_EMAIL = "change_email"


class MailToken(Record):
    """A token that a mail carries: good once, for a while, and only the newest of its purpose. Kept as a digest."""

    __tablename__ = "mail_tokens"
    __table_args__ = (
        UniqueConstraint("user_id", "purpose", name="mail_tokens_user_id_purpose_key"),
        Index("idx_mail_tokens_digest", "digest", unique=True),
        Index("idx_mail_tokens_expires_at", "expires_at"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(50))
    digest: Mapped[str] = mapped_column(String(64))
    email: Mapped[str | None] = mapped_column(String(255))
    """The new address that the token is about."""
    expires_at: Mapped[datetime]
