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


@dataclass(frozen=True, slots=True)
class UserInvited(Event):
    """An administrator has created a user, who has no password yet."""

    user_id: UUID
    email: str
    first_name: str | None


@dataclass(frozen=True, slots=True)
class EmailChangeRequested(Event):
    """The user is to go by ``email`` once they have shown that they read its mail."""

    user_id: UUID
    email: str


@dataclass(frozen=True, slots=True)
class UserDeactivated(Event):
    """The account was closed or deleted: what signs in as the user must not come back to life with it."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class UserErased(Event):
    """Nothing personal is left of the user."""

    user_id: UUID
