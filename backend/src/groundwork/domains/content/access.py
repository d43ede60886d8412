"""Whether an actor reaches an article, and what they may do with it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.content import queries
from groundwork.domains.content.errors import NoPicture, NotYourTeam
from groundwork.domains.content.models import Article
from groundwork.domains.content.schemas import ArticleOut
from groundwork.domains.files import service as files
from groundwork.domains.teams import service as teams
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import driver_connection
from groundwork.kernel.errors import Forbidden, NotFound, ValidationFailed
from groundwork.kernel.http.envelope import etag_of


async def enter(db: AsyncSession, actor: Actor, article_id: UUID, permission: str) -> Article:
    """An article that the actor may see, locked for this transaction, to do what ``permission`` is about.

    The permission as such reaches every article, with ``:own`` the actor's, with ``:team`` those of teams they manage.

    Raises:
        NotFound: there is none, or the actor may not know.
        Forbidden: the actor may see it, and no more.
    """
    statement = queries.visible_to(actor).where(Article.id == article_id)
    article = await db.scalar(statement.with_for_update(of=Article).execution_options(populate_existing=True))
    if article is None:
        raise NotFound
    if not await _reaches(db, actor, article, permission):
        raise Forbidden
    return article


async def _reaches(db: AsyncSession, actor: Actor, article: Article, permission: str) -> bool:
    if actor.may(permission):
        return True
    if actor.may(f"{permission}:own") and article.author_id == actor.user_id:
        return article.team_id is None or await teams.is_member(db, actor, article.team_id)
    if article.team_id is None or not actor.may(f"{permission}:team"):
        return False
    return await teams.is_manager(db, actor, article.team_id)


async def require_team(db: AsyncSession, actor: Actor, team_id: UUID | None) -> None:
    """An article goes to a team that the actor is in, or to everybody.

    Raises:
        NotYourTeam: they are in no such team.
    """
    if team_id is not None and not await teams.is_member(db, actor, team_id):
        raise NotYourTeam


async def require_cover(db: AsyncSession, actor: Actor, cover_id: UUID | None) -> None:
    """A cover is a picture that the actor may see; it is public from now on.

    Raises:
        NoPicture: it is none.
    """
    if cover_id is None:
        return
    try:
        await files.show(db, actor, [cover_id])
    except ValidationFailed:
        raise NoPicture from None


async def describe(db: AsyncSession, article_id: UUID) -> ArticleOut:
    """The article as it leaves, with what this transaction has changed."""
    (row,) = await queries.whole_article.on(await driver_connection(db), article_id=article_id)
    return ArticleOut.model_validate(row)


def version_of(article: ArticleOut) -> str:
    """The entity tag of an article, with what else is shown of its author and cover."""
    return etag_of(article.id, article.updated_at.timestamp(), article.author, article.cover)
