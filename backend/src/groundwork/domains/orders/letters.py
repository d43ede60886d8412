"""Mails to who has ordered: the receipt, and what else becomes of the order."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.orders import queries
from groundwork.domains.orders.events import OrderCanceled, OrderExpired, OrderFulfilled, OrderPaid
from groundwork.domains.orders.receipts import receipt
from groundwork.domains.orders.schemas import OrderOut
from groundwork.kernel.database import driver_connection
from groundwork.kernel.events import Event, Subscriber
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.mail import send_mail
from groundwork.kernel.mail_attachments import Attachment
from groundwork.kernel.runtime import runtime_of


class Letter(StrEnum):
    """What is told; named as its template."""

    RECEIPT = "receipt"
    CANCELED = "canceled"
    EXPIRED = "expired"
    FULFILLED = "fulfilled"


_LETTERS: dict[type[Event], Letter] = {
    OrderPaid: Letter.RECEIPT,
    OrderCanceled: Letter.CANCELED,
    OrderExpired: Letter.EXPIRED,
    OrderFulfilled: Letter.FULFILLED,
}


async def _ask_for_letter(db: AsyncSession, event: Any) -> None:
    """Have it written by a job: whoever pays or cancels does not wait for a document."""
    await defer(db, write_letter, order_id=str(event.order_id), letter=_LETTERS[type(event)].value)


async def _write(db: AsyncSession, *, order_id: str, letter: str) -> None:
    """Mail it, unless the order's person is gone."""
    found = await queries.order_by_id.on(await driver_connection(db), order_id=UUID(order_id))
    order = OrderOut.model_validate(found[0]) if found else None
    if order is None or order.customer is None:
        return
    attachments = []
    if letter == Letter.RECEIPT:
        name, content = await receipt(order)
        attachments.append(Attachment(name, "application/pdf", content=content))
    await send_mail(
        db,
        to=order.customer.email,
        template=f"orders/{letter}",
        context={
            "first_name": order.customer.first_name,
            "order": order,
            "reason": order.history[-1].reason,
            "link": f"{runtime_of(db).settings.public_app_url}/orders/{order.id}",
        },
        attachments=attachments,
    )


write_letter = Job("orders.write_letter", _write)

subscribers = [Subscriber(event, _ask_for_letter) for event in _LETTERS]
