"""Articles, the addresses they had, and their revisions."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.counts import counts_of
from groundwork.kernel.database import Base, Record

ONE_REVISION = timedelta(minutes=10)
"""For how long the saves of one author go into one revision."""


class Status(StrEnum):
    """Who may read an article: those who write it, the same until its time comes, or its readers."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"


class Language(StrEnum):
    """What an article is written in; search reads it accordingly."""

    ENGLISH = "en"
    GERMAN = "de"


SEARCHED = "search_vector(language, (title || ' ') || tags_text, excerpt, body)"
"""The document of an article, as PostgreSQL writes it, since Alembic compares texts."""


class Article(Record):
    """An article in Markdown, with the HTML that was made of it. Without a team it is for everybody."""

    __tablename__ = "content"
    __table_args__ = (
        CheckConstraint("status IN ('draft', 'scheduled', 'published')", name="status"),
        CheckConstraint("language IN ('en', 'de')", name="language"),
        CheckConstraint("(status = 'scheduled') = (publish_at IS NOT NULL)", name="publish_at"),
        CheckConstraint("(status = 'published') = (published_at IS NOT NULL)", name="published_at"),
        Index("idx_content_created_at", "created_at"),
        Index("idx_content_updated_at", "updated_at"),
        Index("idx_content_author_id", "author_id", "created_at"),
        Index("idx_content_team_id", "team_id", "created_at"),
        Index("idx_content_cover_id", "cover_id"),
        Index("idx_content_tags", "tags", postgresql_using="gin"),
        Index("idx_content_search", "search", postgresql_using="gin"),
        Index("idx_content_publish_at", "publish_at", postgresql_where="publish_at IS NOT NULL"),
        Index(
            "idx_content_public_published_at",
            "published_at",
            "id",
            postgresql_where="status = 'published' AND team_id IS NULL",
        ),
        Index(
            "idx_content_public_created_at",
            "created_at",
            "id",
            postgresql_where="status = 'published' AND team_id IS NULL",
        ),
    )

    title: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    excerpt: Mapped[str | None] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    reading_minutes: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(20), default=Status.DRAFT, server_default="draft")
    publish_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    language: Mapped[str] = mapped_column(String(2), default=Language.ENGLISH, server_default="en")
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    tags_text: Mapped[str] = mapped_column(Text, default="", server_default="")
    """The tags as search reads them: PostgreSQL makes no column of an array's text."""
    cover_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id", ondelete="RESTRICT"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id", ondelete="RESTRICT"))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    revision: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    search: Mapped[Any] = mapped_column(TSVECTOR, Computed(SEARCHED, persisted=True), deferred=True)

    def tag(self, tags: list[str]) -> None:
        """Say what it is about."""
        self.tags, self.tags_text = tags, tags_text(tags)

    @property
    def is_published(self) -> bool:
        """Whether its readers can read it."""
        return self.status == Status.PUBLISHED

    def is_due(self, moment: datetime) -> bool:
        """Whether it is to be published by itself, and its time has come."""
        return self.publish_at is not None and self.publish_at <= moment

    def publish(self, moment: datetime) -> None:
        """Let its readers read it, as of ``moment``."""
        self.status, self.publish_at, self.published_at = Status.PUBLISHED, None, moment

    def schedule(self, moment: datetime) -> None:
        """Have it published at ``moment``."""
        self.status, self.publish_at = Status.SCHEDULED, moment

    def withdraw(self) -> None:
        """Make it a draft again."""
        self.status, self.publish_at, self.published_at = Status.DRAFT, None, None


def tags_text(tags: list[str]) -> str:
    """Tags as search reads them."""
    return " ".join(tags)


article_counts = counts_of(Article, "status", "team_id")


class ArticleSlug(Base):
    """An address that a published article had; it leads to the present one."""

    __tablename__ = "content_slugs"
    __table_args__ = (Index("idx_content_slugs_article_id", "article_id"),)

    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    article_id: Mapped[UUID] = mapped_column(ForeignKey("content.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(default=now)


class Revision(Record):
    """What an article's text was. The newest, which has the article's number, is what it is."""

    __tablename__ = "content_revisions"
    __table_args__ = (
        UniqueConstraint("article_id", "number", name="content_revisions_article_id_number_key"),
        Index("idx_content_revisions_author_id", "author_id"),
    )

    article_id: Mapped[UUID] = mapped_column(ForeignKey("content.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(200))
    excerpt: Mapped[str | None] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    words: Mapped[int] = mapped_column(Integer)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    def takes(self, author_id: UUID | None, moment: datetime, published_at: datetime | None) -> bool:
        """Whether a save by the author belongs to this revision: theirs, young, and not yet what readers were shown."""
        was_shown = published_at is not None and self.created_at <= published_at
        return self.author_id == author_id and moment - self.created_at < ONE_REVISION and not was_shown

    def rewrite(self, title: str, excerpt: str | None, body: str, words: int) -> None:
        """A later save of the same revision."""
        self.title, self.excerpt, self.body, self.words = title, excerpt, body, words
