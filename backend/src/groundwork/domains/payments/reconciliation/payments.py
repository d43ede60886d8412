"""The provider's payments beside ours."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from groundwork.domains.payments.applying import apply_payment
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.closing import close_payment
from groundwork.domains.payments.errors import UnknownPayment
from groundwork.domains.payments.models import OPEN, Payment
from groundwork.domains.payments.reconciliation import queries
from groundwork.domains.payments.reconciliation.adoption import adopt, named_in
from groundwork.domains.payments.reconciliation.findings import Drift, Finding
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.payment_provider import PaymentState, ProviderPayment
from groundwork.kernel.runtime import Runtime


async def compare_payments(
    runtime: Runtime, theirs: Sequence[ProviderPayment], known: set[UUID]
) -> AsyncIterator[Finding]:
    """What differs between these payments of the provider and ours; ``known`` gets the ids of those that are ours."""
    provider = runtime.payments
    named = {seen.id: named_in(seen.metadata, "paymentId") for seen in theirs}
    async with transaction(runtime) as db:
        wanted = queries.payments_named(provider.name, list(named), [name for name in named.values() if name])
        ours = list(await db.scalars(wanted))
    by_provider_id = {payment.provider_id: payment for payment in ours if payment.provider_id}
    by_id = {payment.id: payment for payment in ours}
    for seen in theirs:
        name = named[seen.id]
        payment = by_provider_id.get(seen.id) or (by_id.get(name) if name else None)
        if payment is not None:
            if payment.provider_id in {None, seen.id}:
                known.add(payment.id)
            if finding := await compare_payment(runtime, payment, seen):
                yield finding
        elif name is not None and seen.state is PaymentState.SUCCEEDED:
            told = f"{seen.amount} {seen.amount.currency} came in for payment:{name}"
            yield Finding(Drift.MISSING, seen.id, told, partial(adopt, runtime, name, seen))


async def compare_unseen(runtime: Runtime, since: datetime, known: set[UUID]) -> AsyncIterator[Finding]:
    """Our payments that were not among the provider's."""
    provider, last = runtime.payments, None
    while True:
        async with transaction(runtime) as db:
            batch = list(await db.scalars(queries.payments_after(provider.name, since, last)))
        for payment in batch:
            if payment.id in known or payment.provider_id is None:
                continue
            seen = await ask(provider, partial(provider.payment, payment.provider_id))
            if seen is not None:
                # It is from just before that time by the provider's clock.
                if finding := await compare_payment(runtime, payment, seen):
                    yield finding
                continue
            told = f"{payment.status}, {payment.money} {payment.currency}; it is called {payment.provider_id} here"
            yield Finding(Drift.UNKNOWN_THERE, f"payment:{payment.id}", told)
        if len(batch) < queries.BATCH:
            return
        last = batch[-1]


async def compare_payment(runtime: Runtime, payment: Payment, listed: ProviderPayment) -> Finding | None:
    """What differs between the two, if anything. What seems to is looked at again, for it goes on meanwhile."""
    subject = f"payment:{payment.id}"
    if payment.provider_id not in {None, listed.id}:
        if listed.state is not PaymentState.SUCCEEDED:
            return None
        told = f"{listed.amount} {listed.amount.currency} came in as {listed.id}, beside {payment.provider_id}"
        return Finding(Drift.TWICE, subject, told)
    if (listed.amount.minor, listed.amount.currency) != (payment.amount_minor, payment.currency):
        told = (
            f"{payment.money} {payment.currency} here, {listed.amount} {listed.amount.currency} there ({listed.state})"
        )
        return Finding(Drift.OTHER_AMOUNT, subject, told)
    if payment.provider_id and payment.status == listed.state:
        return None
    async with transaction(runtime) as db:
        payment = await db.get_one(Payment, payment.id)
    seen = await ask(runtime.payments, partial(runtime.payments.payment, listed.id)) or listed
    if payment.provider_id and payment.status == seen.state:
        return None
    told = f"{payment.status} here, {seen.state} there"
    if payment.has_succeeded and seen.state is not PaymentState.SUCCEEDED:
        return Finding(Drift.AHEAD, subject, told)
    if not payment.is_open and seen.state in OPEN:
        return Finding(Drift.OPEN_THERE, subject, told, partial(_close, runtime, payment.id, seen))
    return Finding(Drift.BEHIND, subject, told, partial(_follow, runtime, seen))


async def _follow(runtime: Runtime, seen: ProviderPayment) -> None:
    """Take over what the provider has, as if its event had come."""
    async with transaction(runtime) as db:
        await apply_payment(db, runtime.payments.name, seen, at=now())


async def _close(runtime: Runtime, payment_id: UUID, seen: ProviderPayment) -> None:
    """End at the provider what is over here."""
    await _follow(runtime, seen)
    closed = await close_payment(runtime, payment_id)
    if closed.is_open:
        raise UnknownPayment(f"Payment {payment_id} is {closed.status} at the provider and cannot be canceled now")
