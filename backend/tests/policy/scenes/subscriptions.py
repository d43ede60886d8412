"""Plans, subscriptions and invoices. Plans belong to nobody, the others to who subscribed."""

from datetime import timedelta
from uuid import UUID

from groundwork.domains.subscriptions.models import Invoice, InvoiceKind, Plan, Status, Subscription
from groundwork.domains.subscriptions.schemas import money_line
from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from tests.policy.scenes.scene import About, Json, Scene, committed, keep
from tests.policy.stage import Member, Stage


async def plan(stage: Stage, _whose: Member) -> Json:
    """A plan with a trial, which nobody has."""
    return {"id": await keep(stage, _plan())}


async def to_subscribe(stage: Stage, whose: Member) -> Json:
    """A plan, as it is named when one subscribes to it."""
    return {"planId": (await plan(stage, whose))["id"]}


async def trialing(stage: Stage, whose: Member) -> Json:
    """A subscription that is tried."""
    return {"id": await _subscription(stage, whose, Status.TRIALING)}


async def canceled(stage: Stage, whose: Member) -> Json:
    """One that ends with its period."""
    return {"id": await _subscription(stage, whose, Status.TRIALING, cancel_at_period_end=True, canceled_at=now())}


async def with_other_plan(stage: Stage, whose: Member) -> Json:
    """A subscription and another plan to look at."""
    return {**await trialing(stage, whose), **await to_subscribe(stage, whose)}


async def invoice(stage: Stage, whose: Member) -> Json:
    """An invoice that is to be paid."""
    subscription_id = UUID(await _subscription(stage, whose, Status.INCOMPLETE))
    made, moment = uuid7(), now()
    async with committed(stage) as db:
        subscription = await db.get_one(Subscription, subscription_id)
        db.add(
            Invoice(
                id=made,
                number=f"INV-{made.hex[-12:]}",
                subscription_id=subscription.id,
                user_id=subscription.user_id,
                plan_id=subscription.plan_id,
                kind=InvoiceKind.START,
                currency="USD",
                subtotal_minor=1200,
                tax_minor=96,
                tax_rate=8,
                total_minor=1296,
                lines=[money_line("Plus", "12.00")],
                price_minor=1200,
                period_start=subscription.current_period_start,
                period_end=subscription.current_period_end,
                due_at=moment,
            )
        )
        await db.flush()
    return {"id": str(made)}


async def _subscription(stage: Stage, whose: Member, status: Status, **more: object) -> str:
    moment, row = now(), _plan()
    end = moment + timedelta(days=14)
    async with committed(stage) as db:
        db.add(row)
        await db.flush()
    subscription = Subscription(
        user_id=UUID(whose.id),
        plan_id=row.id,
        status=status,
        price_minor=0,
        currency="USD",
        anchor_day=end.day,
        current_period_start=moment,
        current_period_end=end,
        trial_ends_at=end if status is Status.TRIALING else None,
        **more,
    )
    return await keep(stage, subscription)


def _plan() -> Plan:
    made = uuid7()
    return Plan(
        id=made,
        slug=f"plus-{made.hex}",
        name="Plus",
        price_minor=1200,
        currency="USD",
        interval="month",
        trial_days=14,
        features=[],
    )


scenes = {
    "list_plans": Scene(),
    "create_plan": Scene(body={"name": "Plus", "price": "12.00", "currency": "USD", "interval": "month"}),
    "get_plan": Scene(About.NOBODY, plan),
    "update_plan": Scene(About.NOBODY, plan, {"position": 3}, reads=frozenset()),
    "delete_plan": Scene(About.NOBODY, plan, reads=frozenset()),
    "list_subscriptions": Scene(),
    "create_subscription": Scene(body=to_subscribe),
    "get_subscription": Scene(About.PERSON, trialing),
    "create_subscription_cancellation": Scene(About.PERSON, trialing),
    "delete_subscription_cancellation": Scene(About.PERSON, canceled),
    "preview_plan_change": Scene(About.PERSON, with_other_plan),
    "change_subscription_plan": Scene(About.PERSON, trialing, to_subscribe),
    "list_invoices": Scene(),
    "get_invoice": Scene(About.PERSON, invoice),
    "get_invoice_content": Scene(About.PERSON, invoice),
    "create_invoice_payment": Scene(About.PERSON, invoice),
    "create_billing_portal": Scene(),
    "save_sandbox_card": Scene(body={"card": "4242 4242 4242 4242"}),
}
