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
