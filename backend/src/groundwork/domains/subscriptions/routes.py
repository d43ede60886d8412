"""/subscriptions"""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from groundwork.domains.subscriptions import changes, listings, service
from groundwork.domains.subscriptions.errors import (
    AlreadySubscribed,
    NoSuchPlan,
    NotChangeable,
    NothingToCancel,
    NothingToResume,
    OtherCurrency,
    SamePlan,
)
from groundwork.domains.subscriptions.policy import CANCEL, CANCEL_OWN, CHANGE_OWN, CREATE_OWN, READ, READ_OWN
from groundwork.domains.subscriptions.schemas import (
    PlanChange,
    PlanChangeOut,
    SubscriptionCreate,
    SubscriptionOut,
    SubscriptionQuery,
    SubscriptionSummary,
)
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.idempotency import repeatable
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED, refusals
from groundwork.kernel.http.preconditions import ExpectedVersion
from groundwork.kernel.http.routing import router
from groundwork.kernel.payment_provider import PaymentFailed

subscriptions = router("/subscriptions", "subscriptions")

SubscriptionId = Annotated[UUID, Path(alias="id", description="The subscription's id")]
PlanId = Annotated[UUID, Query(alias="planId", description="The plan to change to")]


@subscriptions.get("", response_model=Page[SubscriptionSummary])
@requires(READ, READ_OWN)
async def list_subscriptions(
    actor: SignedIn, query: Annotated[SubscriptionQuery, Query()], runtime: Running
) -> Envelope:
    """List one's own subscriptions, the newest first; administrators see everybody's."""
    if actor.may(READ):
        return await listings.all_subscriptions.answer(runtime, query, provider=runtime.payments.name)
    own = {"owner_id": actor.user_id, "provider": runtime.payments.name}
    return await listings.own_subscriptions.answer(runtime, query, **own)


@subscriptions.post(
    "", status_code=201, response_model=Success[SubscriptionOut], responses=refusals(AlreadySubscribed, NoSuchPlan)
)
@requires(CREATE_OWN)
async def create_subscription(actor: SignedIn, form: SubscriptionCreate, db: Db) -> Envelope:
    """Subscribe to a plan.

    With a trial it begins at once. Without one it is `incomplete` until the invoice `openInvoiceId` is paid, for which
    there are 24 hours.
    """
    return _shown(await service.subscribe(db, actor, form.plan_id), status=201)


@subscriptions.get("/{id}", response_model=Success[SubscriptionOut], responses=VERSIONED)
@requires(READ, READ_OWN)
async def get_subscription(actor: SignedIn, subscription_id: SubscriptionId, db: Db) -> Envelope:
    """Get a subscription."""
    return _shown(await service.show(db, actor, subscription_id))


@subscriptions.post("/{id}/cancellation", response_model=Success[SubscriptionOut], responses=refusals(NothingToCancel))
@requires(CANCEL, CANCEL_OWN)
async def create_subscription_cancellation(actor: SignedIn, subscription_id: SubscriptionId, db: Db) -> Envelope:
    """Cancel a subscription: it goes on until its period is over. One that waits for a payment ends at once."""
    return _shown(await service.cancel(db, actor, subscription_id))


@subscriptions.delete(
    "/{id}/cancellation", response_model=Success[SubscriptionOut], responses=refusals(NothingToResume)
)
@requires(CANCEL, CANCEL_OWN)
async def delete_subscription_cancellation(
    actor: SignedIn, subscription_id: SubscriptionId, expected: ExpectedVersion, db: Db
) -> Envelope:
    """Undo a cancellation, while the period lasts."""
    return _shown(await service.resume(db, actor, subscription_id, expected))


@subscriptions.get(
    "/{id}/plan-change",
    response_model=Success[PlanChangeOut],
    responses=refusals(NotChangeable, NoSuchPlan, SamePlan, OtherCurrency),
)
@requires(CHANGE_OWN)
async def preview_plan_change(actor: SignedIn, subscription_id: SubscriptionId, plan_id: PlanId, db: Db) -> Envelope:
    """Get what changing to another plan would cost now."""
    return Envelope(await changes.preview(db, actor, subscription_id, plan_id))


@subscriptions.post(
    "/{id}/plan",
    response_model=Success[SubscriptionOut],
    responses=refusals(PaymentFailed, NotChangeable, NoSuchPlan, SamePlan, OtherCurrency),
)
@requires(CHANGE_OWN)
@repeatable
async def change_subscription_plan(
    actor: SignedIn, subscription_id: SubscriptionId, form: PlanChange, runtime: Running
) -> Envelope:
    """Change the plan now. What is not used of the present one is set off against the new one.

    What remains is charged to the saved card at once; when that is declined, the plan stays. What is left over is kept
    for the next invoices.
    """
    return _shown(await changes.change_plan(runtime, actor, subscription_id, form.plan_id))


def _shown(subscription: SubscriptionOut, *, status: int = 200) -> Envelope:
    return Envelope(subscription, status=status, etag=service.version_of(subscription))
