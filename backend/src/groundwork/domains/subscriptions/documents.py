"""Invoices on paper."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.subscriptions import listings
from groundwork.domains.subscriptions.schemas import InvoiceOut
from groundwork.kernel.documents import render_pdf

_TEMPLATE = Path(__file__).parent / "templates" / "invoice.typ"


async def invoice_pdf(db: AsyncSession, invoice_id: UUID) -> tuple[str, bytes]:
    """A name and the content of an invoice as a PDF. The same invoice gives the same file."""
    rows = await db.execute(listings.shown_invoice(invoice_id, with_customer=True))
    invoice = InvoiceOut.model_validate(dict(rows.mappings().one()))
    return f"{invoice.number}.pdf", await render_pdf(_TEMPLATE, _data(invoice), made=invoice.created_at)


def _data(invoice: InvoiceOut) -> dict[str, Any]:
    return {
        "number": invoice.number,
        "status": invoice.status,
        "currency": invoice.currency,
        "subtotal": invoice.subtotal,
        "tax": invoice.tax,
        "taxRate": invoice.tax_rate,
        "total": invoice.total,
        "issued": f"{invoice.created_at.day} {invoice.created_at:%B %Y}",
        "paid": f"{invoice.paid_at.day} {invoice.paid_at:%B %Y}" if invoice.paid_at else None,
        "customer": _customer(invoice),
        "lines": [
            {
                "description": line.description,
                "amount": line.amount,
                "period": f"{_day(line.period_start)} to {_day(line.period_end)}"
                if line.period_start and line.period_end
                else "",
            }
            for line in invoice.lines
        ],
    }


def _day(moment: datetime) -> str:
    """``1 Mar 2026``."""
    return f"{moment.day} {moment:%b %Y}"


def _customer(invoice: InvoiceOut) -> list[str]:
    person = invoice.customer
    if person is None:
        return []
    return [" ".join(part for part in (person.first_name, person.last_name) if part), person.email]
