"""What comes in and goes out about articles."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from groundwork.domains.content.differences import Operation
from groundwork.domains.content.markdown import LONGEST_BODY
from groundwork.domains.content.models import Language, Status
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Input, printable

_MOST_TAGS = 20


def _text(value: str) -> str:
    """Lines end as in Unix."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _tags(tags: list[str]) -> list[str]:
    """Each once, in their order."""
    return list(dict.fromkeys(tags))


Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(printable),
    Field(examples=["How we dye our wool"]),
]
Slug = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=120, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    Field(description="Lower-case letters, digits and hyphens; unique", examples=["how-we-dye-our-wool"]),
]
Excerpt = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_text)]
Body = Annotated[
    str,
    StringConstraints(max_length=LONGEST_BODY),
    AfterValidator(_text),
    Field(description="Markdown (CommonMark, tables, strikethrough)", examples=["# Wool\n\nIt begins with *water*."]),
]
Tag = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=40),
    AfterValidator(printable),
]
Tags = Annotated[list[Tag], Field(max_length=_MOST_TAGS, examples=[["wool", "materials"]]), AfterValidator(_tags)]


class ArticleQuery(ListQuery):
    """What the list of articles understands."""

    sort: Literal["createdAt", "updatedAt", "publishedAt", "title", "relevance"] = "createdAt"
    status: list[Status] | None = Field(None, alias="filter[status]")
    tag: list[Tag] | None = Field(None, alias="filter[tag]", description="Articles with any of these tags")
    language: list[Language] | None = Field(None, alias="filter[language]")
    team_id: list[UUID] | None = Field(None, alias="filter[teamId]")
    author_id: list[UUID] | None = Field(None, alias="filter[authorId]")


class RevisionQuery(ListQuery):
    """What the list of revisions understands."""

    sort: Literal["number", "createdAt"] = "number"


class ArticleCreate(Input):
    """A new draft."""

    title: Title
    body: Body = ""
    excerpt: Excerpt | None = None
    slug: Slug | None = Field(None, description="Made from the title when it is not sent, and follows it in drafts")
    tags: Tags = Field(default_factory=list)
    language: Language = Language.ENGLISH
    cover_id: UUID | None = Field(None, description="A picture among one's files; it becomes public")
    team_id: UUID | None = Field(None, description="Only members of this team can read it; null: everybody")


class ArticleUpdate(Input):
    """What is not sent stays; null empties."""

    title: Title = Field(default_factory=str)
    body: Body = Field(default_factory=str)
    excerpt: Excerpt | None = None
    slug: Slug = Field(default_factory=str)
    tags: Tags = Field(default_factory=list)
    language: Language = Field(default_factory=lambda: Language.ENGLISH)
    cover_id: UUID | None = None
    team_id: UUID | None = None


class Publication(Input):
    """When to publish."""

    publish_at: AwareDatetime | None = Field(None, description="At once when it is not sent or is past")


class PreviewRequest(Input):
    """A text to render."""

    body: Body


class Preview(Output):
    """How a text would look."""

    body_html: str
    reading_minutes: int


class AuthorOut(Output):
    """Who wrote it, as readers see them."""

    id: UUID
    first_name: str | None
    last_name: str | None
    profile_picture: str | None


class CoverOut(Output):
    """A picture, at ``/api/v1/files/{fileId}/content``."""

    file_id: UUID
    alt: str | None
    width: int | None
    height: int | None


class ArticleOut(Output):
    """An article."""

    id: UUID
    title: str
    slug: str
    excerpt: str | None
    body: str = Field(description="Markdown, as it was written")
    body_html: str = Field(description="What is made of it: safe to show")
    status: Status
    publish_at: datetime | None = Field(description="When it publishes itself, while it is scheduled")
    published_at: datetime | None
    tags: list[str]
    language: Language
    cover_id: UUID | None
    cover: CoverOut | None
    team_id: UUID | None
    author: AuthorOut | None = Field(description="Null once they are gone")
    reading_minutes: int
    revision: int = Field(description="The number of its newest revision")
    created_at: datetime
    updated_at: datetime


class ArticleSummary(Output):
    """An article in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    title: str | None = None
    slug: str | None = None
    excerpt: str | None = None
    status: Status | None = None
    publish_at: datetime | None = None
    published_at: datetime | None = None
    tags: list[str] | None = None
    language: Language | None = None
    cover_id: UUID | None = None
    cover: CoverOut | None = None
    team_id: UUID | None = None
    author: AuthorOut | None = None
    reading_minutes: int | None = None
    revision: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class TagCount(Output):
    """A tag, and how many articles that everybody can read have it."""

    tag: str
    count: int


class RevisionSummary(Output):
    """A revision in the list. With ``fields`` only those are present."""

    number: int | None = None
    title: str | None = None
    author: AuthorOut | None = None
    created_at: datetime | None = None
    words: int | None = None


class Change(Output):
    """A piece of text that is as it was, is new, or is gone."""

    op: Operation
    text: str


class RevisionOut(Output):
    """A revision, and how its text differs from the one before."""

    number: int
    title: str
    excerpt: str | None
    body: str
    author: AuthorOut | None
    created_at: datetime
    changes: list[Change]
