"""What comes in and goes out about users."""

import re
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError

from groundwork.domains.accounts.models import ExportStatus
from groundwork.kernel.clock import now
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Input, printable
from groundwork.kernel.permissions import Role


def _address(value: str) -> str:
    try:
        return validate_email(value, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        raise PydanticCustomError("email", "Must be a valid email address") from None


def _address_as_kept(value: str) -> str:
    """The address in the form in which accounts are found; what is no address is nobody's."""
    try:
        return _address(value)
    except PydanticCustomError:
        return value.lower()


_time_zones = cache(available_timezones)
"""Reads the folder of the time zones, which takes longer than all the rest of a request."""


def _time_zone(value: str) -> str:
    if value not in _time_zones():
        raise PydanticCustomError("time_zone", "Must be a time zone such as Europe/Berlin")
    return value


def _written_out(value: object) -> object:
    """Only the form of the contract; Pydantic takes times and seconds since 1970 for dates as well."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_of_birth", "Must be a date such as 1990-12-31")
    return value


def _past(value: date) -> date:
    if not date(1900, 1, 1) <= value <= now().date():
        raise PydanticCustomError("date_of_birth", "Must be a date in the past, after 1900")
    return value


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254),
    AfterValidator(_address),
    Field(json_schema_extra={"format": "email"}, examples=["user@example.com"]),
]
SignInAddress = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=254), AfterValidator(_address_as_kept)
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=50), AfterValidator(printable)]


class UserSummary(Output):
    """The user as register and login answer with."""

    id: UUID
    email: str
    first_name: str | None
    last_name: str | None
    role: Role


class RegisteredUser(UserSummary):
    """A new user."""

    created_at: datetime


class UserOut(UserSummary):
    """A user in full."""

    profile_picture: str | None = Field(validation_alias="profile_picture_url", serialization_alias="profilePicture")
    email_verified: bool
    is_active: bool
    last_login_at: datetime | None
    created_at: datetime
    updated_at: datetime


class UserItem(Output):
    """A user in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    role: Role | None = None
    profile_picture: str | None = None
    email_verified: bool | None = None
    is_active: bool | None = None
    last_login_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class UserQuery(ListQuery):
    """What the list of users understands. ``search`` looks in address and names."""

    sort: Literal["createdAt", "lastLoginAt", "email", "firstName", "lastName", "role"] = "createdAt"
    role: list[Role] | None = Field(None, alias="filter[role]")
    is_active: list[bool] | None = Field(None, alias="filter[isActive]")
    email_verified: list[bool] | None = Field(None, alias="filter[emailVerified]")


class UserCreate(Input):
    """A new user, who gets a mail to choose a password."""

    email: Email
    first_name: Name = Field(examples=["John"])
    last_name: Name = Field(examples=["Doe"])
    role: Role = Role.USER


class RoleAssignment(Input):
    """Another role."""

    role: Role


class UserUpdate(Input):
    """What may be changed of a user; what is not sent stays. A new address counts once its mail was answered."""

    email: Email = Field(default_factory=str)
    first_name: Name = Field(default_factory=str)
    last_name: Name = Field(default_factory=str)


class ProfileOut(Output):
    """A profile."""

    bio: str | None
    phone: str | None
    date_of_birth: date | None
    timezone: str | None
    language: str
    notification_preferences: dict[str, Any]
    updated_at: datetime


class ProfileUpdate(Input):
    """What is not sent stays; null empties a field."""

    bio: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] | None = None
    phone: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9 ()./-]{5,19}$")] | None = None
    date_of_birth: Annotated[date, BeforeValidator(_written_out), AfterValidator(_past)] | None = None
    timezone: Annotated[str, StringConstraints(max_length=50), AfterValidator(_time_zone)] | None = None
    language: Literal["en", "de"] = Field(default_factory=lambda: "en")
    notification_preferences: dict[Annotated[str, StringConstraints(pattern=r"^[a-zA-Z.]{1,50}$")], StrictBool] = Field(
        default_factory=dict, max_length=50
    )


class ExportOut(Output):
    """An export of a person's data."""

    id: UUID
    status: ExportStatus
    size_bytes: int | None
    created_at: datetime
    expires_at: datetime = Field(description="When the archive is deleted")
    download_url: str | None = Field(
        None, description="Good for 15 minutes, for the person alone; get the list again for a new one"
    )


class ErasureOut(Output):
    """When a person's data is erased; until then they may change their mind."""

    requested_at: datetime = Field(validation_alias="created_at", serialization_alias="requestedAt")
    due_at: datetime
