"""Who ordered what in the last half year: invented, the same each time, and relative to today.

Business grows, weekends are busy, and not everything goes well: some is canceled or never paid, some comes back.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from groundwork.domains.catalog.service import ForSale
from groundwork.domains.orders.service import PastItem, PastOrder, PastRefund
from groundwork.kernel.actor import Actor
from groundwork.kernel.ids import dated_uuid
from groundwork.kernel.payment_provider import Card, Failure

DAYS = 183
_ORDERS_A_DAY = 4.3
_WEEKEND = 1.55
"""How much more is ordered on a Saturday or Sunday."""

_GROWTH = (0.62, 1.38)
"""Of the average, on the first and on the last day."""

_SETTLED = timedelta(hours=1)
"""Within it an order is paid, canceled or expired."""

_CHANCE = 2026_05
_REASONS = ("Ordered by mistake", "Found it in the attic", None, "Wrong size", None)
DECLINED = Failure("card_declined", "Your card was declined")


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who orders, from when they joined on."""

    actor: Actor
    joined: datetime
    address: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Purchase:
    """An order, and the card that it was or was not paid with; none where nobody tried."""

    order: PastOrder
    payment_id: UUID
    card: Card | None

    @property
    def failure(self) -> Failure | None:
        """Why it was not paid."""
        return None if self.order.paid_at else DECLINED


def purchases(
    customers: Sequence[Customer], goods: Sequence[ForSale], midnight: datetime, moment: datetime, clerk: Actor
) -> Iterator[Purchase]:
    """The purchases of the half year before ``midnight`` and of today, the oldest first; none is under way ``moment``.

    ``clerk``: who sends things off.
    """
    chance = random.Random(_CHANCE)  # noqa: S311  (nothing here is a secret)
    for number in range(DAYS + 1):
        day = midnight - timedelta(days=DAYS - number)
        for place, at in enumerate(_times(chance, day, number)):
            shoppers = [customer for customer in customers if customer.joined <= at]
            offered = [product for product in goods if product.created_at <= at]
            if shoppers and offered and at < moment - _SETTLED:
                yield _purchase(chance, f"{number}.{place}", at, moment, _chosen(chance, shoppers), offered, clerk)


def _times(chance: random.Random, day: datetime, number: int) -> list[datetime]:
    first, last = _GROWTH
    expected = _ORDERS_A_DAY * (first + (last - first) * number / DAYS) * (_WEEKEND if day.weekday() > 4 else 1)
    count = int(expected * chance.uniform(0.7, 1.3) + chance.random())
    # Most order in the afternoon and evening.
    return sorted(day + timedelta(hours=min(23.9, max(0.1, chance.gauss(15.5, 4.2)))) for _ in range(count))


def _chosen(chance: random.Random, shoppers: Sequence[Customer]) -> Customer:
    """A few buy often."""
    return shoppers[int(len(shoppers) * chance.random() ** 1.6)]


def _purchase(
    chance: random.Random,
    name: str,
    at: datetime,
    moment: datetime,
    customer: Customer,
    offered: Sequence[ForSale],
    clerk: Actor,
) -> Purchase:
    order_id, payment_id = dated_uuid(at, f"demo order {name}"), dated_uuid(at, f"demo payment {name}")
    items = _items(chance, offered)
    card = Card("visa", "4242") if chance.random() < 0.7 else Card("mastercard", "4444")
    what = _fate(chance, name, at, moment, payment_id, clerk)
    if not what.get("paid_at"):
        tried = bool(what.get("expired")) and chance.random() < 0.5
        card = Card("visa", "0002") if tried else None  # type: ignore[assignment]
    order = PastOrder(order_id, customer.actor, at, items[0][1], [item for item, _ in items], customer.address, **what)
    return Purchase(order, payment_id, card)


def _items(chance: random.Random, offered: Sequence[ForSale]) -> list[tuple[PastItem, str]]:
    """One to four things, with their currency; what is cheap is bought often, and several at a time."""
    weights = [1 / (product.price_minor + 3000) for product in offered]
    wanted = {
        product.id: product
        for product in chance.choices(offered, weights, k=chance.choices((1, 2, 3, 4), (55, 27, 12, 6))[0])
    }
    return [
        (
            PastItem(
                product.id,
                product.sku,
                product.name,
                product.slug,
                chance.choices((1, 2, 3, 6), (82, 11, 5, 2))[0] if product.price_minor < 8000 else 1,
                product.price_minor,
            ),
            product.currency,
        )
        for product in wanted.values()
    ]


def _fate(
    chance: random.Random, name: str, at: datetime, moment: datetime, payment_id: UUID, clerk: Actor
) -> dict[str, Any]:
    """What became of an order."""
    luck = chance.random()
    if luck < 0.05:
        given_up = at + timedelta(minutes=chance.uniform(2, 25))
        return {"given_up_at": given_up, "reason": chance.choice(_REASONS)}
    if luck < 0.10:
        return {"given_up_at": at + timedelta(minutes=30), "expired": True}
    paid = at + timedelta(minutes=chance.uniform(1, 12))
    what: dict[str, Any] = {"paid_at": paid, "payment_key": f"payment:{payment_id}"}
    sent = _office_hours(chance, paid + timedelta(days=chance.choice((1, 1, 1, 2, 2, 3))))
    if sent < moment and luck < 0.985:
        what |= {"fulfilled_at": sent, "fulfilled_by": clerk, "tracking": f"GW{chance.randrange(10**10):010d}FI"}
        back = sent + timedelta(days=chance.uniform(3, 14))
        if back < moment and luck > 0.94:
            whole = chance.random() < 0.5
            percent = 100 if whole else chance.choice((10, 15, 20, 25, 50))
            what["refunds"] = [PastRefund(f"refund:{dated_uuid(back, f'demo refund {name}')}", percent, back)]
    return what


def _office_hours(chance: random.Random, day: datetime) -> datetime:
    """A time on that day, or on Monday, at which somebody is there."""
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return datetime.combine(day.date(), time(8), day.tzinfo) + timedelta(minutes=chance.uniform(0, 540))
