"""/webhooks/stripe, and /payment-events: what came in by it"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, Path, Query, Request

from groundwork.domains.payments import inbox, queries
from groundwork.domains.payments.policy import READ_EVENTS, RECEIVE_EVENTS, REPLAY_EVENTS
from groundwork.domains.payments.reading import event_out, event_with
from groundwork.domains.payments.schemas import EventDetail, EventOut, EventQuery, EventSummary, Received
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success, etag_of
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED
from groundwork.kernel.http.own_limits import takes_up_to, uncounted
from groundwork.kernel.http.routing import router
from groundwork.kernel.settings import Settings

webhooks = router("/webhooks", "webhooks")
events = router("/payment-events", "payments")

EventId = Annotated[UUID, Path(alias="id", description="The event's id in the inbox")]

_EVENT: dict[str, Any] = {
    "required": True,
    "content": {"application/json; charset=utf-8": {"schema": {"type": "object", "description": "Stripe's event"}}},
}


def _largest(_settings: Settings) -> int:
    return inbox.LARGEST


@webhooks.post("/stripe", response_model=Success[Received], openapi_extra={"requestBody": _EVENT})
@requires(RECEIVE_EVENTS)
@takes_up_to(_largest)
@uncounted
async def receive_stripe_event(
    _actor: AnyActor,
    request: Request,
    runtime: Running,
    signature: Annotated[
        str, Header(alias="Stripe-Signature", description="Over the raw body, at most five minutes old")
    ] = "",
) -> Envelope:
    """Take an event of the payment provider. It is stored, answered, and then worked on."""
    await inbox.receive(runtime, await request.body(), signature)
    return Envelope(Received())


@events.get("", response_model=Page[EventSummary])
@requires(READ_EVENTS)
async def list_payment_events(_actor: SignedIn, query: Annotated[EventQuery, Query()], runtime: Running) -> Envelope:
    """List what the payment provider has told, the newest first."""
    return await queries.events.answer(runtime, query)


@events.get("/{id}", response_model=Success[EventDetail], responses=VERSIONED)
@requires(READ_EVENTS)
async def get_payment_event(_actor: SignedIn, event_id: EventId, runtime: Running) -> Envelope:
    """Get an event and what it says."""
    event = await event_with(runtime, event_id)
    return Envelope(event, etag=etag_of(event.model_dump_json()))


@events.post("/{id}/replay", status_code=202, response_model=Success[EventOut])
@requires(REPLAY_EVENTS)
async def replay_payment_event(actor: SignedIn, event_id: EventId, db: Db) -> Envelope:
    """Have an event worked on again. What it had done already is not done twice."""
    if not actor.may(READ_EVENTS):
        raise NotFound
    return Envelope(event_out(await inbox.replay_event(db, actor, event_id)), status=202)
