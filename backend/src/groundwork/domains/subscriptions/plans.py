"""What can be done with plans."""

import secrets
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.subscriptions import queries
from groundwork.domains.subscriptions.errors import NoSuchPlan, PlanInUse, SlugTaken, TermsInUse
from groundwork.domains.subscriptions.models import Plan
from groundwork.domains.subscriptions.premium import follow_plan
from groundwork.domains.subscriptions.schemas import LONGEST_MADE_SLUG, PlanCreate
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.errors import Detail, NotFound, ValidationFailed
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.jobs import defer
from groundwork.kernel.money import Money
from groundwork.kernel.slugs import slug_of


async def create_plan(db: AsyncSession, actor: Actor, form: PlanCreate) -> Plan:
    """A new plan. Without a slug one is made from the name.

    Raises:
        ValidationFailed: the price has more decimals than its currency.
        SlugTaken: another plan has it.
    """
    fields = form.model_dump(exclude={"price", "slug"})
    plan = Plan(
        slug=form.slug or await _free_slug(db, form.name),
        price_minor=_money(form.price, form.currency).minor,
        **fields,
    )
    db.add(plan)
    await _flush(db)
    changes = audit.differences({}, {"slug": plan.slug, "price": form.price, "currency": form.currency})
    await audit.record(db, actor, "plan.created", resource=("plan", plan.id), changes=changes)
    return plan


async def update_plan(
    db: AsyncSession, actor: Actor, plan_id: UUID, changes: dict[str, Any], expected: IfMatch
) -> Plan:
    """Change a plan. Who subscribes to it pays a new price from their next period on.

    Raises:
        NotFound: there is none.
        PreconditionFailed: somebody else changed it since.
        ValidationFailed: the price does not fit its currency.
        TermsInUse: somebody subscribes to it in its currency and interval.
        SlugTaken: another plan has it.
    """
    plan = await _locked(db, plan_id)
    expected.check(version_of(plan))
    before = {**{field: getattr(plan, field) for field in changes if field != "price"}, "price": price_of(plan)}
    if changes.keys() & {"price", "currency"}:
        if "price" not in changes:
            raise ValidationFailed(details=[Detail("price", "Required with a currency")])
        price = _money(changes["price"], changes.get("currency", plan.currency))
        changes = {**changes, "price": str(price)}
        plan.price_minor = price.minor
    changed = audit.differences(before, changes)
    if not changed:
        return plan
    if changed.keys() & {"currency", "interval"} and await db.scalar(queries.subscribed_to(plan_id)):
        raise TermsInUse
    for field in changed.keys() - {"price"}:
        setattr(plan, field, changes[field])
    plan.updated_at = now()
    await _flush(db)
    if "premium" in changed:
        await defer(db, follow_plan, plan_id=str(plan.id))
    await audit.record(db, actor, "plan.updated", resource=("plan", plan.id), changes=changed)
    return plan


async def delete_plan(db: AsyncSession, actor: Actor, plan_id: UUID, expected: IfMatch) -> None:
    """Delete a plan that nobody has ever subscribed to.

    Raises:
        NotFound: there is none.
        PreconditionFailed: somebody else changed it since.
        PlanInUse: somebody subscribes to it, or has.
    """
    plan = await _locked(db, plan_id)
    expected.check(version_of(plan))
    try:
        async with db.begin_nested():
            await db.delete(plan)
    except IntegrityError:
        raise PlanInUse from None
    changes = {"slug": {"from": plan.slug, "to": None}}
    await audit.record(db, actor, "plan.deleted", resource=("plan", plan_id), changes=changes)


async def offered_plan(db: AsyncSession, plan_id: UUID) -> Plan:
    """A plan that can be had. It stays as it is until the transaction ends.

    Raises:
        NoSuchPlan: there is none, or it is not offered.
    """
    plan = await db.get(Plan, plan_id, with_for_update={"read": True, "key_share": True})
    if plan is None or not plan.active:
        raise NoSuchPlan
    return plan


def version_of(plan: Plan | dict[str, Any]) -> str:
    """The entity tag of a plan's present state."""
    if isinstance(plan, Plan):
        return etag_of(plan.id, plan.updated_at)
    return etag_of(plan["id"], plan["updatedAt"])


def price_of(plan: Plan) -> str:
    """The price in major units."""
    return str(Money(plan.price_minor, plan.currency))


async def _locked(db: AsyncSession, plan_id: UUID) -> Plan:
    plan = await db.get(Plan, plan_id, with_for_update=True)
    if plan is None:
        raise NotFound
    return plan


def _money(price: str, currency: str) -> Money:
    """The price, exactly.

    Raises:
        ValidationFailed: it has more decimals than the currency.
    """
    try:
        return Money.parse(price, currency)
    except ValueError as error:
        raise ValidationFailed(details=[Detail("price", str(error))]) from None


async def _free_slug(db: AsyncSession, name: str) -> str:
    slug = slug_of(name, otherwise="plan", longest=LONGEST_MADE_SLUG)
    taken = await db.scalar(select(func.count()).select_from(Plan).where(Plan.slug == slug))
    return f"{slug}-{secrets.token_hex(3)}" if taken else slug


async def _flush(db: AsyncSession) -> None:
    """Write.

    Raises:
        SlugTaken: another plan has it.
    """
    try:
        await db.flush()
    except IntegrityError as error:
        if "plans_slug_key" in str(error.orig):
            raise SlugTaken from None
        raise
