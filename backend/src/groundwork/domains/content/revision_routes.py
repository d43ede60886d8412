"""/content/{id}/revisions"""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from groundwork.domains.content import queries, restoration, revisions
from groundwork.domains.content.access import version_of
from groundwork.domains.content.policy import (
    READ_DRAFTS,
    READ_DRAFTS_OWN,
    READ_DRAFTS_TEAM,
    UPDATE,
    UPDATE_OWN,
    UPDATE_TEAM,
)
from groundwork.domains.content.schemas import ArticleOut, RevisionOut, RevisionQuery, RevisionSummary
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success, etag_of
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED
from groundwork.kernel.http.routing import router
from groundwork.kernel.runtime import Runtime

revision_routes = router("/content/{id}/revisions", "content")

ArticleId = Annotated[UUID, Path(alias="id", description="The article's id")]
Number = Annotated[int, Path(ge=1, le=2_147_483_647, description="The revision's number")]


@revision_routes.get("", response_model=Page[RevisionSummary])
@requires(READ_DRAFTS, READ_DRAFTS_TEAM, READ_DRAFTS_OWN)
async def list_revisions(
    actor: SignedIn, article_id: ArticleId, query: Annotated[RevisionQuery, Query()], runtime: Running
) -> Envelope:
    """List the revisions of an article, for those who write it."""
    await _require_reading(runtime, actor, article_id)
    return await queries.revisions.answer(runtime, query, article_id=article_id)


@revision_routes.get("/{number}", response_model=Success[RevisionOut], responses=VERSIONED)
@requires(READ_DRAFTS, READ_DRAFTS_TEAM, READ_DRAFTS_OWN)
async def get_revision(actor: SignedIn, article_id: ArticleId, number: Number, runtime: Running) -> Envelope:
    """Get a revision, and how its text differs from the one before."""
    await _require_reading(runtime, actor, article_id)
    revision = RevisionOut.model_validate(await revisions.compare(runtime.database, article_id, number))
    return Envelope(revision, etag=etag_of(revision))


@revision_routes.post("/{number}/restoration", response_model=Success[ArticleOut])
@requires(UPDATE, UPDATE_TEAM, UPDATE_OWN)
async def restore_revision(actor: SignedIn, article_id: ArticleId, number: Number, db: Db) -> Envelope:
    """Make the text what it was at a revision, as a new one."""
    article = await restoration.restore_revision(db, actor, article_id, number)
    return Envelope(article, etag=version_of(article))


async def _require_reading(runtime: Runtime, actor: Actor, article_id: UUID) -> None:
    reach = queries.reach_of(actor)
    if await queries.article_exists.first(runtime.database, article_id=article_id, **reach) is None:
        raise NotFound
    unpublished = {**reach, "sees_published": False}
    if await queries.article_exists.first(runtime.database, article_id=article_id, **unpublished) is None:
        raise Forbidden
