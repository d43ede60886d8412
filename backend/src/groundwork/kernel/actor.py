"""Who asks, from where, and what they may do. Passed by hand: there is no ambient current user."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from groundwork.kernel.clock import now
from groundwork.kernel.errors import Forbidden, ReauthenticationRequired, Unauthorized

GUEST = "guest"
FRESH_SIGN_IN = timedelta(minutes=10)
"""How long after showing who they are people may change what opens their account."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from, for the audit trail and the session list."""

    ip_address: str | None = None
    user_agent: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who asks: a signed-in user, or a guest (``user_id`` is none)."""

    user_id: UUID | None = None
    role: str = GUEST
    permissions: frozenset[str] = frozenset()
    session_id: UUID | None = None
    premium: bool = False
    signed_in_at: datetime | None = None
    """When the person last showed who they are; none behind an API key."""
    impersonator_id: UUID | None = None
    """The administrator who acts in the user's name."""
    api_key_id: UUID | None = None
    origin: Origin = field(default_factory=Origin)

    @property
    def is_signed_in(self) -> bool:
        """Whether there is a user behind the request."""
        return self.user_id is not None

    def may(self, permission: str) -> bool:
        """Whether the permission is among the actor's."""
        return permission in self.permissions

    def require(self, permission: str) -> None:
        """Refuse unless the actor has the permission.

        Raises:
            Unauthorized: a guest may not, and signing in might help.
            Forbidden: a signed-in user may not.
        """
        if not self.may(permission):
            raise Forbidden if self.is_signed_in else Unauthorized

    def require_recent_sign_in(self) -> None:
        """Refuse unless the person has shown in the last ten minutes who they are.

        Raises:
            ReauthenticationRequired: it was longer ago, or was somebody else.
        """
        if self.signed_in_at is None or self.impersonator_id or now() - self.signed_in_at > FRESH_SIGN_IN:
            raise ReauthenticationRequired

    def signed_in_user(self) -> UUID:
        """The user's id.

        Raises:
            Unauthorized: nobody is signed in.
        """
        if self.user_id is None:
            raise Unauthorized
        return self.user_id
