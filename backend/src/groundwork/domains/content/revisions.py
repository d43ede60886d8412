"""What an article's text was: kept with each change, compared, restored."""

import asyncio
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.content import queries
from groundwork.domains.content.differences import differences
from groundwork.domains.content.markdown import count_words
from groundwork.domains.content.models import Article, Revision
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import Database
from groundwork.kernel.errors import NotFound


def start(db: AsyncSession, article: Article, actor: Actor) -> None:
    """The first revision of a new article, or the next of one whose number was counted up."""
    db.add(
        Revision(
            article_id=article.id,
            number=article.revision,
            title=article.title,
            excerpt=article.excerpt,
            body=article.body,
            words=count_words(article.body),
            author_id=actor.user_id,
        )
    )


async def keep(db: AsyncSession, article: Article, actor: Actor, *, anew: bool) -> bool:
    """Keep the article's text: in its newest revision if that takes it, else in a new one; whether it is a new one."""
    newest = await db.scalar(queries.newest_revision(article))
    if not anew and newest is not None and newest.takes(actor.user_id, now(), article.published_at):
        newest.rewrite(article.title, article.excerpt, article.body, count_words(article.body))
        return False
    article.revision += 1
    start(db, article, actor)
    return True


async def find(db: AsyncSession, article_id: UUID, number: int) -> Revision:
    """One revision.

    Raises:
        NotFound: there is none of this number.
    """
    revision = await db.scalar(queries.revision_of(article_id, number))
    if revision is None:
        raise NotFound
    return revision


async def compare(database: Database, article_id: UUID, number: int) -> dict[str, Any]:
    """One revision, and how its text differs from that of the one before.

    Raises:
        NotFound: there is none of this number.
    """
    rows = await queries.revision_with_the_one_before.all(database, article_id=article_id, number=number)
    if not rows or rows[0]["number"] != number:
        raise NotFound
    before = rows[1]["body"] if len(rows) > 1 else ""
    pieces = await asyncio.to_thread(differences, before, rows[0]["body"])
    return {**rows[0], "changes": [{"op": piece.op, "text": piece.text} for piece in pieces]}
