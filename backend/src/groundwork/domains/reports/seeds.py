"""The half year of the demonstration shop: orders, payments, subscriptions, and the reports on its months."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.service import User
from groundwork.domains.catalog import service as catalog
from groundwork.domains.ledger import service as ledger
from groundwork.domains.orders import service as orders
from groundwork.domains.orders.schemas import OrderCreate
from groundwork.domains.orders.service import BroughtIn
from groundwork.domains.payments import service as payments
from groundwork.domains.payments.service import PastPayment, PastRepayment
from groundwork.domains.reports import making, queries
from groundwork.domains.reports.demo.half_year import DAYS, Customer, Purchase, purchases
from groundwork.domains.reports.demo.places import address_of, origin_of
from groundwork.domains.reports.models import Report, ReportKind
from groundwork.domains.reports.months import months_between, span_of
from groundwork.domains.reports.revenue import close_days
from groundwork.domains.subscriptions import service as subscriptions
from groundwork.domains.subscriptions.service import PastInvoice, PastSubscription
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.domain import Seed
from groundwork.kernel.ids import dated_uuid
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import Card
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import runtime_of

_CLERK = "tomas.ortega@example.com"
_SUBSCRIBERS = (
    ("plus", 172, None, False),
    ("pro", 160, None, False),
    ("plus-yearly", 150, None, False),
    ("plus", 139, 60, False),
    ("pro", 118, None, False),
    ("plus", 101, None, False),
    ("plus", 88, 12, False),
    ("pro", 75, None, True),
    ("plus-yearly", 60, None, False),
    ("plus", 44, None, False),
    ("plus", 9, None, False),
    ("plus-yearly", 4, None, False),
)
"""Plan, how many days ago it began, how many days ago it was canceled, and whether the last invoice is not paid."""

_DESK = 1000
"""Which of the made-up places the shop is at."""

_WAITING = 3
"""Orders that were placed just now."""


async def _plant_orders(db: AsyncSession) -> None:
    """Some 800 orders and a dozen subscriptions; nothing where anything was sold before, or where money is taken."""
    runtime, moment = runtime_of(db), now()
    if runtime.payments.name != "sandbox" or await ledger.first_posting(runtime.database):
        return
    midnight = datetime.combine(moment.date(), time(), UTC)
    people = sorted(await accounts.active_people(db, Role.USER), key=lambda person: person.created_at)
    goods = await catalog.for_sale(db)
    if not people or not goods:
        return
    customers = _customers(people)
    admin = await _admin(db)
    bought = list(purchases(customers, goods, midnight, moment, await _clerk(db)))
    brought = await orders.bring_in(db, [purchase.order for purchase in bought])
    paid = [_payment(*pair, admin) for pair in zip(bought, brought, strict=True) if pair[0].card]
    stories = _subscriptions(customers, midnight)
    invoices = await subscriptions.bring_in(db, stories, moment)
    await payments.bring_in(db, paid + _charges(invoices, stories))
    await _place_some(db, people, goods)


def _customers(people: Sequence[User]) -> list[Customer]:
    return [
        Customer(
            Actor(user_id=person.id, origin=origin_of(number)),
            person.created_at,
            address_of(number, f"{person.first_name} {person.last_name}"),
        )
        for number, person in enumerate(people)
    ]


async def _clerk(db: AsyncSession) -> Actor:
    """Who sends things off."""
    found = await accounts.credentials_of(runtime_of(db).database, _CLERK)
    return Actor(user_id=found["id"], origin=origin_of(_DESK)) if found else Actor()


async def _admin(db: AsyncSession) -> Actor:
    """Who gives money back: the first of those who may, or nobody by name."""
    admins = sorted(await accounts.active_people(db, Role.ADMIN), key=lambda person: person.created_at)
    return Actor(user_id=admins[0].id, origin=origin_of(_DESK)) if admins else Actor()


def _payment(purchase: Purchase, brought: BroughtIn, admin: Actor) -> PastPayment:
    """The payment of an order."""
    order, card = brought.order, purchase.card
    if card is None:
        raise ValueError(f"Nobody paid for order {order.number}")
    refunds = [
        PastRepayment(UUID(refund.key.removeprefix("refund:")), amount, refund.at, "Sent back", admin)
        for refund, amount in zip(purchase.order.refunds, brought.refunded, strict=True)
    ]
    return PastPayment(
        id=purchase.payment_id,
        customer=purchase.order.customer,
        amount=Money(order.total_minor, order.currency),
        at=purchase.order.paid_at or purchase.order.placed_at + timedelta(minutes=5),
        description=f"Order {order.number}",
        card=card,
        order_id=order.id,
        failure=purchase.failure,
        refunds=refunds,
    )


def _subscriptions(customers: Sequence[Customer], midnight: datetime) -> list[PastSubscription]:
    """A dozen people subscribe, none before they joined."""
    waiting, stories = list(reversed(customers)), []
    for plan, begun, canceled, behind in _SUBSCRIBERS:
        at = midnight - timedelta(days=begun) + timedelta(hours=9, minutes=7 * begun % 60)
        person = next((person for person in waiting if person.joined <= at), None)
        if person is not None:
            waiting.remove(person)
            ended = midnight - timedelta(days=canceled) + timedelta(hours=19) if canceled else None
            stories.append(PastSubscription(person.actor, plan, at, ended, behind))
    return stories


def _charges(invoices: Sequence[PastInvoice], stories: Sequence[PastSubscription]) -> list[PastPayment]:
    """The payments of invoices. The first of each person saves the card, which for one is declined from then on."""
    behind, known, charges = {story.customer.user_id for story in stories if story.is_behind}, set[UUID | None](), []
    for invoice in invoices:
        user_id = invoice.customer.user_id
        card = Card("visa", "0341" if user_id in behind else "4242")
        charges.append(
            PastPayment(
                id=invoice.payment_id,
                customer=invoice.customer,
                amount=invoice.total,
                at=invoice.paid_at,
                description=f"Invoice {invoice.number}",
                card=card,
                invoice_id=invoice.id,
                save_card=user_id not in known,
            )
        )
        known.add(user_id)
    return charges


async def _place_some(db: AsyncSession, people: Sequence[User], goods: Sequence[catalog.ForSale]) -> None:
    """A few are being paid right now: these are real, reserve what they want, and expire."""
    plenty = [product for product in goods if product.stock >= 5]
    permissions = runtime_of(db).matrix.of(Role.USER)
    for number, product in enumerate(plenty[:: max(1, len(plenty) // _WAITING)][:_WAITING]):
        actor = Actor(user_id=people[number % len(people)].id, permissions=permissions)
        form = {"items": [{"productId": str(product.id), "quantity": 1}]}
        await orders.create_order(db, actor, OrderCreate.model_validate(form))


async def _plant_reports(db: AsyncSession) -> None:
    """The reports on the months of the half year that are over, and the days that charts are drawn from."""
    runtime, moment = runtime_of(db), now()
    first = await ledger.first_posting(runtime.database)
    if first is None:
        return
    await close_days(db, anew=True)
    known = {(row.month, row.kind) for row in await db.execute(queries.months_reported())}
    months = list(months_between(max(first, moment - timedelta(days=DAYS + 31)), moment))
    for month in months[-6:]:
        made = span_of(month)[1] + timedelta(hours=2)
        reports = [
            Report(
                id=dated_uuid(made, f"report {month} {kind}"),
                kind=kind,
                month=month,
                figures=[],
                mailed_at=made,
                created_at=made,
                updated_at=made,
            )
            for kind in ReportKind
            if (month, kind) not in known
        ]
        if reports:
            await making.write(runtime, month, reports, made)
            db.add_all(reports)
    await db.flush()


seeds = [
    Seed("orders", _plant_orders, after=("people", "users", "products", "plans")),
    Seed("reports", _plant_reports, after=("orders",)),
]
