"""What payments write to people."""

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.payments.models import Payment, Refund
from groundwork.kernel.mail import send_mail
from groundwork.kernel.money import Money
from groundwork.kernel.runtime import runtime_of


async def tell_of_refund(db: AsyncSession, payment: Payment, refund: Refund) -> None:
    """Money is on its way back; ``payment.accepted`` says whether it had bought something."""
    user = await accounts.find_user(db, payment.user_id) if payment.user_id else None
    if user is None or not user.may_sign_in:
        return
    path = f"/orders/{payment.order_id}" if payment.order_id else "/billing"
    context = {
        "first_name": user.first_name,
        "amount": str(Money(refund.amount_minor, refund.currency)),
        "currency": refund.currency,
        "description": payment.description,
        "card": f"{(payment.card_brand or '').title()} •••• {payment.card_last4}" if payment.card_last4 else None,
        "link": f"{runtime_of(db).settings.public_app_url}{path}",
    }
    template = "payments/refunded" if payment.accepted else "payments/returned"
    await send_mail(db, to=user.email, template=template, context=context)
