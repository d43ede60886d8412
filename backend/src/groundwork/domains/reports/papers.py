"""The reports as PDF: a summary on a page or two."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from groundwork.domains.reports.books import Books
from groundwork.domains.reports.figures import Figures
from groundwork.domains.reports.models import ReportKind
from groundwork.domains.reports.months import span_of, title_of
from groundwork.kernel.documents import render_pdf
from groundwork.kernel.money import Money, exponent

_TEMPLATES = Path(__file__).parent / "documents"


async def pdf_of(kind: ReportKind, books: Books, made: datetime) -> bytes:
    """The summary of the month."""
    about = {"month": title_of(books.month), "made": f"{made:%-d %B %Y}"}
    parts = _sales(books) if kind is ReportKind.SALES else _tax(books)
    return await render_pdf(_TEMPLATES / f"{kind}.typ", {**about, "currencies": parts}, made=made)


def _sales(books: Books) -> list[dict[str, Any]]:
    days = _days_of(books.month)
    parts = []
    for currency, figures in sorted(books.by_currency.items()):
        by_day = [books.by_day.get((currency, day), Figures()) for day in days]
        parts.append(
            {
                "currency": currency,
                **figures.shown(currency),
                "days": [day.day for day in days],
                "bars": [max(0, day.gross - day.refunds) / 10 ** exponent(currency) for day in by_day],
                "best": _best(currency, days, by_day),
            }
        )
    return parts


def _best(currency: str, days: list[date], by_day: list[Figures]) -> dict[str, str]:
    """The day on which most was taken."""
    figures, day = max(zip(by_day, days, strict=True), key=lambda pair: (pair[0].gross, pair[1]))
    return {"day": f"{day:%A, %-d %B}", "gross": str(Money(figures.gross, currency))}


def _tax(books: Books) -> list[dict[str, Any]]:
    parts = []
    for currency, figures in sorted(books.by_currency.items()):
        rates = sorted(
            ((rate, sums) for (other, rate), sums in books.by_rate.items() if other == currency),
            key=lambda pair: pair[0] or 0,
        )
        rows = [
            {
                "rate": "none" if rate is None else f"{rate.normalize():f} %",
                "sold": str(Money(sums.sold, currency)),
                "soldTax": str(Money(sums.sold_tax, currency)),
                "refunded": str(Money(-sums.refunded, currency)),
                "refundedTax": str(Money(-sums.refunded_tax, currency)),
                "tax": str(Money(sums.sold_tax - sums.refunded_tax, currency)),
            }
            for rate, sums in rates
        ]
        parts.append({"currency": currency, "rates": rows, **figures.shown(currency)})
    return parts


def _days_of(month: str) -> list[date]:
    first, after = (moment.date() for moment in span_of(month))
    return [first + timedelta(days=number) for number in range((after - first).days)]
