"""What comes in and goes out about API keys."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from groundwork.kernel.clock import now
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Input, printable

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")


class KeyStatus(StrEnum):
    """Whether a key opens anything."""

    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


def _written_out(value: object) -> object:
    """Only the form of the contract; Pydantic takes seconds since 1970 for a time as well."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise PydanticCustomError("time", "Must be a time such as 2027-01-15T10:30:00Z")
    return value


def _future(value: datetime) -> datetime:
    if value <= now():
        raise PydanticCustomError("time", "Must be in the future")
    return value


def _each_once(value: list[str]) -> list[str]:
    return sorted(set(value))


Scope = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(printable)]


class ApiKeyCreate(Input):
    """A key to be made."""

    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(printable)
    ] = Field(description="What it is for", examples=["Nightly import"])
    scopes: Annotated[list[Scope], AfterValidator(_each_once)] = Field(
        min_length=1,
        max_length=200,
        description="Permissions of `GET /roles` that are `grantable` and that you hold",
        examples=[["account:use"]],
    )
    expires_at: Annotated[AwareDatetime, BeforeValidator(_written_out), AfterValidator(_future)] | None = Field(
        None, description="When it ends; never when not given"
    )
    requests_per_hour: int | None = Field(
        None, ge=1, le=1_000_000, strict=True, description="A limit below that of signed-in users"
    )


class ApiKeyQuery(ListQuery):
    """What the list of keys understands."""

    sort: Literal["createdAt", "name"] = "createdAt"
    status: list[KeyStatus] | None = Field(None, alias="filter[status]")


class ApiKeySummary(Output):
    """A key in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    name: str | None = None
    prefix: str | None = None
    scopes: list[str] | None = None
    status: KeyStatus | None = None
    requests_per_hour: int | None = None
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    created_at: datetime | None = None


class ApiKeyCreated(Output):
    """A new key: the only answer that holds it."""

    id: UUID
    name: str
    key: str = Field(description="Shown this once", examples=["gw_4fTz0aQe_…"])
    prefix: str
    scopes: list[str]
    requests_per_hour: int | None
    expires_at: datetime | None
    created_at: datetime
