"""What orders post to the ledger."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.ledger import service as ledger
from groundwork.domains.ledger.service import Account, Posting
from groundwork.domains.orders.models import Order
from groundwork.kernel.money import share


@dataclass(frozen=True, slots=True)
class Owed:
    """What an order costs, minor units of its currency."""

    order_id: UUID
    number: str
    currency: str
    subtotal_minor: int
    tax_minor: int

    @classmethod
    def by(cls, order: Order) -> "Owed":
        """What an order that is there costs."""
        return cls(order.id, order.number, order.currency, order.subtotal_minor, order.tax_minor)


def posting_of_placing(owed: Owed, key: str = "placed") -> Posting:
    """The customer owes what they have ordered; nothing is sold yet."""
    reference = f"order:{owed.order_id}"
    lines = {
        Account.RECEIVABLE: owed.subtotal_minor + owed.tax_minor,
        Account.DEFERRED: -owed.subtotal_minor,
        Account.DEFERRED_TAX: -owed.tax_minor,
    }
    return Posting("order.placed", reference, f"{reference}:{key}", owed.currency, lines, owed.number)


async def post_placing_again(db: AsyncSession, order: Order, key: str) -> None:
    """The customer owes again what the books had given up, since the payment came after all."""
    await ledger.post(db, posting_of_placing(Owed.by(order), f"placed-again:{key}"))


async def post_giving_up(db: AsyncSession, order: Order, kind: str) -> None:
    """The customer owes nothing any more. ``kind``: ``canceled`` or ``expired``."""
    await ledger.post(db, posting_of_giving_up(order, kind))


def posting_of_giving_up(order: Order, kind: str) -> Posting:
    """Undoes the placing. ``kind``: ``canceled`` or ``expired``."""
    lines = {
        Account.RECEIVABLE: -order.total_minor,
        Account.DEFERRED: order.subtotal_minor,
        Account.DEFERRED_TAX: order.tax_minor,
    }
    return _posting(order, kind, "given-up", lines)


async def post_payment(db: AsyncSession, order: Order, key: str) -> bool:
    """The money is there, and so it is a sale. False when the payment was posted before."""
    return await ledger.post(db, posting_of_payment(order, key))


def posting_of_payment(order: Order, key: str) -> Posting:
    """What was deferred is sold, and the money at the provider."""
    lines = {
        Account.PROVIDER: order.total_minor,
        Account.RECEIVABLE: -order.total_minor,
        Account.DEFERRED: order.subtotal_minor,
        Account.SALES: -order.subtotal_minor,
        Account.DEFERRED_TAX: order.tax_minor,
        Account.TAX: -order.tax_minor,
    }
    return _posting(order, "paid", f"paid:{key}", lines)


async def is_paid_with(db: AsyncSession, order: Order, key: str) -> bool:
    """Whether this payment was posted before."""
    return await ledger.was_posted(db, f"order:{order.id}:paid:{key}")


async def post_refund(db: AsyncSession, order: Order, amount_minor: int, key: str) -> bool:
    """Money goes back, and the tax on it with it. False when the refund was posted before."""
    return await ledger.post(db, posting_of_refund(order, amount_minor, key))


def posting_of_refund(order: Order, amount_minor: int, key: str) -> Posting:
    """Money goes back; ``order.refunded_minor`` is from before.

    The tax is that of all refunds so far less what was posted, so that a whole refund returns exactly the tax.
    """
    after = order.refunded_minor + amount_minor
    tax = share(order.tax_minor, after, order.total_minor) - share(
        order.tax_minor, order.refunded_minor, order.total_minor
    )
    lines = {Account.REFUNDS: amount_minor - tax, Account.TAX: tax, Account.PROVIDER: -amount_minor}
    return _posting(order, "refunded", f"refund:{key}", lines)


def _posting(order: Order, kind: str, key: str, lines: dict[Account, int]) -> Posting:
    reference = f"order:{order.id}"
    return Posting(f"order.{kind}", reference, f"{reference}:{key}", order.currency, lines, order.number)
