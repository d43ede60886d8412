"""/orders"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from groundwork.domains.orders import queries, service
from groundwork.domains.orders.errors import NotForSale, NotNow, OtherCurrency, OutOfStock, TooManyUnpaid, TooMuch
from groundwork.domains.orders.policy import CANCEL, CANCEL_OWN, CREATE, FULFIL, READ, READ_OWN
from groundwork.domains.orders.schemas import (
    CancellationCreate,
    FulfilmentCreate,
    OrderCreate,
    OrderOut,
    OrderQuery,
    OrderSummary,
)
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED, refusals
from groundwork.kernel.http.routing import router

orders = router("/orders", "orders")

_PDF: dict[str, Any] = {
    "description": "The receipt",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}
OrderId = Annotated[UUID, Path(alias="id", description="The order's id")]


@orders.get("", response_model=Page[OrderSummary])
@requires(READ, READ_OWN)
async def list_orders(actor: SignedIn, query: Annotated[OrderQuery, Query()], runtime: Running) -> Envelope:
    """List orders: all for who may see them, one's own for everybody else."""
    if actor.may(READ):
        return await queries.all_orders.answer(runtime, query)
    return await queries.own_orders.answer(runtime, query, owner_id=actor.user_id)


@orders.post(
    "",
    status_code=201,
    response_model=Success[OrderOut],
    responses=refusals(OutOfStock, NotForSale, OtherCurrency, TooMuch, TooManyUnpaid),
)
@requires(CREATE)
async def create_order(actor: SignedIn, form: OrderCreate, db: Db) -> Envelope:
    """Place an order: prices, tax and total are the server's. What is in it is reserved until `reservedUntil`."""
    order = await service.create_order(db, actor, form)
    return Envelope(order, status=201, etag=service.version_of(order))


@orders.get("/{id}", response_model=Success[OrderOut], responses=VERSIONED)
@requires(READ, READ_OWN)
async def get_order(actor: SignedIn, order_id: OrderId, runtime: Running) -> Envelope:
    """Get an order."""
    order = await service.get_order(runtime.database, actor, order_id)
    return Envelope(order, etag=service.version_of(order))


@orders.get("/{id}/receipt", response_class=Response, responses={200: _PDF, **refusals(NotNow)})
@requires(READ, READ_OWN)
async def get_order_receipt(actor: SignedIn, order_id: OrderId, runtime: Running) -> Response:
    """Download the receipt of an order that was paid."""
    name, content = await service.get_receipt(runtime.database, actor, order_id)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


@orders.post("/{id}/cancellation", response_model=Success[OrderOut], responses=refusals(NotNow))
@requires(CANCEL, CANCEL_OWN)
async def create_order_cancellation(
    actor: SignedIn, order_id: OrderId, db: Db, form: CancellationCreate | None = None
) -> Envelope:
    """Cancel an order that is not paid. Who may cancel any cancels paid ones, too: the money goes back."""
    order = await service.cancel_order(db, actor, order_id, form.reason if form else None)
    return Envelope(order, etag=service.version_of(order))


@orders.post("/{id}/fulfilment", response_model=Success[OrderOut], responses=refusals(NotNow))
@requires(FULFIL)
async def create_order_fulfilment(
    actor: SignedIn, order_id: OrderId, db: Db, form: FulfilmentCreate | None = None
) -> Envelope:
    """Say that a paid order is on its way."""
    order = await service.fulfil_order(db, actor, order_id, form.tracking if form else None)
    return Envelope(order, etag=service.version_of(order))
