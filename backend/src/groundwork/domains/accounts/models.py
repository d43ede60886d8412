"""Users and their profiles (chapter 5.3), what leaves with them, and when they are forgotten."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, false, literal_column, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.database import Record
from groundwork.kernel.permissions import Role

SEARCHED = "(((email || ' ') || COALESCE(first_name, '')) || ' ') || COALESCE(last_name, '')"
"""What a search for users looks in, so that "Ada Byr" finds her by both names. In parentheses as PostgreSQL sets them,
since Alembic compares texts."""


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
        Index(
            "idx_users_search",
            literal_column(f"({SEARCHED})").label("searched"),
            postgresql_using="gin",
            postgresql_ops={"searched": "gin_trgm_ops"},
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
    premium: Mapped[bool] = mapped_column(default=False, server_default=false())
    """May ask more often; ``subscriptions`` says so."""
    other_emails: Mapped[dict[str, bool]] = mapped_column(JSONB, default=dict, server_default="{}")
    """Addresses they had or asked for, and whether they were shown to be theirs: what was mailed there has to be found
    when they are forgotten."""

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

    def change_email(self, email: str) -> None:
        """The person has shown that ``email`` is theirs, and goes by it from now on."""
        self.remember_address(self.email, theirs=self.email_verified)
        self.email, self.email_verified = email, True

    def remember_address(self, email: str, *, theirs: bool) -> None:
        """Something is mailed to ``email`` on the person's behalf."""
        known = dict(self.other_emails)
        self.other_emails = {**known, email: theirs or known.get(email, False)}

    def assign_role(self, role: Role) -> None:
        """Give the user other rights."""
        self.role = role

    def deactivate(self) -> None:
        """Close the account, for as long as nobody opens it again."""
        self.is_active = False

    def reactivate(self) -> None:
        """Open the account again."""
        self.is_active = True

    def delete(self) -> None:
        """Take the user out of sight; the address stays theirs."""
        self.deleted_at = now()

    def show_picture(self, path: str | None) -> None:
        """Where the picture is served from; none for initials."""
        self.profile_picture_url = path

    def forget(self) -> None:
        """Leave nothing by which the person could be told; the row stays for what refers to it."""
        self.email = f"erased-{self.id}@erased.invalid"
        self.password_hash = self.first_name = self.last_name = self.profile_picture_url = self.last_login_at = None
        self.role, self.email_verified, self.is_active = Role.USER, False, False
        self.other_emails = {}
        self.premium = False
        self.deleted_at = self.deleted_at or now()


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


class ExportStatus(StrEnum):
    """How far an export is."""

    QUEUED = "queued"
    READY = "ready"
    FAILED = "failed"


class DataExport(Record):
    """All that is kept about a person, as one archive. It is deleted a week after it was made."""

    __tablename__ = "data_exports"
    __table_args__ = (
        Index("idx_data_exports_user_id", "user_id"),
        Index("idx_data_exports_expires_at", "expires_at"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(20), default=ExportStatus.QUEUED)
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    expires_at: Mapped[datetime]

    @property
    def path(self) -> str:
        """Where the archive is in the storage."""
        return f"exports/{self.id}.zip"

    def is_ready(self, moment: datetime) -> bool:
        """Whether there is an archive that may still be fetched."""
        return self.status == ExportStatus.READY and self.expires_at > moment

    def finish(self, size_bytes: int, expires_at: datetime) -> None:
        """The archive is in the storage."""
        self.status, self.size_bytes, self.expires_at = ExportStatus.READY, size_bytes, expires_at

    def fail(self) -> None:
        """An attempt failed; another may still succeed."""
        self.status = ExportStatus.FAILED


class Erasure(Record):
    """The wish to be forgotten. Until ``due_at`` the person may change their mind; the row stays as the proof."""

    __tablename__ = "erasures"
    __table_args__ = (
        Index("idx_erasures_user_id", "user_id", unique=True),
        Index("idx_erasures_due_at", "due_at", postgresql_where="completed_at IS NULL"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    due_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]

    def complete(self) -> None:
        """Nothing personal is left."""
        self.completed_at = now()
