"""/payments, and how an order is paid"""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from groundwork.domains.orders.errors import NotNow
from groundwork.domains.payments import queries, refunds, sandbox, starting
from groundwork.domains.payments.errors import Declined, NothingToPay, NotOpen, NotRefundable, TooMuch
from groundwork.domains.payments.policy import CREATE_OWN, READ, READ_OWN, REFUND
from groundwork.domains.payments.reading import as_provider_says, payment_for, refund_with, version_of
from groundwork.domains.payments.schemas import (
    PaymentOut,
    PaymentQuery,
    PaymentSummary,
    RefundCreate,
    RefundOut,
    SandboxAnswer,
    SandboxCard,
)
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.idempotency import BegunBefore, EffectId, repeatable
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED, refusals
from groundwork.kernel.http.routing import router
from groundwork.kernel.payment_provider import PaymentFailed

payments = router("/payments", "payments")
order_payments = router("/orders", "payments")

PaymentId = Annotated[UUID, Path(alias="id", description="The payment's id")]
OrderId = Annotated[UUID, Path(alias="id", description="The order's id")]


@order_payments.post(
    "/{id}/payment",
    status_code=201,
    response_model=Success[PaymentOut],
    responses={
        200: {"model": Success[PaymentOut], "description": "It was there already"},
        **refusals(NotNow, NothingToPay),
    },
)
@requires(CREATE_OWN)
@repeatable
async def create_order_payment(actor: SignedIn, order_id: OrderId, runtime: Running) -> Envelope:
    """Pay for one's own order: the payment by which that can be done. While it is open, there is no other."""
    payment_id, is_new = await starting.start_order_payment(runtime, actor, order_id)
    payment = await payment_for(runtime, actor, payment_id)
    return Envelope(payment, status=201 if is_new else 200, etag=version_of(payment))


@payments.get("", response_model=Page[PaymentSummary])
@requires(READ, READ_OWN)
async def list_payments(actor: SignedIn, query: Annotated[PaymentQuery, Query()], runtime: Running) -> Envelope:
    """List payments: all for who may see them, one's own for everybody else."""
    if actor.may(READ):
        return await queries.all_payments.answer(runtime, query)
    return await queries.own_payments.answer(runtime, query, own_id=actor.user_id)


@payments.get("/{id}", response_model=Success[PaymentOut], responses=VERSIONED)
@requires(READ, READ_OWN)
async def get_payment(actor: SignedIn, payment_id: PaymentId, runtime: Running) -> Envelope:
    """Get a payment."""
    payment = await payment_for(runtime, actor, payment_id)
    return Envelope(payment, etag=version_of(payment))


@payments.post("/{id}/sandbox-confirmation", response_model=Success[PaymentOut], responses=refusals(Declined, NotOpen))
@requires(CREATE_OWN)
@repeatable
async def confirm_sandbox_payment(
    actor: SignedIn, payment_id: PaymentId, form: SandboxCard, again: BegunBefore, runtime: Running
) -> Envelope:
    """Pay with a card of the sandbox, which takes no money. With Stripe, its form in the browser does this."""
    seen = await sandbox.confirm(runtime, actor, payment_id, form.as_typed(), again=again)
    return Envelope(as_provider_says(await payment_for(runtime, actor, payment_id), seen))


@payments.post("/{id}/sandbox-challenge", response_model=Success[PaymentOut], responses=refusals(Declined, NotOpen))
@requires(CREATE_OWN)
@repeatable
async def answer_sandbox_challenge(
    actor: SignedIn, payment_id: PaymentId, form: SandboxAnswer, again: BegunBefore, runtime: Running
) -> Envelope:
    """Answer the bank behind a card of the sandbox (3-D Secure)."""
    approved = form.outcome == "approved"
    seen = await sandbox.answer_challenge(runtime, actor, payment_id, approved=approved, again=again)
    return Envelope(as_provider_says(await payment_for(runtime, actor, payment_id), seen))


@payments.post(
    "/{id}/refunds",
    status_code=201,
    response_model=Success[RefundOut],
    responses=refusals(PaymentFailed, NotRefundable, TooMuch),
)
@requires(REFUND)
@repeatable
async def create_refund(
    actor: SignedIn, payment_id: PaymentId, refund_id: EffectId, runtime: Running, form: RefundCreate | None = None
) -> Envelope:
    """Give money back: an amount, or what is left. It is `pending` while the provider has not answered."""
    asked = form or RefundCreate()
    await refunds.refund_payment(runtime, actor, payment_id, asked.amount, asked.reason, refund_id=refund_id)
    return Envelope(await refund_with(runtime, refund_id), status=201)
