"""Reads of articles and their revisions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Select,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    null,
    or_,
    outerjoin,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from groundwork.domains.accounts.service import User
from groundwork.domains.content.models import Article, ArticleSlug, Revision, Status, article_counts
from groundwork.domains.content.policy import READ, READ_DRAFTS, READ_DRAFTS_OWN, READ_DRAFTS_TEAM
from groundwork.domains.files.service import File
from groundwork.domains.teams import service as teams
from groundwork.kernel.actor import Actor
from groundwork.kernel.full_text import FullText
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read
from groundwork.kernel.search import documents

_asker = bindparam("user_id", type_=Uuid())
_in_team = Article.team_id.in_(teams.teams_of(_asker))
_for_readers = or_(Article.team_id.is_(None), _in_team)
_is_public = and_(Article.status == Status.PUBLISHED, Article.team_id.is_(None))
_reached = or_(
    bindparam("sees_all", type_=Boolean),
    and_(bindparam("sees_published", type_=Boolean), Article.status == Status.PUBLISHED, _for_readers),
    and_(bindparam("sees_own", type_=Boolean), Article.author_id == _asker, _for_readers),
    and_(bindparam("sees_managed", type_=Boolean), Article.team_id.in_(teams.teams_managed_by(_asker))),
)
"""One's own article goes out of reach with the team that it belongs to."""

_author = case(
    (User.id.is_(None), null()),
    else_=func.jsonb_build_object(
        "id",
        User.id,
        "firstName",
        User.first_name,
        "lastName",
        User.last_name,
        "profilePicture",
        User.profile_picture_url,
        type_=JSONB,
    ),
)
_cover = case(
    (File.id.is_(None), null()),
    else_=func.jsonb_build_object(
        "fileId", File.id, "alt", null(), "width", File.width, "height", File.height, type_=JSONB
    ),
)
_summary = {
    "id": Article.id,
    "title": Article.title,
    "slug": Article.slug,
    "excerpt": Article.excerpt,
    "status": Article.status,
    "publishAt": Article.publish_at,
    "publishedAt": Article.published_at,
    "tags": Article.tags,
    "language": Article.language,
    "coverId": Article.cover_id,
    "cover": _cover,
    "teamId": Article.team_id,
    "author": _author,
    "readingMinutes": Article.reading_minutes,
    "revision": Article.revision,
    "createdAt": Article.created_at,
    "updatedAt": Article.updated_at,
}
_with_cover = outerjoin(Article, File, File.id == Article.cover_id)
_shown = _with_cover.outerjoin(User, and_(User.id == Article.author_id, User.deleted_at.is_(None)))
_whole: Select[*tuple[Any, ...]] = select(
    *(column.label(name) for name, column in {**_summary, "body": Article.body, "bodyHtml": Article.body_html}.items())
).select_from(_shown)

article_by_id = Read(_whole.where(Article.id == bindparam("article_id"), _reached))
article_by_slug = Read(_whole.where(Article.slug == bindparam("slug"), _reached))
whole_article = Read(_whole.where(Article.id == bindparam("article_id")))
"""An article as it leaves, whoever asks."""

article_exists = Read(select(Article.id).where(Article.id == bindparam("article_id"), _reached))
present_slug = Read(
    select(Article.slug)
    .join(ArticleSlug, ArticleSlug.article_id == Article.id)
    .where(ArticleSlug.slug == bindparam("slug"), _reached)
)
"""Where an address that an article had leads."""

_others = bindparam("article_id", type_=Uuid())
addresses = Read(
    union_all(
        select(Article.slug).where(Article.slug == func.any(bindparam("slugs")), Article.id.is_distinct_from(_others)),
        select(ArticleSlug.slug).where(
            ArticleSlug.slug == func.any(bindparam("slugs")), ArticleSlug.article_id.is_distinct_from(_others)
        ),
    )
)
"""Those of the slugs by which other articles go or went."""

tag_counts = Read(
    select(func.unnest(Article.tags).label("tag"), func.count().label("count"))
    .where(_is_public)
    .group_by(literal_column("tag"))
    .order_by(literal_column("count").desc(), literal_column("tag"))
    .limit(200)
)


