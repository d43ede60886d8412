"""What the measured endpoints take and give, in camelCase as chapter 6.3 has it."""

import uuid
from datetime import UTC, datetime
from typing import Generic, TypeVar

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
