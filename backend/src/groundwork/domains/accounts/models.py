"""Users and their profiles (chapter 5.3)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.database import Record
from groundwork.kernel.permissions import Role


class User(Record):
    """A person who can sign in. ``email`` is kept in lower case, so that it is unique however it is written."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("email = lower(email) AND position('@' IN email) > 1", name="email_format"),
        Index("idx_users_email", "email"),
        Index("idx_users_role", "role"),
        Index("idx_users_created_at", "created_at"),
        Index(
            "idx_users_email_active",
            "email",
            "is_active",
            postgresql_where="deleted_at IS NULL",
        ),
    )

    email: Mapped[str] = mapped_column(String(255), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    first_name: Mapped[str | None] = mapped_column(String(100))
    last_name: Mapped[str | None] = mapped_column(String(100))
    profile_picture_url: Mapped[str | None] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(50), default=Role.USER, server_default="user")
    email_verified: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())
    last_login_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]

    @property
    def may_sign_in(self) -> bool:
        """Neither deactivated nor deleted."""
        return self.is_active and self.deleted_at is None

    def verify_email(self) -> None:
        """The person has shown that the address is theirs."""
        self.email_verified = True

    def set_password_hash(self, password_hash: str) -> None:
        """Replace the password."""
        self.password_hash = password_hash

    def forget_password(self) -> None:
        """There is no password any longer; the person signs in by other means, or resets it."""
        self.password_hash = None

    def note_sign_in(self) -> None:
        """The person has just signed in."""
        self.last_login_at = now()


class UserProfile(Record):
    """What a user tells about themselves."""

    __tablename__ = "user_profiles"
    __table_args__ = (Index("idx_user_profiles_user_id", "user_id", unique=True),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    bio: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(String(20))
    date_of_birth: Mapped[date | None]
    timezone: Mapped[str | None] = mapped_column(String(50))
    language: Mapped[str] = mapped_column(String(10), default="en", server_default="en")
    notification_preferences: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
