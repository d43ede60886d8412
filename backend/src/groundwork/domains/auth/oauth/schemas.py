"""What comes in and goes out about other providers."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.schemas import Input


class ProviderOut(Output):
    """A provider that people can sign in with."""

    id: str = Field(examples=["google"])
    name: str = Field(examples=["Google"])


class AuthorizationRequest(Input):
    """Where to go after linking; only a path of the interface counts."""

    return_to: str | None = Field(None, max_length=2000, examples=["/settings/connected-accounts"])


class AuthorizationOut(Output):
    """Where to send the browser."""

    url: str


class LinkedAccountOut(Output):
    """One's account at a provider."""

    id: UUID
    provider: str
    provider_name: str
    account_name: str | None = Field(description="What the account is called there", examples=["ada@example.com"])
    created_at: datetime
    last_used_at: datetime | None
