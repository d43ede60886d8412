"""How subscriptions stand in the ledger.

What is invoiced is owed to us, and deferred until it is paid; only then it is sold. A credit is what we owe: it comes
out of what was sold, and what an invoice uses of it is sold with it. What is too little to be charged is the opposite
of a credit: it is sold, and owed to us until the next invoice asks for it, with the tax on it.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.ledger.service import Account, Posting, post
from groundwork.domains.subscriptions.models import Invoice, Subscription
from groundwork.kernel.money import share


async def invoice_issued(db: AsyncSession, invoice: Invoice) -> None:
    """It is owed to us, but for what was to the person's credit."""
    await post(db, posting_of_issuing(invoice))


def posting_of_issuing(invoice: Invoice) -> Posting:
    """It is owed to us, and not sold before it is paid."""
    return _posting(invoice, "issued", f"invoice:{invoice.id}:issued", _owed(invoice))


async def invoice_paid(db: AsyncSession, invoice: Invoice) -> None:
    """The money is with the provider; what was deferred is sold."""
    await post(db, posting_of_payment(invoice))


def posting_of_payment(invoice: Invoice) -> Posting:
    """What was deferred is sold, and the money at the provider."""
    sold = invoice.subtotal_minor + invoice.credit_minor
    lines = {
        Account.PROVIDER: invoice.total_minor,
        Account.RECEIVABLE: -invoice.total_minor,
        Account.DEFERRED: sold,
        Account.SUBSCRIPTIONS: -sold,
        Account.DEFERRED_TAX: invoice.tax_minor,
        Account.TAX: -invoice.tax_minor,
    }
    return _posting(invoice, "paid", f"invoice:{invoice.id}:paid", lines)


async def invoice_carried(db: AsyncSession, invoice: Invoice) -> None:
    """What it was about is owed with the next invoice, and so is the tax on it. Its amounts are from before."""
    lines = {
        Account.RECEIVABLE: -invoice.total_minor,
        Account.CREDIT: invoice.subtotal_minor,
        Account.DEFERRED_TAX: invoice.tax_minor,
    }
    await _post(db, invoice, "carried", lines)


async def invoice_closed(db: AsyncSession, invoice: Invoice) -> None:
    """It will not be paid: nothing is owed, and the credit is there again."""
    await _post(db, invoice, "closed", {account: -amount for account, amount in _owed(invoice).items()})


async def payment_refunded(db: AsyncSession, invoice: Invoice, amount: int, key: str) -> bool:
    """Some of what was paid went back; false when that was known. ``invoice.refunded_minor`` is from before."""
    before, after = invoice.refunded_minor, invoice.refunded_minor + amount
    tax = _tax_in(invoice, after) - _tax_in(invoice, before)
    lines = {Account.REFUNDS: amount - tax, Account.TAX: tax, Account.PROVIDER: -amount}
    return await post(db, _posting(invoice, "refunded", key, lines))


def refunded_net(invoice: Invoice) -> int:
    """What has gone back of an invoice, without the tax on it."""
    return invoice.refunded_minor - _tax_in(invoice, invoice.refunded_minor)


def _tax_in(invoice: Invoice, part: int) -> int:
    """The tax in a part of what was paid."""
    return share(invoice.tax_minor, part, invoice.total_minor)


async def credit_given(db: AsyncSession, subscription: Subscription, amount: int, key: str) -> None:
    """What was sold and is not used is owed to the person."""
    lines = {Account.SUBSCRIPTIONS: amount, Account.CREDIT: -amount}
    reference = f"subscription:{subscription.id}"
    await post(db, Posting("subscription.credited", reference, key, subscription.currency, lines))


async def credit_forfeited(db: AsyncSession, subscription: Subscription) -> None:
    """Nobody is left to whom it could be owed, or who could owe it."""
    amount, reference = subscription.credit_minor, f"subscription:{subscription.id}"
    lines = {Account.CREDIT: amount, Account.SUBSCRIPTIONS: -amount}
    key = f"{reference}:forfeited"
    await post(db, Posting("subscription.credit_forfeited", reference, key, subscription.currency, lines))


def _owed(invoice: Invoice) -> dict[Account, int]:
    return {
        Account.RECEIVABLE: invoice.total_minor,
        Account.CREDIT: invoice.credit_minor,
        Account.DEFERRED: -invoice.subtotal_minor - invoice.credit_minor,
        Account.DEFERRED_TAX: -invoice.tax_minor,
    }


async def _post(db: AsyncSession, invoice: Invoice, what: str, lines: dict[Account, int]) -> None:
    await post(db, _posting(invoice, what, f"invoice:{invoice.id}:{what}", lines))


def _posting(invoice: Invoice, what: str, key: str, lines: dict[Account, int]) -> Posting:
    kind, reference = f"invoice.{what}", f"invoice:{invoice.id}"
    return Posting(kind, reference, key, invoice.currency, lines, memo=invoice.number)
