"""What the provider keeps of each payment."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.ledger import service as ledger
from groundwork.domains.ledger.service import Account, Posting
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.models import Payment
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import Job
from groundwork.kernel.payment_provider import ProviderUnavailable
from groundwork.kernel.runtime import Runtime


async def _note_fee(runtime: Runtime, *, payment_id: str) -> None:
    """Ask what it was, and post it. Not known yet: tried again later."""
    provider = runtime.payments
    async with transaction(runtime) as db:
        payment = await db.get(Payment, UUID(payment_id))
    if payment is None or payment.provider_id is None or payment.provider != provider.name:
        return
    provider_id = payment.provider_id
    fee = await ask(provider, lambda: provider.fee(provider_id))
    if fee is None:
        raise ProviderUnavailable
    async with transaction(runtime) as db:
        await record_fee(db, payment.id, fee)


async def record_fee(db: AsyncSession, payment_id: UUID, fee: int) -> None:
    """The provider kept ``fee`` minor units. The same again changes nothing."""
    payment = await db.get(Payment, payment_id, with_for_update=True, populate_existing=True)
    if payment is None or payment.fee_minor is not None:
        return
    payment.fee_minor = fee
    await db.flush()
    await ledger.post(db, posting_of_fee(payment, fee))


def posting_of_fee(payment: Payment, fee: int) -> Posting:
    """The provider kept ``fee`` minor units of what lay with it."""
    lines = {Account.FEES: fee, Account.PROVIDER: -fee}
    return Posting("fee", f"payment:{payment.id}", f"fee:{payment.id}", payment.currency, lines)


note_fee = Job("payments.note_fee", _note_fee, in_pieces=True)
