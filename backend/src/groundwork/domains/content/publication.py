"""Publishing: at once, at a time, and taking it back."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.content import queries
from groundwork.domains.content.access import describe, enter
from groundwork.domains.content.errors import AlreadyPublished, NotPublished
from groundwork.domains.content.events import ArticlePublished, ArticleWithdrawn
from groundwork.domains.content.models import Article, Status
from groundwork.domains.content.policy import PUBLISH
from groundwork.domains.content.schemas import ArticleOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.events import publish
from groundwork.kernel.jobs import Job, defer

_PLAIN = frozenset({"status", "publish_at"})


async def publish_article(db: AsyncSession, actor: Actor, article_id: UUID, publish_at: datetime | None) -> ArticleOut:
    """Publish an article, or have it published at a time to come. What is published already stays as it is.

    Raises:
        NotFound, Forbidden: as the matrix says.
        AlreadyPublished: it cannot be scheduled any more.
    """
    article = await enter(db, actor, article_id, PUBLISH)
    moment = now()
    if publish_at is None or publish_at <= moment:
        if not article.is_published:
            await _publish(db, actor, article, moment)
    elif article.is_published:
        raise AlreadyPublished
    else:
        await _schedule(db, actor, article, publish_at.astimezone(UTC))
    return await describe(db, article.id)


async def withdraw_article(db: AsyncSession, actor: Actor, article_id: UUID) -> ArticleOut:
    """Make what is published or scheduled a draft again.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NotPublished: it is a draft.
    """
    article = await enter(db, actor, article_id, PUBLISH)
    if article.status == Status.DRAFT:
        raise NotPublished
    before = _state(article)
    article.withdraw()
    await _record(db, actor, article, "article.withdrawn", before)
    await publish(db, ArticleWithdrawn(article.id))
    return await describe(db, article.id)


async def publish_due(db: AsyncSession) -> None:
    """Publish what is due and was not: its own job ran too early by this clock, or did not run."""
    for article in await db.scalars(queries.due(now()).with_for_update(skip_locked=True)):
        await _publish_as_planned(db, article)


async def _publish_scheduled(db: AsyncSession, *, article_id: str) -> None:
    """An article's time has come, unless it was given another, or none, or is gone."""
    article = await db.get(Article, UUID(article_id), with_for_update=True)
    if article is not None and article.is_due(now()):
        await _publish_as_planned(db, article)


publish_scheduled = Job("content.publish", _publish_scheduled)


async def _schedule(db: AsyncSession, actor: Actor, article: Article, publish_at: datetime) -> None:
    before = _state(article)
    article.schedule(publish_at)
    await _record(db, actor, article, "article.scheduled", before)
    await defer(db, publish_scheduled, at=publish_at, article_id=str(article.id))


async def _publish_as_planned(db: AsyncSession, article: Article) -> None:
    await _publish(db, Actor(), article, article.publish_at or now())


async def _publish(db: AsyncSession, actor: Actor, article: Article, moment: datetime) -> None:
    before = _state(article)
    article.publish(moment)
    await _record(db, actor, article, "article.published", before)
    await publish(db, ArticlePublished(article.id))


async def _record(
    db: AsyncSession, actor: Actor, article: Article, action: str, before: dict[str, datetime | str | None]
) -> None:
    await db.flush()
    changes = audit.differences(before, _state(article))
    await audit.record(db, actor, action, resource=("article", article.id), changes=changes, plain=_PLAIN)


def _state(article: Article) -> dict[str, datetime | str | None]:
    return {"status": article.status, "publish_at": article.publish_at}
