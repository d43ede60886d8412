"""The sandbox's card form, and its post: what Stripe does in the browser and on its own machines."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TypeVar, cast
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.payments import queries
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.customers import save_sandbox_card
from groundwork.domains.payments.errors import Declined, NotOpen
from groundwork.domains.payments.events import ProviderActed
from groundwork.domains.payments.inbox import receive
from groundwork.domains.payments.models import Payment
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.events import publish
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.payment_provider import (
    Card,
    CardForm,
    PaymentFailed,
    PaymentState,
    ProviderPayment,
    Sandbox,
)
from groundwork.kernel.runtime import Runtime, runtime_of

log = structlog.get_logger("groundwork.payments")

_SETTLED_AFTER = timedelta(seconds=10)
"""When a payment with the card that settles late has done so."""


Seen = TypeVar("Seen", bound=ProviderPayment | None)


def sandbox_of(runtime: Runtime) -> Sandbox:
    """The sandbox.

    Raises:
        NotFound: payments are made with a provider that takes money.
    """
    if runtime.payments.name != "sandbox":
        raise NotFound
    return cast(Sandbox, runtime.payments)


async def confirm(runtime: Runtime, actor: Actor, payment_id: UUID, form: CardForm, *, again: bool) -> ProviderPayment:
    """Pay one's own payment with a card of the sandbox.

    ``again``: the same was asked before, and nobody knows what came of it. What was paid is not over then, but done.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NotOpen: it is paid or over.
        Declined: another card may be tried.
    """
    sandbox = sandbox_of(runtime)
    provider_id = await _own(runtime, actor, payment_id, again=again)
    return await _play(runtime, lambda: sandbox.confirm(provider_id, form))


async def answer_challenge(
    runtime: Runtime, actor: Actor, payment_id: UUID, *, approved: bool, again: bool
) -> ProviderPayment:
    """Say to the bank whether one wants to pay (3-D Secure). ``again``: as in :func:`confirm`.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NotOpen: nobody asks.
        Declined: one does not.
    """
    sandbox = sandbox_of(runtime)
    provider_id = await _own(runtime, actor, payment_id, again=again)
    seen = await _play(runtime, lambda: sandbox.answer_challenge(provider_id, approved=approved))
    if seen is None and again:
        seen = await _play(runtime, lambda: sandbox.payment(provider_id))
        if seen is not None and seen.failure is not None:
            raise Declined(seen.failure)
    if seen is None or seen.state not in {PaymentState.PROCESSING, PaymentState.SUCCEEDED}:
        raise NotOpen("Nobody asks for a confirmation of this payment")
    return seen


async def save_card(runtime: Runtime, user_id: UUID, form: CardForm) -> Card:
    """Charge this card of the sandbox from now on.

    Raises:
        NotFound: there is no sandbox.
        Declined: another card may be tried.
    """
    sandbox = sandbox_of(runtime)
    try:
        return await save_sandbox_card(runtime, sandbox, user_id, form)
    except PaymentFailed as error:
        raise Declined(error.failure) from None


async def _own(runtime: Runtime, actor: Actor, payment_id: UUID, *, again: bool) -> str:
    """What the sandbox calls one's own open payment, or the one that may have been paid by the same request before."""
    async with transaction(runtime) as db:
        payment = await db.scalar(queries.visible_to(actor).where(Payment.id == payment_id))
    if payment is None:
        raise NotFound
    if payment.user_id != actor.user_id:
        raise Forbidden
    is_open = payment.is_open or (again and payment.has_succeeded)
    if not is_open or payment.provider_id is None or payment.provider != runtime.payments.name:
        raise NotOpen
    return payment.provider_id


async def _play(runtime: Runtime, act: Callable[[], Awaitable[Seen]]) -> Seen:
    """Do something in the sandbox, and have the news of it delivered."""
    try:
        seen = await ask(runtime.payments, act)
    except PaymentFailed as error:
        async with transaction(runtime) as db:
            await publish(db, ProviderActed())
        raise Declined(error.failure) from None
    async with transaction(runtime) as db:
        await publish(db, ProviderActed())
        if seen is not None and seen.state == PaymentState.PROCESSING:
            await defer(db, deliver_events, at=now() + _SETTLED_AFTER)
    return seen


async def call_post(db: AsyncSession, _: ProviderActed) -> None:
    """Have the sandbox's news delivered at once; real providers have a post of their own."""
    if runtime_of(db).payments.name == "sandbox":
        await defer(db, deliver_events)


async def _deliver(runtime: Runtime) -> None:
    """Send what the sandbox has to tell: signed bytes, to where the provider's are taken."""
    if runtime.payments.name != "sandbox":
        return
    sandbox = sandbox_of(runtime)
    while events := await sandbox.due_events():
        for event in events:
            await receive(runtime, event.body, event.signature)
            await sandbox.note_delivery(event.id)


deliver_events = Job("payments.deliver_sandbox_events", _deliver, schedule="* * * * *", in_pieces=True)


@asynccontextmanager
async def tell_of_sandbox(runtime: Runtime) -> AsyncIterator[None]:
    """Nobody should find out by missing money that none is taken."""
    if runtime.settings.is_production and runtime.payments.name == "sandbox":
        log.warning("payments go to the sandbox: no money is taken; set STRIPE_SECRET_KEY to take some")
    yield
