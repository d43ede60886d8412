"""What the edge knows about one request while it runs."""

import time
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.types import Scope

from groundwork.kernel.actor import Actor, Origin
from groundwork.kernel.errors import AppError
from groundwork.kernel.idempotency import Attempt, Claim
from groundwork.kernel.rate_limits import Window

_KEY = "groundwork"


@dataclass(slots=True)
class RequestState:
    """Kept in the ASGI scope; the edge makes it, routes read the actor from it."""

    request_id: str
    origin: Origin
    actor: Actor
    started: float = field(default_factory=time.perf_counter)
    refusal: AppError | None = None
    """Why the credential that was sent is not good, told by routes that need one."""
    window: Window | None = None
    attempt: Attempt | None = None
    """Set while an operation runs that names an Idempotency-Key."""
    unit: AsyncSession | None = None
    """The unit of work of that operation."""
    claim: Claim | None = None
    """Set while an operation runs that names a key and has transactions of its own."""
    status: int = 500
    problem_json: bool = False

    def put_into(self, scope: Scope) -> None:
        """Make it findable by :meth:`of`."""
        scope[_KEY] = self

    @staticmethod
    def of(scope: Scope) -> "RequestState":
        """The state of the request of this scope."""
        return cast(RequestState, scope[_KEY])
