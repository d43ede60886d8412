"""What was earned: how lines of the ledger add up to figures that people know."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Self

from groundwork.domains.ledger.service import Account
from groundwork.kernel.money import Money

EARNING = (Account.SALES, Account.SUBSCRIPTIONS, Account.REFUNDS, Account.TAX, Account.FEES)
"""The accounts that figures are made of."""

_ORDER_PAID, _INVOICE_PAID = "order.paid", "invoice.paid"


@dataclass(slots=True)
class Figures:
    """Of one currency, in minor units; ``orders`` and ``subscriptions`` count those that were paid.

    ``gross`` was taken with tax, ``refunds`` given back with tax, ``tax`` is what is owed of both. ``fees`` were kept
    by the provider; they are a cost, and not taken from ``net``.
    """

    orders: int = 0
    subscriptions: int = 0
    gross: int = 0
    refunds: int = 0
    tax: int = 0
    fees: int = 0

    @property
    def net(self) -> int:
        """What was earned: without tax and refunds. It is what sales, subscriptions and refunds sum to."""
        return self.gross - self.refunds - self.tax

    def note(self, kind: str, account: str, amount: int, postings: int = 1) -> None:
        """Count lines of postings of one kind on an account. ``amount``: debits positive."""
        match account:
            case Account.SALES:
                self.gross -= amount
                self.orders += postings if kind == _ORDER_PAID else 0
            case Account.SUBSCRIPTIONS:
                self.gross -= amount
                self.subscriptions += postings if kind == _INVOICE_PAID else 0
            case Account.REFUNDS:
                self.refunds += amount
            case Account.TAX:
                self.tax -= amount
                if amount < 0:
                    self.gross -= amount
                else:
                    self.refunds += amount
            case Account.FEES:
                self.fees += amount

    def add(self, other: Self) -> None:
        """Count what the other has counted."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def shown(self, currency: str) -> dict[str, Any]:
        """As the API shows them: counts, and amounts in major units."""
        amounts = {name: getattr(self, name) for name in ("gross", "refunds", "net", "tax", "fees")}
        return {
            "orders": self.orders,
            "subscriptions": self.subscriptions,
            **{name: str(Money(amount, currency)) for name, amount in amounts.items()},
        }


def sum_of(parts: Iterable[Figures]) -> Figures:
    """All of them together."""
    total = Figures()
    for part in parts:
        total.add(part)
    return total
