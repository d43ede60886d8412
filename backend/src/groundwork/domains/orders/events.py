"""News of orders."""

from dataclasses import dataclass
from uuid import UUID

from groundwork.kernel.events import Event


@dataclass(frozen=True, slots=True)
class OrderPlaced(Event):
    """What is in it is reserved; it waits for its payment."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class OrderPaid(Event):
    """The whole amount came in."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class OrderCanceled(Event):
    """It will not be delivered. ``paid``: what was paid, and not given back yet, is to be given back."""

    order_id: UUID
    paid: bool


@dataclass(frozen=True, slots=True)
class OrderExpired(Event):
    """Nobody paid in time; what was reserved is free."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class OrderFulfilled(Event):
    """It is on its way to the customer."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class OrderRefunded(Event):
    """Some of what was paid was given back: minor units of the order's currency. ``whole``: nothing is left."""

    order_id: UUID
    amount_minor: int
    whole: bool
