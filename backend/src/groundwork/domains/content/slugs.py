"""By which address an article goes, and where those lead by which it went."""

import re
import secrets
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.content import queries
from groundwork.domains.content.errors import SlugTaken
from groundwork.domains.content.models import Article, ArticleSlug
from groundwork.kernel.database import driver_connection
from groundwork.kernel.slugs import slug_of

_LONGEST = 100

UNIQUE = "content_slug_key"
"""The constraint that lets one article alone go by a slug."""

LOSE_ADDRESS = "DELETE FROM content_slugs WHERE slug = %s"
"""Whoever went by a slug before loses that address to who goes by it now."""


async def free_slug(db: AsyncSession, title: str, article_id: UUID | None = None) -> str:
    """A slug for a title that no other article has or had: ``wool``, ``wool-2`` … ``wool-9``, ``wool-3f9a1c``."""
    plain = _plain(title)
    slugs = [plain, *(f"{plain}-{number}" for number in range(2, 10))]
    connection = await driver_connection(db)
    # Two who choose one title at once choose one after the other.
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"content.slug:{plain}"])
    rows = await queries.addresses.on(connection, slugs=slugs, article_id=article_id)
    taken = {row["slug"] for row in rows}
    return next((slug for slug in slugs if slug not in taken), f"{plain}-{secrets.token_hex(3)}")


def follows(article: Article) -> bool:
    """Whether the slug was made from the title, and nobody has seen it yet."""
    return not article.is_published and bool(
        re.fullmatch(re.escape(_plain(article.title)) + r"(-[2-9]|-[0-9a-f]{6})?", article.slug)
    )


async def move(db: AsyncSession, article: Article, slug: str) -> None:
    """Let the article go by ``slug``. The address that a published one had leads there from now on.

    Raises:
        SlugTaken: another article goes by it.
    """
    before, article.slug = article.slug, slug
    await settle(db, article)
    if article.is_published:
        db.add(ArticleSlug(slug=before, article_id=article.id))
        await db.flush()


async def settle(db: AsyncSession, article: Article) -> None:
    """Write the article. Whoever went by its slug before loses that address to it.

    Raises:
        SlugTaken: another article goes by it.
    """
    try:
        await db.flush()
    except IntegrityError as error:
        if UNIQUE in str(error.orig):
            raise SlugTaken from None
        raise
    await (await driver_connection(db)).execute(LOSE_ADDRESS, [article.slug])


def _plain(title: str) -> str:
    return slug_of(title, otherwise="article", longest=_LONGEST)
