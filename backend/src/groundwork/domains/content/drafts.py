"""Writing a new article: everything about it in one transaction and two round trips, not through the unit of work."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.content import slugs
from groundwork.domains.content.access import describe
from groundwork.domains.content.errors import SlugTaken
from groundwork.domains.content.markdown import Rendered
from groundwork.domains.content.models import Status, tags_text
from groundwork.domains.content.schemas import ArticleCreate, ArticleOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import driver_connection
from groundwork.kernel.ids import uuid7


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to write, and what was made of its text."""

    form: ArticleCreate
    rendered: Rendered


async def write(db: AsyncSession, actor: Actor, draft: Draft) -> ArticleOut:
    """The article, its first revision and its line in the audit trail.

    Statements are sent together where none needs the answer of the one before.

    Raises:
        SlugTaken: another article has the slug that was asked for.
    """
    form, article_id = draft.form, uuid7()
    changes = audit.differences({}, {"title": form.title})
    connection = await driver_connection(db)
    try:
        async with connection.pipeline():
            slug = form.slug or await slugs.free_slug(db, form.title)
            await connection.execute(_INSERT, _row(article_id, slug, actor, draft))
            if form.slug:
                await connection.execute(slugs.LOSE_ADDRESS, [slug])
            await audit.record(db, actor, "article.created", resource=("article", article_id), changes=changes)
            return await describe(db, article_id)
    except psycopg.errors.UniqueViolation as error:
        if error.diag.constraint_name == slugs.UNIQUE:
            raise SlugTaken from None
        raise


def _row(article_id: UUID, slug: str, actor: Actor, draft: Draft) -> dict[str, Any]:
    form, rendered = draft.form, draft.rendered
    return {
        "id": article_id,
        "title": form.title,
        "slug": slug,
        "excerpt": form.excerpt,
        "body": form.body,
        "body_html": rendered.html,
        "reading_minutes": rendered.reading_minutes,
        "status": Status.DRAFT,
        "language": form.language,
        "tags": form.tags,
        "tags_text": tags_text(form.tags),
        "cover_id": form.cover_id,
        "team_id": form.team_id,
        "author_id": actor.signed_in_user(),
        "moment": now(),
        "revision_id": uuid7(),
        "words": rendered.words,
    }


_INSERT = """
    WITH written AS (
        INSERT INTO content (id, title, slug, excerpt, body, body_html, reading_minutes, status, language, tags,
                             tags_text, cover_id, team_id, author_id, revision, created_at, updated_at)
        VALUES (%(id)s, %(title)s, %(slug)s, %(excerpt)s, %(body)s, %(body_html)s, %(reading_minutes)s, %(status)s,
                %(language)s, %(tags)s, %(tags_text)s, %(cover_id)s, %(team_id)s, %(author_id)s, 1, %(moment)s,
                %(moment)s)
        RETURNING id, revision, title, excerpt, body, author_id, created_at, updated_at
    )
    INSERT INTO content_revisions (id, article_id, number, title, excerpt, body, words, author_id, created_at,
                                   updated_at)
    SELECT %(revision_id)s, id, revision, title, excerpt, body, %(words)s, author_id, created_at, updated_at
    FROM written"""
