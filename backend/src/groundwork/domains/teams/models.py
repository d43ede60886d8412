"""Teams, who belongs to them, and who is asked to."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.database import Record

INVITATION_LIFE = timedelta(days=7)
_ROLES = "role IN ('owner', 'manager', 'member')"


class TeamRole(StrEnum):
    """What somebody is in a team, most powerful first."""

    OWNER = "owner"
    MANAGER = "manager"
    MEMBER = "member"

    def covers(self, other: str) -> bool:
        """Whether who has this role may give, take and change ``other``: owners all, managers all but owners."""
        return self is TeamRole.OWNER or (self is TeamRole.MANAGER and other != TeamRole.OWNER)

    def is_above(self, other: str) -> bool:
        """Whether this role allows more than ``other``."""
        order = list(TeamRole)
        return order.index(self) < order.index(TeamRole(other))


class Team(Record):
    """People who work together. There is always an owner."""

    __tablename__ = "teams"
    __table_args__ = (Index("idx_teams_created_at", "created_at"),)

    name: Mapped[str] = mapped_column(String(80))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    description: Mapped[str | None] = mapped_column(Text)


class TeamMember(Record):
    """Somebody's place in a team, once for each."""

    __tablename__ = "team_members"
    __table_args__ = (
        UniqueConstraint("team_id", "user_id", name="team_members_team_id_user_id_key"),
        CheckConstraint(_ROLES, name="role"),
        Index("idx_team_members_user_id", "user_id"),
    )

    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(20))


class TeamInvitation(Record):
    """Somebody is asked to join by a mail to their address. Its token is kept as a digest; the newest is good."""

    __tablename__ = "team_invitations"
    __table_args__ = (
        CheckConstraint(_ROLES, name="role"),
        Index(
            "idx_team_invitations_open",
            "team_id",
            "email",
            unique=True,
            postgresql_where="accepted_at IS NULL AND revoked_at IS NULL",
        ),
        Index("idx_team_invitations_digest", "digest", unique=True),
        Index("idx_team_invitations_team_id", "team_id", "created_at"),
        Index("idx_team_invitations_email", "email"),
        Index("idx_team_invitations_invited_by", "invited_by"),
        Index("idx_team_invitations_expires_at", "expires_at"),
    )

    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64))
    invited_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    @property
    def is_settled(self) -> bool:
        """Accepted or revoked: nothing can be done with it any more."""
        return self.accepted_at is not None or self.revoked_at is not None

    def is_open(self, moment: datetime) -> bool:
        """Whether it can be accepted."""
        return not self.is_settled and self.expires_at > moment

    def accept(self, moment: datetime) -> None:
        """The one who was asked has joined."""
        self.accepted_at = moment

    def revoke(self, moment: datetime) -> None:
        """It is taken back."""
        self.revoked_at = moment

    def renew(self, token_digest: str, moment: datetime) -> None:
        """A new token, good for a week; the one before is void."""
        self.digest, self.expires_at = token_digest, moment + INVITATION_LIFE
