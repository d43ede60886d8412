"""/content: articles and their publication."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Response
from starlette.responses import RedirectResponse

from groundwork.domains.content import publication, queries, service
from groundwork.domains.content.access import version_of
from groundwork.domains.content.errors import AlreadyPublished, NotPublished, SlugTaken
from groundwork.domains.content.markdown import render
from groundwork.domains.content.policy import (
    CREATE,
    DELETE,
    DELETE_OWN,
    DELETE_TEAM,
    PUBLISH,
    PUBLISH_OWN,
    PUBLISH_TEAM,
    READ,
    READ_DRAFTS,
    READ_DRAFTS_OWN,
    READ_DRAFTS_TEAM,
    UPDATE,
    UPDATE_OWN,
    UPDATE_TEAM,
)
from groundwork.domains.content.schemas import (
    ArticleCreate,
    ArticleOut,
    ArticleQuery,
    ArticleSummary,
    ArticleUpdate,
    Preview,
    PreviewRequest,
    Publication,
    TagCount,
)
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

content = router("/content", "content")

ArticleId = Annotated[UUID, Path(alias="id", description="The article's id")]
Address = Annotated[str, Path(max_length=120, pattern=r"^[a-z0-9-]+$", description="The article's slug, or one it had")]


def _is_guest(actor: Actor) -> bool:
    """Whether somebody reads what everybody may read, and nothing else."""
    return not actor.is_signed_in


@content.get("", response_model=Page[ArticleSummary])
@requires(READ, READ_DRAFTS, READ_DRAFTS_TEAM, READ_DRAFTS_OWN)
@held(*queries.TABLES, among=_is_guest)
async def list_articles(actor: AnyActor, query: Annotated[ArticleQuery, Query()], runtime: Running) -> Envelope:
    """List articles: published ones, one's own, those of teams one manages; administrators and managers see all."""
    return await queries.articles_for(actor).answer(runtime, query, **queries.reach_of(actor))


@content.get("/tags", response_model=Success[list[TagCount]])
@requires(READ)
@held(*queries.TABLES, among=_is_guest)
async def list_tags(runtime: Running) -> Envelope:
    """List the tags of the articles that everybody can read, the commonest first."""
    return Envelope(await queries.tag_counts.all(runtime.database))


@content.post("", status_code=201, response_model=Success[ArticleOut], responses=refusals(SlugTaken))
@requires(CREATE)
async def create_article(actor: SignedIn, form: ArticleCreate, db: Db) -> Envelope:
    """Write an article. It is a draft until it is published."""
    return _answer(await service.create_article(db, actor, form), status=201)


@content.post("/preview", response_model=Success[Preview])
@requires(CREATE)
async def preview_article(form: PreviewRequest) -> Envelope:
    """See how a text would look, without keeping it."""
    rendered = await render(form.body)
    return Envelope(Preview(body_html=rendered.html, reading_minutes=rendered.reading_minutes))


@content.get(
    "/by-slug/{slug}",
    response_model=Success[ArticleOut],
    responses={
        301: {
            "description": "The article has another slug by now",
            "headers": {"Location": {"schema": {"type": "string"}}},
        }
    },
)
@requires(READ, READ_DRAFTS, READ_DRAFTS_TEAM, READ_DRAFTS_OWN)
@held(*queries.TABLES, among=_is_guest)
async def get_article_by_slug(actor: AnyActor, slug: Address, runtime: Running) -> Response:
    """Get an article by its slug. One that it had while it was published leads to the present one."""
    reach = queries.reach_of(actor)
    found = await queries.article_by_slug.first(runtime.database, slug=slug, **reach)
    if found is None and (present := await queries.present_slug.first(runtime.database, slug=slug, **reach)):
        return RedirectResponse(f"/api/v1/content/by-slug/{present['slug']}", 301)
    return _found(found)


@content.get("/{id}", response_model=Success[ArticleOut])
@requires(READ, READ_DRAFTS, READ_DRAFTS_TEAM, READ_DRAFTS_OWN)
@held(*queries.TABLES, among=_is_guest)
async def get_article(actor: AnyActor, article_id: ArticleId, runtime: Running) -> Envelope:
    """Get an article."""
    reach = queries.reach_of(actor)
    return _found(await queries.article_by_id.first(runtime.database, article_id=article_id, **reach))


@content.patch("/{id}", response_model=Success[ArticleOut], responses=refusals(SlugTaken))
@requires(UPDATE, UPDATE_TEAM, UPDATE_OWN)
async def update_article(
    actor: SignedIn, article_id: ArticleId, changes: ArticleUpdate, expected: ExpectedVersion, db: Db
) -> Envelope:
    """Change an article. What one author saves within ten minutes goes into one revision."""
    return _answer(await service.update_article(db, actor, article_id, changes.changes(), expected))


@content.delete("/{id}", response_model=Done)
@requires(DELETE, DELETE_TEAM, DELETE_OWN)
async def delete_article(actor: SignedIn, article_id: ArticleId, expected: ExpectedVersion, db: Db) -> Envelope:
    """Delete an article with its revisions."""
    await service.delete_article(db, actor, article_id, expected)
    return Envelope(message="Article deleted")


@content.post("/{id}/publication", response_model=Success[ArticleOut], responses=refusals(AlreadyPublished))
@requires(PUBLISH, PUBLISH_TEAM, PUBLISH_OWN)
async def publish_article(actor: SignedIn, article_id: ArticleId, db: Db, form: Publication | None = None) -> Envelope:
    """Publish an article, now or at a time to come."""
    return _answer(await publication.publish_article(db, actor, article_id, form.publish_at if form else None))


@content.delete("/{id}/publication", response_model=Success[ArticleOut], responses=refusals(NotPublished))
@requires(PUBLISH, PUBLISH_TEAM, PUBLISH_OWN)
async def withdraw_article(actor: SignedIn, article_id: ArticleId, db: Db) -> Envelope:
    """Make an article a draft again; what was scheduled does not happen."""
    return _answer(await publication.withdraw_article(db, actor, article_id))


def _found(row: dict[str, Any] | None) -> Envelope:
    if row is None:
        raise NotFound
    return _answer(ArticleOut.model_validate(row))


def _answer(article: ArticleOut, *, status: int = 200) -> Envelope:
    return Envelope(article, status=status, etag=version_of(article))
