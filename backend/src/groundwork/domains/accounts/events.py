"""News of accounts."""

from dataclasses import dataclass
from uuid import UUID

from groundwork.kernel.events import Event


@dataclass(frozen=True, slots=True)
class UserRegistered(Event):
    """There is a new user."""

    user_id: UUID
    email: str
    first_name: str | None
    email_verified: bool


@dataclass(frozen=True, slots=True)
class AccountClaimed(Event):
    """The owner of an address took over an account that somebody had registered with it and never confirmed.

    Whoever that was must be left without a way in: whatever opens the account and was set up before is to go.
    """

    user_id: UUID
