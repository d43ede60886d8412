"""What operators ask of the audit trail and see."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery


class AuditQuery(ListQuery):
    """What the list of entries understands."""

    sort: Literal["createdAt"] = "createdAt"
    search: str | None = Field(None, description="Not for this list: it is found by its filters")
    actor: list[UUID] | None = Field(None, alias="filter[actor]", description="Who acted")
    action: list[str] | None = Field(None, alias="filter[action]", description="What was done, as user.signed_in")
    resource_type: list[str] | None = Field(None, alias="filter[resourceType]", description="As user, session")
    resource_id: list[str] | None = Field(None, alias="filter[resourceId]")

    @field_validator("search")
    @classmethod
    def _refuse(cls, value: str | None) -> None:
        """Personal values are sealed in the table, so that there is nothing to look in."""
        if value:
            raise PydanticCustomError("search", "The audit trail has no search; use its filters")


class AuditEntryOut(Output):
    """One entry. With ``fields`` only those are present."""

    id: UUID | None = None
    created_at: datetime | None = None
    action: str | None = Field(None, examples=["user.signed_in"])
    actor_id: UUID | None = None
    actor_name: str | None = Field(None, description="While the person is known")
    actor_email: str | None = Field(None, description="While the person is known")
    impersonator_id: UUID | None = Field(None, description="The administrator who acted in the actor's name")
    api_key_id: UUID | None = None
    person_id: UUID | None = Field(None, description="Whom it is about, when that is not the actor")
    resource_type: str | None = None
    resource_id: str | None = None
    changes: dict[str, Any] | None = Field(None, description="Field to `{from, to}`, or to what is said of the act")
    ip_address: str | None = None
    user_agent: str | None = None
    request_id: str | None = None
    erased: bool | None = Field(None, description="Personal values were in it, and are gone with the person")


class Problem(Output):
    """The first place where a chain does not hold."""

    kind: Literal["altered", "missing", "cut", "checkpoint", "signature"] = Field(
        description=(
            "`altered`: an entry is not as it was written; `missing`: entries before this place are gone; `cut`: the "
            "end of the chain is gone; `checkpoint`: the signed checkpoint says otherwise; `signature`: a checkpoint "
            "or a note of dropped months was not signed here"
        )
    )
    chain: int | None = None
    sequence: int | None = Field(None, description="The entry's number in its chain")
    entry_id: UUID | None = None
    created_at: datetime | None = None


class VerificationOut(Output):
    """What checking the trail has found."""

    intact: bool = Field(description="No problem was found in what was checked")
    complete: bool = Field(description="Everything was checked; false when the time was up before")
    entries: int = Field(description="Entries checked")
    chains: int = Field(description="Chains checked, of 64")
    seconds: float
    checkpoint_at: datetime | None = Field(description="When the newest signed checkpoint was made")
    problem: Problem | None
