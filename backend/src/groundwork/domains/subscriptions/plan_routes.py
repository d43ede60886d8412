"""/plans"""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from groundwork.domains.subscriptions import listings
from groundwork.domains.subscriptions import plans as service
from groundwork.domains.subscriptions.errors import PlanInUse, SlugTaken, TermsInUse
from groundwork.domains.subscriptions.models import Plan
from groundwork.domains.subscriptions.policy import (
    CREATE_PLAN,
    DELETE_PLAN,
    PREVIEW_PLANS,
    READ_PLANS,
    UPDATE_PLAN,
)
from groundwork.domains.subscriptions.schemas import PlanCreate, PlanOut, PlanQuery, PlanSummary, PlanUpdate
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.held import held
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.preconditions import ExpectedVersion
from groundwork.kernel.http.routing import router

plans = router("/plans", "plans")

PlanId = Annotated[UUID, Path(alias="id", description="The plan's id")]


def _sees_offered(actor: Actor) -> bool:
    """Whether somebody sees the plans that are offered, and no others."""
    return not actor.may(PREVIEW_PLANS)


@plans.get("", response_model=Page[PlanSummary])
@requires(READ_PLANS)
@held(*listings.TABLES, among=_sees_offered)
async def list_plans(actor: AnyActor, query: Annotated[PlanQuery, Query()], runtime: Running) -> Envelope:
    """List the plans that are offered; administrators see the others, too."""
    listing = listings.all_plans if actor.may(PREVIEW_PLANS) else listings.active_plans
    return await listing.answer(runtime, query)


@plans.post("", status_code=201, response_model=Success[PlanOut], responses=refusals(SlugTaken))
@requires(CREATE_PLAN)
async def create_plan(actor: SignedIn, form: PlanCreate, db: Db) -> Envelope:
    """Add a plan."""
    plan = await service.create_plan(db, actor, form)
    return _shown(plan, status=201)


@plans.get("/{id}", response_model=Success[PlanOut])
@requires(READ_PLANS)
@held(*listings.TABLES, among=_sees_offered)
async def get_plan(actor: AnyActor, plan_id: PlanId, runtime: Running) -> Envelope:
    """Get a plan."""
    found = await listings.plan_by_id.first(runtime.database, plan_id=plan_id, all=actor.may(PREVIEW_PLANS))
    if found is None:
        raise NotFound
    return Envelope(found, etag=service.version_of(found))


@plans.patch("/{id}", response_model=Success[PlanOut], responses=refusals(SlugTaken, TermsInUse))
@requires(UPDATE_PLAN)
async def update_plan(
    actor: SignedIn, plan_id: PlanId, changes: PlanUpdate, expected: ExpectedVersion, db: Db
) -> Envelope:
    """Change a plan. A new price holds for periods that begin from now on; another currency takes a price with it."""
    return _shown(await service.update_plan(db, actor, plan_id, changes.changes(), expected))


@plans.delete("/{id}", response_model=Done, responses=refusals(PlanInUse))
@requires(DELETE_PLAN)
async def delete_plan(actor: SignedIn, plan_id: PlanId, expected: ExpectedVersion, db: Db) -> Envelope:
    """Delete a plan that nobody has ever subscribed to."""
    await service.delete_plan(db, actor, plan_id, expected)
    return Envelope(message="Plan deleted")


def _shown(plan: Plan, *, status: int = 200) -> Envelope:
    fields = {name: getattr(plan, name) for name in PlanOut.model_fields if name != "price"}
    return Envelope(PlanOut(price=service.price_of(plan), **fields), status=status, etag=service.version_of(plan))
