"""Bringing a former text of an article back."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.content import revisions, service
from groundwork.domains.content.access import describe, enter
from groundwork.domains.content.events import ArticleChanged
from groundwork.domains.content.policy import UPDATE
from groundwork.domains.content.schemas import ArticleOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.events import publish


async def restore_revision(db: AsyncSession, actor: Actor, article_id: UUID, number: int) -> ArticleOut:
    """Make the text what it was at a revision, as a new one.

    Raises:
        NotFound, Forbidden: as the matrix says; there is no revision of this number.
    """
    article = await enter(db, actor, article_id, UPDATE)
    revision = await revisions.find(db, article.id, number)
    text = {"title": revision.title, "excerpt": revision.excerpt, "body": revision.body}
    changed = {field: value for field, value in text.items() if getattr(article, field) != value}
    if changed:
        await service.apply(db, actor, article, changed, anew=True)
        await publish(db, ArticleChanged(article.id))
    return await describe(db, article.id)
