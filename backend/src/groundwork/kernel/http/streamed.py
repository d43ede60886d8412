"""``Idempotency-Key`` where an operation reads its body itself, piece by piece: an upload, an import.

Whether it is the same request is only known when all of it was read, so the key is asked about twice. Before, to spare
what has its answer the work; and in the transaction of the effect, which has the answer written into it as well.
"""

import hashlib
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.database import transaction
from groundwork.kernel.http.dependencies import Running, SignedIn
from groundwork.kernel.http.envelope import Envelope
from groundwork.kernel.http.idempotency import Again, Handle, answer_of, attempt_of, needs
from groundwork.kernel.idempotency import Answered, StillRunning

Made = TypeVar("Made")
Tell = Callable[[Any], Envelope]


class Once:
    """The key of a request whose body is read by the operation; without one, everything here does nothing."""

    def __init__(self, request: Request, runtime: Running) -> None:
        self._request = request
        self._runtime = runtime
        self._named = attempt_of(request, None)
        """Only tells that there is a key, since nothing of the body is in it."""
        self._tell: Tell | None = None
        self.is_known = False
        """Whether the key has its answer: then nothing has to be kept of what comes in but its digest."""

    async def look(self, tell: Tell) -> "Once":
        """Ask whether the key has its answer. ``tell`` makes the answer of what the operation has made."""
        self._tell = tell
        if self._named is not None:
            async with transaction(self._runtime) as db:
                self.is_known = await self._named.is_answered(db)
        return self

    async def begin(self, db: AsyncSession, *content: object) -> None:
        """Have the key until the transaction ends. ``content``: what makes the body the same, as a digest of the bytes.

        Raises:
            Answered: the answer that it has got already.
            StillRunning: another transaction has it.
            KeyUsed: it was used for another request.
        """
        self._named = attempt_of(self._request, content)
        if self._named is None:
            return
        answer = await self._named.begin(db)
        if answer is not None:
            raise Answered(answer)
        if self.is_known:  # its day ended while this came in, and nothing was kept: the next time it is a new request
            raise StillRunning

    async def keep(self, db: AsyncSession, made: object) -> None:
        """Write down the answer that ``made`` gets, in the transaction of the effect."""
        answer = answer_of(self._tell(made)) if self._tell else None
        if self._named is not None and answer is not None:
            await self._named.keep(db, answer)


async def once(request: Request, runtime: Running, _actor: SignedIn) -> Once:
    """The request's key."""
    return Once(request, runtime)


class Digested:
    """Content on its way in, by whose digest it is known again."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._chunks = chunks
        self._digest = hashlib.sha256()

    async def pieces(self) -> AsyncIterator[bytes]:
        """It, piece by piece."""
        async for chunk in self._chunks:
            self._digest.update(chunk)
            yield chunk

    async def pass_over(self) -> None:
        """Read all of it for the digest alone."""
        async for _ in self.pieces():
            pass

    @property
    def digest(self) -> str:
        """SHA-256 of what was read."""
        return self._digest.hexdigest()


OnceOnly = Annotated[Once, Depends(once)]


def heeds_key_itself(dependant: Any) -> bool:
    """Whether an operation asks for :class:`Once`."""
    return needs(dependant, once)


async def answer_streamed(request: Request, handle: Handle) -> Response:
    """The answer of such an operation, or the one that its key has got already."""
    try:
        response: Response = await handle(request)
    except Answered as known:
        return Again(known.answer)
    return response
