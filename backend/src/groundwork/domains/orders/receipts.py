"""The receipt of an order that is paid, as PDF."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from groundwork.domains.orders.countries import COUNTRIES
from groundwork.domains.orders.errors import NotNow
from groundwork.domains.orders.schemas import OrderOut
from groundwork.kernel.documents import render_pdf

_TEMPLATE = Path(__file__).parent / "documents" / "receipt.typ"


async def receipt(order: OrderOut) -> tuple[str, bytes]:
    """Its name as a file, and the document. The same order gives the same bytes.

    Raises:
        NotNow: nothing has been paid.
    """
    if order.paid_at is None:
        raise NotNow("There is a receipt once the order is paid")
    customer, address = order.customer, order.shipping_address
    names = (customer.first_name, customer.last_name) if customer else ()
    data = {
        **order.model_dump(mode="json", by_alias=True, include=_SHOWN),
        "customer": [" ".join(name for name in names if name), customer.email] if customer else [],
        "address": [
            address.name,
            address.line1,
            address.line2,
            f"{address.postal_code} {address.city}",
            address.region,
            COUNTRIES.get(address.country, address.country),
        ]
        if address
        else [],
        "ordered": _day(order.created_at),
        "paid": _day(order.paid_at),
        "refunded": order.refunded if Decimal(order.refunded) else None,
    }
    return f"Receipt {order.number}.pdf", await render_pdf(_TEMPLATE, data, made=order.updated_at)


_SHOWN = {"number", "currency", "subtotal", "tax", "tax_rate", "total", "items"}


def _day(moment: datetime) -> str:
    """``1 March 2026``."""
    return f"{moment.day} {moment:%B %Y}"
