"""The articles of the demonstration shop, by its people, with their covers and what they were before."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.content import service
from groundwork.domains.content.demo import covers
from groundwork.domains.content.demo.writings import Writing, writings
from groundwork.domains.content.models import Article, Revision, Status
from groundwork.domains.content.publication import publish_article
from groundwork.domains.content.schemas import ArticleCreate
from groundwork.domains.files import service as files
from groundwork.domains.teams import service as teams
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.domain import Seed
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import runtime_of


async def _plant_articles(db: AsyncSession) -> None:
    """Thirty articles; what is there already stays as it is, and without its author or its team none is planted."""
    known = set(await db.scalars(select(Article.slug)))
    for writing in writings():
        author = await _author(db, writing)
        if writing.slug in known or author is None:
            continue
        team_id = await teams.team_by_slug(db, writing.team) if writing.team else None
        if writing.team is None or team_id is not None:
            await _plant(db, author, writing, _form(writing, await _cover(db, author, writing), team_id))


async def _plant(db: AsyncSession, author: Actor, writing: Writing, form: ArticleCreate) -> None:
    article = await db.get_one(Article, (await service.create_article(db, author, form)).id)
    done = _moment(writing)
    await service.apply(db, author, article, {"body": writing.body}, anew=True)
    if writing.status != Status.DRAFT:
        later = done if writing.status == Status.SCHEDULED else None
        await publish_article(db, author, article.id, later)
    await _backdate(db, article, min(done, now() - timedelta(hours=3)))


async def _backdate(db: AsyncSession, article: Article, done: datetime) -> None:
    """Give an article its past: begun some days before it was done."""
    await db.flush()
    begun = done - timedelta(days=2 + len(article.slug) % 9, hours=len(article.title) % 7)
    past = {"created_at": begun, "updated_at": done}
    if article.is_published:
        past["published_at"] = done
    await db.execute(update(Article).where(Article.id == article.id).values(past))
    for number, moment in ((1, begun), (2, done - timedelta(hours=1))):
        revision = update(Revision).where(Revision.article_id == article.id, Revision.number == number)
        await db.execute(revision.values(created_at=moment, updated_at=moment))


async def _author(db: AsyncSession, writing: Writing) -> Actor | None:
    runtime = runtime_of(db)
    found = await accounts.credentials_of(runtime.database, f"{writing.author}@example.com")
    return Actor(user_id=found["id"], permissions=runtime.matrix.of(Role.USER)) if found else None


async def _cover(db: AsyncSession, author: Actor, writing: Writing) -> UUID:
    content = await asyncio.to_thread(covers.draw, *writing.cover)
    return (await files.keep(db, author.user_id, f"{writing.slug}.webp", content)).id


def _form(writing: Writing, cover_id: UUID, team_id: UUID | None) -> ArticleCreate:
    return ArticleCreate.model_validate(
        {
            "title": writing.title,
            "slug": writing.slug,
            "excerpt": writing.excerpt,
            "body": writing.first_draft,
            "tags": list(writing.tags),
            "language": writing.language,
            "coverId": cover_id,
            "teamId": team_id,
        }
    )


def _moment(writing: Writing) -> datetime:
    """A morning, so many days from today."""
    day = now().date() + timedelta(days=writing.days)
    return datetime.combine(day, time(7, 13 * len(writing.slug) % 60), UTC)


seeds = [Seed("articles", _plant_articles, after=("users", "people", "teams"))]