TABLES = ("content", "people")
"""What public lists are made of; the names and pictures of people tell of their changes by themselves."""


def _tagged(tags: BindParameter[Any]) -> ColumnElement[bool]:
    """With any of the tags."""
    any_of: ColumnElement[bool] = Article.tags.overlap(tags)
    return any_of


def _articles(source: Select[Any]) -> Listing:
    return Listing(
        source=source.select_from(_shown),
        columns=_summary,
        sorts={
            "createdAt": Article.created_at,
            "updatedAt": Article.updated_at,
            "publishedAt": func.coalesce(Article.published_at, Article.publish_at, Article.created_at),
            "title": Article.title,
        },
        identity=Article.id,
        filters={
            "status": Article.status,
            "tag": _tagged,
            "language": Article.language,
            "team_id": Article.team_id,
            "author_id": Article.author_id,
        },
        search=FullText(Article.search),
        created_at=Article.created_at,
        counts=article_counts,
    )


_public = _articles(select(Article).where(_is_public))
_reachable = _articles(select(Article).where(_reached))
_all = _articles(select(Article))


def reach_of(actor: Actor) -> dict[str, Any]:
    """What the actor may see, as the parameters of the reads above."""
    return {
        "user_id": actor.user_id,
        "sees_all": actor.may(READ_DRAFTS),
        "sees_published": actor.may(READ),
        "sees_own": actor.may(READ_DRAFTS_OWN),
        "sees_managed": actor.may(READ_DRAFTS_TEAM),
    }


found_articles = documents(
    "content",
    select(Article).select_from(_with_cover).where(Article.status == Status.PUBLISHED, _reached),
    text=FullText(Article.search),
    identity=Article.id,
    title=Article.title,
    excerpt=func.coalesce(Article.excerpt, Article.body),
    path=literal("/articles/").concat(Article.slug),
    picture=_cover,
    language=Article.language,
    scope=reach_of,
)
"""Articles as a search over everything finds them: those that are out."""

_of_revision = outerjoin(Revision, User, and_(User.id == Revision.author_id, User.deleted_at.is_(None)))
revisions = Listing(
    source=select(Revision).select_from(_of_revision).where(Revision.article_id == bindparam("article_id")),
    columns={
        "number": Revision.number,
        "title": Revision.title,
        "author": _author,
        "createdAt": Revision.created_at,
        "words": Revision.words,
    },
    sorts={"number": Revision.number, "createdAt": Revision.created_at},
    identity=Revision.id,
    search=(Revision.title,),
    created_at=Revision.created_at,
)

revision_with_the_one_before = Read(
    select(
        Revision.number,
        Revision.title,
        Revision.excerpt,
        Revision.body,
        _author.label("author"),
        Revision.created_at.label("createdAt"),
    )
    .select_from(_of_revision)
    .where(
        Revision.article_id == bindparam("article_id"),
        Revision.number.in_([bindparam("number"), bindparam("number") - 1]),
    )
    .order_by(Revision.number.desc())
)


def articles_for(actor: Actor) -> Listing:
    """The list of what the actor may see: all, what everybody may, or what has to be looked at one by one."""
    if actor.may(READ_DRAFTS):
        return _all
    return _reachable if actor.is_signed_in else _public


def visible_to(actor: Actor) -> Select[Article]:
    """The articles that the actor may see."""
    return select(Article).where(_reached).params(**reach_of(actor))


def due(moment: datetime) -> Select[Article]:
    """What is to be published by now, the first one first."""
    return select(Article).where(Article.publish_at <= moment).order_by(Article.publish_at).limit(500)


def newest_revision(article: Article) -> Select[Revision]:
    """The revision that the article is at."""
    return select(Revision).where(Revision.article_id == article.id, Revision.number == article.revision)


def revision_of(article_id: UUID, number: int) -> Select[Revision]:
    """One revision."""
    return select(Revision).where(Revision.article_id == article_id, Revision.number == number)
