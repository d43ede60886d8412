"""What was cleaned once is held to today's list."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.content.markdown import clean
from groundwork.domains.content.models import Article

_BATCH = 100


async def clean_again(db: AsyncSession) -> None:
    """Clean the kept HTML of all articles: the list of what may stay may be shorter than when it was made."""
    after = UUID(int=0)
    batch = select(Article.id, Article.body_html).order_by(Article.id).limit(_BATCH)
    while rows := (await db.execute(batch.where(Article.id > after))).all():
        for article_id, html in rows:
            cleaned = clean(html)
            if cleaned != html:
                unchanged = (Article.id == article_id, Article.body_html == html)
                await db.execute(update(Article).where(*unchanged).values(body_html=cleaned))
        after = rows[-1].id
