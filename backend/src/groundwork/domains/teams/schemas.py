"""What comes in and goes out about teams."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from groundwork.domains.accounts.schemas import Email
from groundwork.domains.teams.models import TeamRole
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Input, printable

TeamName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=80),
    AfterValidator(printable),
    Field(examples=["Helsinki studio"]),
]
Slug = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=60, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    Field(description="Lower-case letters, digits and hyphens; unique", examples=["helsinki-studio"]),
]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
InvitationToken = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class InvitationStatus(StrEnum):
    """What became of an invitation."""

    OPEN = "open"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


class TeamQuery(ListQuery):
    """What the list of teams understands."""

    sort: Literal["createdAt", "name"] = "createdAt"
    role: list[TeamRole] | None = Field(None, alias="filter[myRole]", description="Teams in which one has this role")


class MemberQuery(ListQuery):
    """What the list of members understands."""

    sort: Literal["joinedAt", "email", "firstName", "lastName"] = "joinedAt"
    role: list[TeamRole] | None = Field(None, alias="filter[role]")


class InvitationQuery(ListQuery):
    """What the list of invitations understands."""

    sort: Literal["createdAt", "email"] = "createdAt"
    status: list[InvitationStatus] | None = Field(None, alias="filter[status]")


class TeamCreate(Input):
    """A new team; whoever starts it owns it."""

    name: TeamName
    slug: Slug | None = Field(None, description="Made from the name when it is not sent")
    description: Description | None = None


class TeamUpdate(Input):
    """What is not sent stays; null empties the description."""

    name: TeamName = Field(default_factory=str)
    slug: Slug = Field(default_factory=str)
    description: Description | None = None


class MemberUpdate(Input):
    """A member's new role in the team."""

    role: TeamRole


class Transfer(Input):
    """The member who becomes the owner."""

    user_id: UUID


class InvitationCreate(Input):
    """Whom to ask, and as what."""

    email: Email
    role: TeamRole = TeamRole.MEMBER


class TeamOut(Output):
    """A team."""

    id: UUID
    name: str
    slug: str
    description: str | None
    member_count: int
    my_role: TeamRole | None = Field(description="The asker's own role; null for who is not a member")
    created_at: datetime
    updated_at: datetime


class TeamSummary(Output):
    """A team in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    name: str | None = None
    slug: str | None = None
    description: str | None = None
    member_count: int | None = None
    my_role: TeamRole | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class MemberOut(Output):
    """A member. In the list with ``fields`` only those are present."""

    id: UUID | None = None
    user_id: UUID | None = None
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    profile_picture: str | None = None
    role: TeamRole | None = None
    joined_at: datetime | None = None


class InvitationOut(Output):
    """An invitation, as those who manage the team see it. In the list with ``fields`` only those are present."""

    id: UUID | None = None
    email: str | None = None
    role: TeamRole | None = None
    status: InvitationStatus | None = None
    invited_by: UUID | None = Field(None, description="The user who invited; null once they are gone")
    invited_by_name: str | None = None
    expires_at: datetime | None = None
    created_at: datetime | None = None


class InvitationPreview(Output):
    """An invitation, as whoever holds its token sees it. Whether the address has an account is not told."""

    team_name: str
    invited_by_name: str | None
    email: str = Field(description="Masked: enough for its owner to recognize it", examples=["m•••@example.com"])
    role: TeamRole
    expires_at: datetime
