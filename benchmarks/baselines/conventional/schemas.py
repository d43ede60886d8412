"""What the measured endpoints take and give, in camelCase as chapter 6.3 has it."""

import uuid
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Data = TypeVar("Data")


class Schema(BaseModel):
    """A model that is camelCase on the wire and can be read from a mapped row."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class Meta(Schema):
    """The `meta` object of chapter 6.4."""

    request_id: str = Field(default_factory=lambda: f"req_{uuid.uuid4().hex}")
    timestamp: datetime = Field(default_factory=lambda: datetime.now(UTC))
    version: str = "1.0.0"


class Envelope(Schema, Generic[Data]):
    """The success envelope of chapter 6.4."""

    success: bool = True
    data: Data
    meta: Meta = Field(default_factory=Meta)


class Credentials(Schema):
    """The body of a sign-in."""

    email: str
    password: str


class UserOut(Schema):
    """A user as `GET /auth/me` shows him."""

    id: uuid.UUID
    email: str
    first_name: str | None
    last_name: str | None
    role: str
    profile_picture: str | None = Field(validation_alias="profile_picture_url")
    email_verified: bool
    created_at: datetime


class SignedIn(Schema):
    """The answer to a sign-in."""

    user: UserOut
    access_token: str
    expires_in: int


class Pagination(Schema):
    """Where a page stands."""

    page: int
    limit: int
    total: int
    total_pages: int
    has_next: bool
    has_prev: bool


class Page(Schema, Generic[Data]):
    """A page of a list."""

    success: bool = True
    data: list[Data]
    pagination: Pagination
    meta: Meta = Field(default_factory=Meta)


class ImageOut(Schema):
    """A picture of a product."""

    file_id: uuid.UUID
    alt: str
    width: int
    height: int


class ProductOut(Schema):
    """A product as the list shows it."""

    id: uuid.UUID
    sku: str
    name: str
    slug: str
    description: str
    price: Decimal
    currency: str
    category: str | None
    category_name: str | None
    stock: int
    in_stock: bool
    images: list[ImageOut]
    attributes: dict[str, str]
    active: bool
    created_at: datetime
    updated_at: datetime


class ArticleCreate(Schema):
    """The body of a new article."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    body: str = ""
    tags: list[str] = []
    language: Literal["en", "de"] = "en"


class AuthorOut(Schema):
    """Who wrote an article."""

    id: uuid.UUID
    first_name: str | None
    last_name: str | None
    profile_picture: str | None = Field(validation_alias="profile_picture_url")


class ArticleOut(Schema):
    """An article."""

    id: uuid.UUID
    title: str
    slug: str
    excerpt: str | None
    body: str
    body_html: str
    status: str
    publish_at: datetime | None
    published_at: datetime | None
    tags: list[str]
    language: str
    cover_id: uuid.UUID | None
    cover: None = None
    team_id: uuid.UUID | None
    author: AuthorOut | None
    reading_minutes: int
    revision: int
    created_at: datetime
    updated_at: datetime
