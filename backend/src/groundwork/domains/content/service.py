"""What can be done with an article: writing, changing, deleting. Publication and revisions are beside."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.content import drafts, revisions, slugs
from groundwork.domains.content.access import describe, enter, require_cover, require_team, version_of
from groundwork.domains.content.events import ArticleChanged, ArticleDeleted
from groundwork.domains.content.markdown import render
from groundwork.domains.content.models import Article
from groundwork.domains.content.policy import DELETE, UPDATE
from groundwork.domains.content.schemas import ArticleCreate, ArticleOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.events import publish
from groundwork.kernel.http.preconditions import IfMatch

PLAIN = frozenset({"status", "publish_at", "revision", "language", "team_id", "cover_id"})
"""What the audit trail keeps in the open: nothing of it is about people."""
_TEXT = frozenset({"title", "excerpt", "body"})
"""What revisions keep."""


async def create_article(db: AsyncSession, actor: Actor, form: ArticleCreate) -> ArticleOut:
    """A new draft by the actor. Without a slug one is made from the title.

    Raises:
        SlugTaken: another article has the slug that was asked for.
        NotYourTeam: the actor is in no such team.
        TooIntricate: the text would take too long to render.
    """
    await require_team(db, actor, form.team_id)
    await require_cover(db, actor, form.cover_id)
    article = await drafts.write(db, actor, drafts.Draft(form, await render(form.body)))
    await publish(db, ArticleChanged(article.id))
    return article


async def update_article(
    db: AsyncSession, actor: Actor, article_id: UUID, changes: dict[str, Any], expected: IfMatch
) -> ArticleOut:
    """Change an article. Its text goes into a new revision, or into one that the actor began minutes ago.

    Raises:
        NotFound, Forbidden: as the matrix says.
        PreconditionFailed: somebody else changed the article since.
        SlugTaken, NotYourTeam, TooIntricate: as in creating one.
    """
    article = await enter(db, actor, article_id, UPDATE)
    expected.check(version_of(await describe(db, article.id)))
    before = {field: getattr(article, field) for field in changes}
    changed = {field: value for field, value in changes.items() if before[field] != value}
    if not changed:
        return await describe(db, article.id)
    await apply(db, actor, article, changed)
    await publish(db, ArticleChanged(article.id))
    return await describe(db, article.id)


async def apply(
    db: AsyncSession, actor: Actor, article: Article, changed: dict[str, Any], *, anew: bool = False
) -> None:
    """Make the changes, keep the text, and record them; ``anew``: in a revision of its own.

    Saves that go into a revision which was begun before are not recorded one by one.
    """
    if "team_id" in changed:
        await require_team(db, actor, changed["team_id"])
    if "cover_id" in changed:
        await require_cover(db, actor, changed["cover_id"])
    if "body" in changed:
        rendered = await render(changed["body"])
        article.body_html, article.reading_minutes = rendered.html, rendered.reading_minutes
    told = audit.differences({field: getattr(article, field) for field in changed}, changed)
    told.pop("body", None)
    slug = changed.pop("slug", None)
    if slug is None and "title" in changed and slugs.follows(article):
        await slugs.move(db, article, await slugs.free_slug(db, changed["title"], article.id))
    if "tags" in changed:
        article.tag(changed["tags"])
    for field in changed.keys() - {"tags"}:
        setattr(article, field, changed[field])
    if slug is not None:
        await slugs.move(db, article, slug)
    begun = bool(changed.keys() & _TEXT) and await revisions.keep(db, article, actor, anew=anew)
    if begun:
        told["revision"] = {"from": article.revision - 1, "to": article.revision}
    if begun or told.keys() - _TEXT:
        await audit.record(db, actor, "article.updated", resource=("article", article.id), changes=told, plain=PLAIN)
    await db.flush()


async def delete_article(db: AsyncSession, actor: Actor, article_id: UUID, expected: IfMatch) -> None:
    """Delete an article with its revisions.

    Raises:
        NotFound, Forbidden: as the matrix says.
        PreconditionFailed: somebody else changed the article since.
    """
    article = await enter(db, actor, article_id, DELETE)
    expected.check(version_of(await describe(db, article.id)))
    await db.delete(article)
    await audit.record(
        db,
        actor,
        "article.deleted",
        resource=("article", article_id),
        changes={"title": {"from": article.title, "to": None}},
    )
    await publish(db, ArticleDeleted(article_id))
