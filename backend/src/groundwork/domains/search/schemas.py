"""What is asked of a search, and what it finds."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from groundwork.kernel.http.envelope import Output


class SearchQuery(BaseModel):
    """What the search understands."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] = Field(
        description='All of these words; "in quotes" for a phrase, -without; the last word may be unfinished'
    )
    types: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        None, description="Only these, separated by commas", examples=["product,content"]
    )
    limit: int = Field(10, ge=1, le=50, description="Of each type, and of all together")


class PieceOut(Output):
    """Some text, and whether it is what was looked for."""

    text: str
    match: bool


class PictureOut(Output):
    """A picture: its file (see `/files`), what it shows, and its size in pixels."""

    file_id: UUID
    alt: str | None = None
    width: int
    height: int


class HitOut(Output):
    """Something that was found, the best first."""

    type: str = Field(examples=["product"])
    id: UUID
    title: list[PieceOut]
    excerpt: list[PieceOut]
    path: str = Field(description="Its page in the interface", examples=["/products/field-laptop-14"])
    picture: PictureOut | None
    score: float
