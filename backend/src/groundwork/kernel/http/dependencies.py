"""What routes ask for by annotation."""

from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import Unauthorized
from groundwork.kernel.http.request_state import RequestState
from groundwork.kernel.idempotency import Answered
from groundwork.kernel.runtime import Runtime


async def any_actor(request: Request) -> Actor:
    """Whoever asks; a credential that is not good makes a guest."""
    return RequestState.of(request.scope).actor


async def signed_in_actor(request: Request) -> Actor:
    """The signed-in user.

    Raises:
        Unauthorized: no credential was sent.
        InvalidToken: it is not (or no longer) good.
    """
    state = RequestState.of(request.scope)
    if state.refusal is not None:
        raise state.refusal
    if not state.actor.is_signed_in:
        raise Unauthorized
    return state.actor


async def runtime(request: Request) -> Runtime:
    """The process's runtime."""
    return cast(Runtime, request.app.state.runtime)


INSTANT = frozenset({any_actor, signed_in_actor, runtime})
"""What needs nothing but the request."""


async def unit_of_work(request: Request) -> AsyncIterator[AsyncSession]:
    """A session whose transaction commits when the route returns, before its answer leaves.

    Raises:
        Answered: the request names a key that has its answer.
        StillRunning, KeyUsed: the key is in use, or was for something else.
    """
    state = RequestState.of(request.scope)
    async with transaction(request.app.state.runtime) as db:
        if state.attempt is not None:
            known = await state.attempt.begin(db)
            if known:
                raise Answered(known)
            state.unit = db
        yield db


AnyActor = Annotated[Actor, Depends(any_actor)]
SignedIn = Annotated[Actor, Depends(signed_in_actor)]
Running = Annotated[Runtime, Depends(runtime)]
Db = Annotated[AsyncSession, Depends(unit_of_work, scope="function")]
