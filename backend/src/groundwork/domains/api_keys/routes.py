"""/api-keys"""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from groundwork.domains.api_keys import queries, service
from groundwork.domains.api_keys.errors import TooManyKeys
from groundwork.domains.api_keys.policy import MANAGE_OWN
from groundwork.domains.api_keys.schemas import ApiKeyCreate, ApiKeyCreated, ApiKeyQuery, ApiKeySummary
from groundwork.kernel.errors import Forbidden, ReauthenticationRequired
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.idempotency import shown_once
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.routing import router

api_keys = router("/api-keys", "api-keys")


@api_keys.get("", response_model=Page[ApiKeySummary])
@requires(MANAGE_OWN)
async def list_api_keys(actor: SignedIn, query: Annotated[ApiKeyQuery, Query()], runtime: Running) -> Envelope:
    """List one's own API keys, the newest first; those that ended are listed for three months."""
    return await queries.own_keys.answer(runtime, query, user_id=actor.user_id)


@api_keys.post(
    "",
    status_code=201,
    response_model=Success[ApiKeyCreated],
    responses=refusals(Forbidden, ReauthenticationRequired, TooManyKeys),
)
@requires(MANAGE_OWN)
@shown_once
async def create_api_key(actor: SignedIn, form: ApiKeyCreate, db: Db) -> Envelope:
    """Make an API key. The answer is the only place where it is ever shown."""
    key, text = await service.create_key(db, actor, form)
    body = ApiKeyCreated(key=text, **{name: getattr(key, name) for name in ApiKeyCreated.model_fields if name != "key"})
    return Envelope(body, message="Copy the key now: it is not shown again", status=201)


@api_keys.delete("/{id}", response_model=Done)
@requires(MANAGE_OWN)
async def revoke_api_key(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Revoke one of one's own API keys: the next request with it is refused."""
    await service.revoke_key(db, actor, id)
    return Envelope(message="API key revoked")
