"""The books of a month: every posting that earned or cost something, and what they come to."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from groundwork.domains.ledger import service as ledger
from groundwork.domains.ledger.service import Account, Movement
from groundwork.domains.orders import service as orders
from groundwork.domains.reports.figures import EARNING, Figures
from groundwork.domains.reports.months import span_of
from groundwork.domains.subscriptions import service as subscriptions
from groundwork.kernel.database import Database

_RATES = {"order": orders.tax_rates_of, "invoice": subscriptions.tax_rates_of}
"""Who knows the rate of tax of what a posting is about, by the word before its id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A posting as a line of the books, in minor units: what it earned (negative for refunds), and what it cost."""

    movement: Movement
    tax_rate: Decimal | None
    """In percent; none where no tax was taken."""
    net: int
    taxed: int
    """The part of ``net`` that tax was taken on: all but what a credit has paid, whose tax was taken before."""
    tax: int
    fee: int

    @property
    def is_refund(self) -> bool:
        """Whether money went back."""
        return Account.REFUNDS in self.movement.amounts


@dataclass(slots=True)
class TaxSum:
    """What was taken and given back at one rate, in minor units."""

    sold: int = 0
    sold_tax: int = 0
    refunded: int = 0
    refunded_tax: int = 0


@dataclass(slots=True)
class Books:
    """A month's sums: by currency, by currency and day, by currency and rate of tax."""

    month: str
    by_currency: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))
    by_day: dict[tuple[str, date], Figures] = field(default_factory=lambda: defaultdict(Figures))
    by_rate: dict[tuple[str, Decimal | None], TaxSum] = field(default_factory=lambda: defaultdict(TaxSum))

    def note(self, entry: Entry) -> None:
        """Count a line."""
        movement = entry.movement
        day = self.by_day[movement.currency, movement.created_at.date()]
        for account, amount in movement.amounts.items():
            if account in EARNING:
                for figures in (self.by_currency[movement.currency], day):
                    figures.note(movement.kind, account, amount)
        if entry.taxed or entry.tax:
            rate = self.by_rate[movement.currency, entry.tax_rate]
            if entry.is_refund:
                rate.refunded, rate.refunded_tax = rate.refunded - entry.taxed, rate.refunded_tax - entry.tax
            else:
                rate.sold, rate.sold_tax = rate.sold + entry.taxed, rate.sold_tax + entry.tax
        if untaxed := entry.net - entry.taxed:
            self.by_rate[movement.currency, None].sold += untaxed


async def entries_of(database: Database, month: str) -> AsyncIterator[list[Entry]]:
    """The lines of a month, oldest first, many at a time."""
    first, after = span_of(month)
    async for rows in ledger.movements(database, first, after, EARNING):
        rates = await _rates(database, rows)
        yield [_entry(row, rates.get(row.reference)) for row in rows]


def _entry(movement: Movement, tax_rate: Decimal | None) -> Entry:
    amounts: dict[str, int] = defaultdict(int, movement.amounts)
    net = -(amounts[Account.SALES] + amounts[Account.SUBSCRIPTIONS] + amounts[Account.REFUNDS])
    tax = -amounts[Account.TAX]
    taxed = net if tax_rate is None else amounts[Account.PROVIDER] - tax
    return Entry(movement, tax_rate, net=net, taxed=taxed, tax=tax, fee=amounts[Account.FEES])


async def _rates(database: Database, rows: Collection[Movement]) -> dict[str, Decimal]:
    """The rate of tax of each reference, for those who have one."""
    found: dict[str, Decimal] = {}
    for kind, rates_of in _RATES.items():
        ids = list({key for row in rows if (key := _id_in(row.reference, kind))})
        if ids:
            found |= {f"{kind}:{key}": rate for key, rate in (await rates_of(database, ids)).items()}
    return found


def _id_in(reference: str, kind: str) -> UUID | None:
    """The id of an order or an invoice; what domains from outside post about may be called otherwise."""
    word, _, name = reference.partition(":")
    with suppress(ValueError):
        return UUID(name) if word == kind else None
    return None
