"""What is kept of people in articles: how it leaves in an export, and what becomes of it when they are forgotten."""

from uuid import UUID

from sqlalchemy import delete, func, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.content.models import Article, Revision, Status
from groundwork.kernel.full_text import forget_words
from groundwork.kernel.personal_data import PersonalData, rows_of


async def _forget_author(db: AsyncSession, user_id: UUID) -> None:
    """What was published stays, by nobody; what was not goes."""
    theirs = Article.author_id == user_id
    told = func.concat_ws(" ", Article.title, Article.excerpt, Article.body)
    drafts = delete(Article).where(theirs, Article.status != Status.PUBLISHED).returning(told)
    await forget_words(db, list(await db.scalars(drafts)))
    await db.execute(update(Article).where(theirs).values(author_id=None))


async def _forget_reviser(db: AsyncSession, user_id: UUID) -> None:
    await db.execute(update(Revision).where(Revision.author_id == user_id).values(author_id=None))


personal_data = [
    PersonalData("content", rows_of(Article, "author_id", secret={"body_html"}).export, _forget_author),
    PersonalData("content_revisions", rows_of(Revision, "author_id").export, _forget_reviser),
]
