"""What comes in and goes out about files."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from groundwork.domains.files.models import FileStatus
from groundwork.domains.files.names import clean
from groundwork.kernel.errors import Detail, ValidationFailed
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Input

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), AfterValidator(clean)]


class Variant(Output):
    """A smaller one of a picture."""

    width: int
    height: int
    formats: list[Literal["avif", "webp"]]


class FileOut(Output):
    """A file. Only pictures (JPEG, PNG, WebP, GIF) have ``width``, ``height`` and ``variants``."""

    id: UUID
    name: str
    content_type: str
    size: int
    status: FileStatus
    public: bool
    width: int | None
    height: int | None
    variants: list[Variant]
    owner_id: UUID | None
    url: str
    created_at: datetime
    updated_at: datetime


class FileItem(Output):
    """A file in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    name: str | None = None
    content_type: str | None = None
    size: int | None = None
    status: FileStatus | None = None
    public: bool | None = None
    width: int | None = None
    height: int | None = None
    variants: list[Variant] | None = None
    owner_id: UUID | None = None
    url: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class FileQuery(ListQuery):
    """What the list of files understands. ``search`` looks in names."""

    sort: Literal["createdAt", "name", "size"] = "createdAt"
    type: list[Literal["image", "document", "other"]] | None = Field(None, alias="filter[type]")
    owner: list[UUID] | None = Field(
        None, alias="filter[owner]", description="Whose files; others than one's own are for administrators"
    )


class FileUpdate(Input):
    """What may be changed of a file; what is not sent stays."""

    name: Name = Field(default_factory=str)
    public: bool = Field(default_factory=bool)


class UploadCreate(Input):
    """A file that the client is going to send straight to the storage."""

    name: Name
    size: int = Field(ge=0, le=2**53, description="Bytes")
    content_type: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        None, description="What the client takes it for; what counts is its content"
    )
    public: bool = False


class UploadOut(Output):
    """Where to send the file."""

    id: UUID
    method: Literal["PUT"] = "PUT"
    url: str
    headers: dict[str, str]
    expires_at: datetime


class LinkOut(Output):
    """A link that opens a file without signing in."""

    url: str
    expires_at: datetime


class ContentQuery(BaseModel):
    """How a file is wanted."""

    model_config = ConfigDict(extra="forbid")

    variant: int | None = Field(None, ge=1, le=10_000, description="Of a picture: the width that is wanted, pixels")
    download: bool = Field(default=False, description="To be saved and not shown")
    expires: int | None = Field(None, ge=0, le=2**53, description="Of a link")
    signature: str | None = Field(None, max_length=100, description="Of a link")

    def link(self) -> tuple[int, str] | None:
        """End and signature of the link, when there is one.

        Raises:
            ValidationFailed: half of it.
        """
        if self.expires is not None and self.signature is not None:
            return self.expires, self.signature
        missing = [name for name in ("expires", "signature") if getattr(self, name) is None]
        if len(missing) == 1:
            raise ValidationFailed(details=[Detail(missing[0], "Required")])
        return None


class UsageOut(Output):
    """How much room one's files take, bytes."""

    used: int
    quota: int
    files: int


def shown(file: Any) -> FileOut:
    """A file as the API shows it."""
    fields = {name: getattr(file, name) for name in FileOut.model_fields if name != "url"}
    return FileOut(**fields, url=address_of(file.id))


def address_of(file_id: UUID) -> str:
    """Where the content of a file is."""
    return f"/api/v1/files/{file_id}/content"
