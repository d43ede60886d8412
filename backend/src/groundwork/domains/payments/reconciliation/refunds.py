"""The provider's refunds beside ours."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from groundwork.domains.payments.applying import apply_refund
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.models import Payment, Refund
from groundwork.domains.payments.reconciliation import queries
from groundwork.domains.payments.reconciliation.adoption import named_in
from groundwork.domains.payments.reconciliation.findings import Drift, Finding
from groundwork.domains.payments.refunds import send_refund
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import defer
from groundwork.kernel.payment_provider import ProviderRefund, RefundState
from groundwork.kernel.runtime import Runtime

_ON_ITS_WAY = timedelta(hours=1)
"""For so long a refund that the provider has not seen is left to the job that sends it."""
_ORDER = [RefundState.PENDING, RefundState.SUCCEEDED, RefundState.FAILED]


async def compare_refunds(
    runtime: Runtime, theirs: Sequence[ProviderRefund], known: set[UUID]
) -> AsyncIterator[Finding]:
    """What differs between these refunds of the provider and ours; ``known`` gets the ids of those that are ours."""
    provider = runtime.payments
    named = {seen.id: named_in(seen.metadata, "refundId") for seen in theirs}
    async with transaction(runtime) as db:
        ours = list(await db.scalars(queries.refunds_named(list(named), [name for name in named.values() if name])))
        paid = queries.payments_named(provider.name, {seen.payment_id for seen in theirs}, [])
        payments = {payment.provider_id: payment for payment in await db.scalars(paid)}
    by_provider_id = {refund.provider_id: refund for refund in ours if refund.provider_id}
    unlinked = {refund.id: refund for refund in ours if refund.provider_id is None}
    for seen in theirs:
        payment, name = payments.get(seen.payment_id), named[seen.id]
        if payment is None:
            continue  # of a payment that is not ours, or that is missing, which was told already
        refund = by_provider_id.get(seen.id) or (unlinked.get(name) if name else None)
        if refund is not None:
            known.add(refund.id)
        if finding := await _compare(runtime, payment, refund, seen):
            yield finding


async def compare_unseen_refunds(runtime: Runtime, since: datetime, known: set[UUID]) -> AsyncIterator[Finding]:
    """Our refunds that were not among the provider's."""
    provider, last = runtime.payments, None
    while True:
        async with transaction(runtime) as db:
            batch = list(await db.execute(queries.refunds_after(provider.name, since, last)))
        for refund, payment in batch:
            if refund.id not in known and (finding := await _look_up(runtime, payment, refund)):
                yield finding
        if len(batch) < queries.BATCH:
            return
        last = batch[-1][0]


async def _look_up(runtime: Runtime, payment: Payment, refund: Refund) -> Finding | None:
    provider, subject = runtime.payments, f"payment:{payment.id}"
    if payment.provider_id is None:
        return None
    told = f"refund {refund.id} of {_amount(refund)}, {refund.status} here"
    if refund.provider_id is None:
        if refund.status != RefundState.PENDING or refund.created_at > now() - _ON_ITS_WAY:
            return None
        return Finding(Drift.REFUND_NOT_SENT, subject, told, partial(_send, runtime, refund.id))
    for seen in await ask(provider, partial(provider.refunds_of, payment.provider_id)):
        if seen.id == refund.provider_id:
            return await _compare(runtime, payment, refund, seen)
    return Finding(Drift.REFUND_UNKNOWN_THERE, subject, told)


async def _compare(runtime: Runtime, payment: Payment, refund: Refund | None, listed: ProviderRefund) -> Finding | None:
    """What differs between the two, if anything."""
    subject, follow = f"payment:{payment.id}", partial(_follow, runtime, listed)
    if refund is None:
        told = f"{listed.id} of {listed.amount} {listed.amount.currency}, {listed.state}"
        return Finding(Drift.REFUND_MISSING, subject, told, follow)
    if (refund.payment_id, refund.amount_minor, refund.currency) != (
        payment.id,
        listed.amount.minor,
        listed.amount.currency,
    ):
        told = f"{_amount(refund)} here, {listed.amount} {listed.amount.currency} there ({listed.id})"
        return Finding(Drift.REFUND_OTHER_AMOUNT, subject, told)
    if refund.provider_id == listed.id and refund.status == listed.state:
        return None
    told = f"refund {refund.id} is {refund.status} here, {listed.state} there"
    if _ORDER.index(listed.state) >= _ORDER.index(RefundState(refund.status)):
        return Finding(Drift.REFUND_BEHIND, subject, told, follow)
    # It may have come on since the list was made.
    again = await ask(runtime.payments, partial(runtime.payments.refunds_of, listed.payment_id))
    if any(seen.id == listed.id and seen.state == refund.status for seen in again):
        return None
    return Finding(Drift.REFUND_AHEAD, subject, told)


async def _follow(runtime: Runtime, seen: ProviderRefund) -> None:
    """Take over what the provider has, as if its event had come."""
    async with transaction(runtime) as db:
        await apply_refund(db, runtime.payments.name, seen)


async def _send(runtime: Runtime, refund_id: UUID) -> None:
    """Let the job send it that gave up; it looks first whether the provider has it."""
    async with transaction(runtime) as db:
        await defer(db, send_refund, refund_id=str(refund_id))


def _amount(refund: Refund) -> str:
    return f"{refund.amount} {refund.currency}"
