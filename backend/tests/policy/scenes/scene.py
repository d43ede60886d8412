"""What a scene is."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.database import Base, transaction
from tests.policy.stage import Member, Stage

Json = dict[str, Any]
Make = Callable[[Stage, Member], Awaitable[Json]]
Options = Callable[[Stage], Json]


class About(Enum):
    """What the request of an operation is about."""

    ONESELF = auto()
    """Whoever asks, or nothing that is there yet."""
    PERSON = auto()
    """Something that belongs to a person: they are ``whose``."""
    TEAM = auto()
    """A team: that of ``whose``."""
    NOBODY = auto()
    """Something that belongs to no one."""


async def nothing(_stage: Stage, _whose: Member) -> Json:
    """There is nothing to make."""
    return {}


@dataclass(frozen=True)
class Scene:
    """What a request of an operation needs.

    ``path(stage, whose)`` makes the object and gives the address's parameters; what is none of them goes into the
    query. ``body`` is what is sent, or makes it likewise; ``options``, or what it makes, go to the client with it.
    ``to_oneself``: whether who may do it can do it to themselves; ``fresh``: that takes a fresh sign-in, which no key
    has. ``least``: the role in a team from which on one may. ``reads``: the permissions to read that reach the object,
    where those of its resource reach others of its kind.
    """

    about: About = About.ONESELF
    path: Make = nothing
    body: Json | Make | None = None
    options: Json | Options = field(default_factory=dict)
    to_oneself: bool = True
    fresh: bool = False
    least: str = "member"
    reads: frozenset[str] | None = None

    async def body_for(self, stage: Stage, whose: Member) -> Json | None:
        """The body."""
        return await self.body(stage, whose) if callable(self.body) else self.body

    def options_for(self, stage: Stage) -> Json:
        """What goes to the client."""
        return self.options(stage) if callable(self.options) else self.options


def committed(stage: Stage) -> AbstractAsyncContextManager[AsyncSession]:
    """A session of the application's; what is done with it is true afterwards."""
    return transaction(stage.runtime)


async def keep(stage: Stage, row: Base) -> str:
    """Put a row in; returns its id."""
    async with committed(stage) as db:
        db.add(row)
        await db.flush()
        return str(row.id)  # type: ignore[attr-defined]
