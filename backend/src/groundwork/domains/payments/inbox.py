"""The inbox: what the provider tells is checked, stored once, acknowledged, and worked on by a job."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.payments import queries
from groundwork.domains.payments.applying import apply_payment, apply_refund
from groundwork.domains.payments.customers import hear_of_methods
from groundwork.domains.payments.errors import Differs, UnknownPayment
from groundwork.domains.payments.models import EventStatus, PaymentEvent
from groundwork.domains.payments.refunds import find_refunds
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import AppError, NotFound
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.payment_provider import BadEvent, PaymentState, ProviderEvent
from groundwork.kernel.runtime import Runtime, runtime_of

log = structlog.get_logger("groundwork.payments")

LARGEST = 256 * 1024
"""Bytes of an event."""
_ATTEMPTS = 10
"""With pauses that double, some eight minutes: our own transaction may be slower than the provider."""
_KEPT = timedelta(days=180)
"""Longer than a provider sends anything again, and than a customer may object to a payment."""


async def receive(runtime: Runtime, body: bytes, signature: str) -> None:
    """Store an event that the provider has signed; one that is there already is left alone.

    Raises:
        BadEvent: it is not signed by the provider, or too long ago, or is no event.
    """
    moment = now()
    event = runtime.payments.event(body, signature, at=moment)
    row = {
        "id": uuid7(),
        "provider": runtime.payments.name,
        "event_id": event.id[:255],
        "type": event.type[:100],
        "payload": body.decode(),
        "customer": event.customer[:100] if event.customer else None,
        "status": EventStatus.RECEIVED,
        "event_created_at": event.created_at,
        "received_at": moment,
    }
    async with transaction(runtime) as db:
        statement = insert(PaymentEvent).values(row).on_conflict_do_nothing(constraint="payment_events_event_id_key")
        stored = await db.scalar(statement.returning(PaymentEvent.id))
        if stored is not None:
            await defer(db, process_event, event_id=str(stored))


async def _process(db: AsyncSession, *, event_id: str) -> None:
    """Work on an event: its effects and that it has had them are one transaction."""
    event = await db.get(PaymentEvent, UUID(event_id), with_for_update=True)
    if event is None or event.is_settled:
        return
    event.attempts += 1
    try:
        async with db.begin_nested():
            status = await _apply(db, event)
    except (Differs, BadEvent) as error:
        event.settle(EventStatus.FAILED, now(), error=str(error))
    else:
        event.settle(status, now())
    await db.flush()


async def _apply(db: AsyncSession, event: PaymentEvent) -> EventStatus:
    """What the event says, made true.

    Raises:
        UnknownPayment: it is about none of our payments, or about one that is not committed yet.
        Differs: it contradicts what we know.
        BadEvent: it can no longer be read.
    """
    if event.payload is None:
        raise BadEvent("What it said was deleted together with who paid")
    told: ProviderEvent = runtime_of(db).payments.read_event(event.payload.encode())
    if told.refund is not None:
        refund = await apply_refund(db, event.provider, told.refund)
        event.payment_id = refund.payment_id
        return EventStatus.PROCESSED
    if told.methods is not None and await hear_of_methods(db, event.provider, told.methods, told.created_at):
        return EventStatus.PROCESSED
    if told.payment is None:
        if told.customer and await db.scalar(queries.customer_called(event.provider, told.customer)) is None:
            event.payload = None  # it may name somebody who is not known here, or no longer
        return EventStatus.IGNORED
    payment = await apply_payment(db, event.provider, told.payment, at=told.created_at)
    event.payment_id = payment.id
    known = await db.scalar(queries.given_back(payment.id)) or 0
    if told.payment.state == PaymentState.SUCCEEDED and told.payment.refunded > known:
        await defer(db, find_refunds, payment_id=str(payment.id))
    return EventStatus.PROCESSED


async def _note_failure(db: AsyncSession, error: Exception, *, event_id: str) -> None:
    event = await db.get(PaymentEvent, UUID(event_id), with_for_update=True)
    if event is None or event.is_settled:
        return
    expected = isinstance(error, UnknownPayment | AppError)
    # What nobody expected may tell of statements and values; that is for the log.
    event.note_attempt(str(error) if expected else f"{type(error).__name__}: the log has the trace")
    if event.attempts >= _ATTEMPTS:
        ours = not isinstance(error, UnknownPayment)
        event.settle(EventStatus.FAILED if ours else EventStatus.IGNORED, now(), error=event.error)
        log.error("event given up", event_id=event.event_id, error=event.error, exc_info=None if expected else error)


process_event = Job("payments.process_event", _process, failed=_note_failure, attempts=_ATTEMPTS)


async def replay_event(db: AsyncSession, actor: Actor, event_id: UUID) -> PaymentEvent:
    """Have an event worked on again, from the beginning.

    Raises:
        NotFound: there is none.
    """
    event = await db.get(PaymentEvent, event_id, with_for_update=True)
    if event is None:
        raise NotFound
    if event.is_settled:
        before = event.status
        event.replay()
        await db.flush()
        await defer(db, process_event, event_id=str(event.id))
        changes = audit.differences({"status": before}, {"status": event.status})
        await audit.record(
            db, actor, "payment_event.replayed", resource=("payment_event", event.id), changes=changes, plain=changes
        )
    return event


async def _forget(db: AsyncSession) -> None:
    """Delete events that nobody needs any more."""
    await db.execute(delete(PaymentEvent).where(queries.settled_events(now() - _KEPT)))


forget_events = Job("payments.forget_events", _forget, schedule="29 4 * * *")
