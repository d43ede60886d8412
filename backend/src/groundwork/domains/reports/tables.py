"""The reports as CSV."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from groundwork.domains.reports.books import Books, Entry
from groundwork.kernel.cells import line
from groundwork.kernel.clock import rfc3339
from groundwork.kernel.money import Money

SALES_COLUMNS = ("date", "type", "number", "currency", "net", "tax_rate", "tax", "gross", "fee", "reference", "posting")
TAX_COLUMNS = ("currency", "tax_rate", "sold", "sold_tax", "refunded", "refunded_tax", "net", "tax")

_TYPES = {
    "order.paid": "order",
    "order.refunded": "refund",
    "invoice.paid": "subscription",
    "invoice.refunded": "refund",
    "subscription.credited": "credit",
    "subscription.credit_forfeited": "credit",
}


def sales_lines(entries: Iterable[Entry]) -> bytes:
    """A line for each posting. ``gross`` is ``net`` and ``tax``, negative where money went back."""
    return b"".join(line(_sale(entry)) for entry in entries)


def _sale(entry: Entry) -> list[str | Decimal | None]:
    row = entry.movement
    net, tax, gross, fee = (
        _major(amount, row.currency) for amount in (entry.net, entry.tax, entry.net + entry.tax, entry.fee)
    )
    kind = _TYPES.get(row.kind, "fee" if entry.fee else row.kind)
    rate = _plain(entry.tax_rate)
    return [
        rfc3339(row.created_at),
        kind,
        row.memo,
        row.currency,
        net,
        rate,
        tax,
        gross,
        fee,
        row.reference,
        str(row.id),
    ]


def tax_lines(books: Books) -> Iterator[bytes]:
    """A line for each currency and rate."""
    yield line(TAX_COLUMNS)
    for (currency, rate), sums in sorted(
        books.by_rate.items(), key=lambda item: (item[0][0], item[0][1] or Decimal(0))
    ):
        amounts = (
            sums.sold,
            sums.sold_tax,
            sums.refunded,
            sums.refunded_tax,
            sums.sold - sums.refunded,
            sums.sold_tax - sums.refunded_tax,
        )
        yield line([currency, _plain(rate), *(_major(amount, currency) for amount in amounts)])


def _plain(rate: Decimal | None) -> Decimal | None:
    """Percent with two places: 8.00."""
    return None if rate is None else rate.quantize(Decimal("0.01")) if rate == round(rate, 2) else rate.normalize()


def _major(amount: int, currency: str) -> Decimal:
    return Decimal(str(Money(amount, currency)))
