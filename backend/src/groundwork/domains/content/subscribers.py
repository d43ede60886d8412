"""What articles do when something happens elsewhere."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.content.events import ArticleDeleted, ArticleWithdrawn
from groundwork.domains.content.models import Article
from groundwork.domains.teams.events import TeamDeleted
from groundwork.kernel.actor import Actor
from groundwork.kernel.events import Subscriber, publish


async def _give_back(db: AsyncSession, event: TeamDeleted) -> None:
    """A team's articles become drafts of their authors: what only the team could read is not everybody's now."""
    nobody = Actor()
    for article in await db.scalars(select(Article).where(Article.team_id == event.team_id).with_for_update()):
        resource = ("article", article.id)
        if article.author_id is None:
            await db.delete(article)
            await audit.record(db, nobody, "article.deleted", resource=resource)
            await publish(db, ArticleDeleted(article.id))
        else:
            changes = audit.differences({"team_id": article.team_id, "status": article.status}, _GIVEN_BACK)
            article.team_id = None
            article.withdraw()
            await audit.record(db, nobody, "article.withdrawn", resource=resource, changes=changes, plain=_GIVEN_BACK)
            await publish(db, ArticleWithdrawn(article.id))
    await db.flush()


_GIVEN_BACK = {"team_id": None, "status": "draft"}

subscribers = [Subscriber(TeamDeleted, _give_back)]
