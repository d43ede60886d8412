"""News from lower domains to higher ones, inside the same transaction."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, cast

from sqlalchemy.ext.asyncio import AsyncSession


class Event:
    """The base of all events: frozen dataclasses, named in the past tense."""


Handler = Callable[[AsyncSession, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """``handler(db, event)`` is called for each event of the type; raising undoes the whole transaction."""

    event: type[Event]
    handler: Handler


class Bus:
    """Who wants to hear of what."""

    def __init__(self, subscribers: Iterable[Subscriber]) -> None:
        self._handlers: dict[type[Event], list[Handler]] = defaultdict(list)
        for subscriber in subscribers:
            self._handlers[subscriber.event].append(subscriber.handler)

    async def publish(self, db: AsyncSession, event: Event) -> None:
        """Call the subscribers of the event, in the order of the domains."""
        for handler in self._handlers.get(type(event), ()):
            await handler(db, event)


class HasBus(Protocol):
    """Of a runtime, what publishing needs."""

    @property
    def bus(self) -> Bus:
        """Who wants to hear of what."""


async def publish(db: AsyncSession, event: Event) -> None:
    """Tell the subscribers, in the transaction of ``db``."""
    await cast(HasBus, db.info["runtime"]).bus.publish(db, event)
