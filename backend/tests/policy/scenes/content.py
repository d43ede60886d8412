"""Articles and their revisions. ``whose`` is the author; what people of a team write belongs to the team."""

import secrets
from typing import Any
from uuid import UUID

from groundwork.domains.content.models import Article, Revision, Status
from groundwork.domains.content.policy import READ_DRAFTS, READ_DRAFTS_OWN, READ_DRAFTS_TEAM
from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from tests.policy.scenes.scene import About, Json, Make, Scene, committed
from tests.policy.stage import TEAM_ROLES, Member, Stage

_READS_OF_DRAFTS = frozenset({READ_DRAFTS, READ_DRAFTS_TEAM, READ_DRAFTS_OWN})


async def draft(stage: Stage, whose: Member) -> Json:
    """A draft, of the author's team if there is one."""
    team = next((stage.teams[owner] for owner, roles in TEAM_ROLES.items() if whose.name in roles), None)
    return {"id": str((await _write(stage, author_id=UUID(whose.id), team_id=UUID(team) if team else None)).id)}


async def scheduled(stage: Stage, whose: Member) -> Json:
    """The same, with a time at which it is published."""
    made = await draft(stage, whose)
    await stage.sql(
        "UPDATE content SET status = 'scheduled', publish_at = now() + interval '1 day' WHERE id = %(id)s",
        id=made["id"],
    )
    return made


async def revised(stage: Stage, whose: Member) -> Json:
    """A draft and the number of its revision."""
    return {**await draft(stage, whose), "number": 1}


async def published(stage: Stage, _whose: Member) -> Json:
    """The slug of an article that nobody is known to have written."""
    return {"slug": (await _write(stage, status=Status.PUBLISHED, published_at=now())).slug}


async def _write(stage: Stage, **fields: Any) -> Article:
    slug = f"wool-{secrets.token_hex(4)}"
    article = Article(id=uuid7(), title="Wool", slug=slug, body="", body_html="", reading_minutes=1, **fields)
    async with committed(stage) as db:
        db.add(article)
        await db.flush()
        db.add(Revision(article_id=article.id, number=1, title="Wool", body="", words=0, author_id=article.author_id))
    return article


def _of_draft(path: Make = draft, body: Json | None = None) -> Scene:
    return Scene(About.PERSON, path, body, reads=_READS_OF_DRAFTS)


scenes = {
    "list_articles": Scene(),
    "list_tags": Scene(),
    "create_article": Scene(body={"title": "Wool"}),
    "preview_article": Scene(body={"body": "*wool*"}),
    "get_article": _of_draft(),
    "get_article_by_slug": Scene(About.NOBODY, published),
    "update_article": _of_draft(body={"title": "Felt"}),
    "delete_article": _of_draft(),
    "publish_article": _of_draft(body={}),
    "withdraw_article": _of_draft(scheduled),
    "list_revisions": _of_draft(),
    "get_revision": _of_draft(revised),
    "restore_revision": _of_draft(revised),
}
