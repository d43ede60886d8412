"""What comes in and goes out about products and categories."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Bound, Currency, Input, printable

MOST_ATTRIBUTES = 50
MOST_IMAGES = 12
MOST_STOCK = 2_000_000_000
LONGEST_MADE_SLUG = 70
"""Of those made from names: there is room for what tells two of them apart."""

Sku = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=64),
    AfterValidator(printable),
    Field(description="Unique; upper and lower case do not count", examples=["LAP-14-512"]),
]
ProductName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(printable),
    Field(examples=["Ultralight laptop 14"]),
]
CategoryName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(printable),
    Field(examples=["Electronics"]),
]
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ProductSlug = Annotated[
    str,
    StringConstraints(min_length=1, max_length=120, pattern=_SLUG),
    Field(description="Lower-case letters, digits and hyphens; unique", examples=["ultralight-laptop-14"]),
]
CategorySlug = Annotated[
    str,
    StringConstraints(min_length=1, max_length=80, pattern=_SLUG),
    Field(description="Lower-case letters, digits and hyphens; unique", examples=["electronics"]),
]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Price = Annotated[
    str,
    StringConstraints(max_length=27, pattern=r"^[0-9]{1,15}(\.[0-9]{1,10})?$"),
    Field(description="In major units, with no more decimals than the currency has", examples=["499.00"]),
]
Stock = Annotated[int, Field(ge=0, le=MOST_STOCK, strict=True)]
AttributeName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), AfterValidator(printable)
]
AttributeValue = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(printable)
]
Attributes = Annotated[dict[AttributeName, AttributeValue], Field(max_length=MOST_ATTRIBUTES)]
Alt = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), AfterValidator(printable)]


class ProductQuery(ListQuery):
    """What the list of products understands."""

    sort: Literal["createdAt", "name", "price", "stock", "sku", "updatedAt", "relevance"] = "createdAt"
    category: list[CategorySlug] | None = Field(
        None, alias="filter[category]", max_length=50, description="In one of these categories, or in one below"
    )
    in_stock: bool | None = Field(None, alias="filter[inStock]")
    active: bool | None = Field(
        None, alias="filter[active]", description="Only who may preview products finds any that are not"
    )
    price_min: Bound | None = Field(None, alias="priceMin", description="In major units, whatever the currency")
    price_max: Bound | None = Field(None, alias="priceMax", description="In major units, whatever the currency")


class ImageIn(Input):
    """A picture to show: one that the asker may see. It becomes public."""

    file_id: UUID
    alt: Alt = Field("", description="What is to be seen, for who cannot see it")


Images = Annotated[list[ImageIn], Field(max_length=MOST_IMAGES)]


class ProductCreate(Input):
    """A new product."""

    sku: Sku
    name: ProductName
    price: Price
    currency: Currency
    slug: ProductSlug | None = Field(None, description="Made from the name when it is not sent")
    description: Description = ""
    category: CategorySlug | None = Field(None, description="The category's slug")
    stock: Stock = 0
    images: Images = Field(default_factory=list)
    attributes: Attributes = Field(default_factory=dict)
    active: bool = True


class ProductUpdate(Input):
    """What is not sent stays; a null category takes the product out of its category."""

    sku: Sku = Field(default_factory=str)
    name: ProductName = Field(default_factory=str)
    price: Price = Field(default_factory=str)
    currency: Currency = Field(default_factory=str)
    slug: ProductSlug = Field(default_factory=str)
    description: Description = Field(default_factory=str)
    category: CategorySlug | None = None
    stock: Stock = Field(default_factory=int)
    images: Images = Field(default_factory=list)
    attributes: Attributes = Field(default_factory=dict)
    active: bool = Field(default_factory=bool)


class Picture(Output):
    """A picture; the interface asks for it at ``/api/v1/files/{fileId}/content``."""

    file_id: UUID
    alt: str
    width: int
    height: int


class ProductOut(Output):
    """A product."""

    id: UUID
    sku: str
    name: str
    slug: str
    description: str
    price: str = Field(description="In major units", examples=["499.00"])
    currency: str = Field(examples=["USD"])
    category: str | None = Field(description="The category's slug", examples=["electronics"])
    category_name: str | None
    stock: int
    in_stock: bool
    images: list[Picture]
    attributes: dict[str, str]
    active: bool
    created_at: datetime
    updated_at: datetime


class ProductSummary(Output):
    """A product in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    sku: str | None = None
    name: str | None = None
    slug: str | None = None
    description: str | None = None
    price: str | None = None
    currency: str | None = None
    category: str | None = None
    category_name: str | None = None
    stock: int | None = None
    in_stock: bool | None = None
    images: list[Picture] | None = None
    attributes: dict[str, str] | None = None
    active: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class CategoryCreate(Input):
    """A new category."""

    name: CategoryName
    slug: CategorySlug | None = Field(None, description="Made from the name when it is not sent")
    parent: CategorySlug | None = Field(None, description="The slug of the category that it lies in")
    description: Description | None = None
    position: int = Field(0, ge=-10_000, le=10_000, description="Place among its siblings")


class CategoryUpdate(Input):
    """What is not sent stays; a null parent makes it one of the first."""

    name: CategoryName = Field(default_factory=str)
    slug: CategorySlug = Field(default_factory=str)
    parent: CategorySlug | None = None
    description: Description | None = None
    position: int = Field(default_factory=int, ge=-10_000, le=10_000)


class CategoryOut(Output):
    """A category."""

    id: UUID
    slug: str
    name: str
    description: str | None
    parent: str | None = Field(description="The slug of the category that it lies in")
    depth: int = Field(description="0 for those that lie in none")
    position: int
    product_count: int = Field(description="Active products in it and below")
    created_at: datetime
    updated_at: datetime


class TransferError(Output):
    """What is wrong with a row."""

    row: int | None = Field(description="As a spreadsheet counts: 1 is the line of names; null when it is the file")
    field: str | None = Field(description="The column")
    message: str


class TransferOut(Output):
    """An import or an export."""

    id: UUID
    status: Literal["queued", "running", "completed", "failed"]
    total: int | None = Field(description="Rows, once they are counted")
    done: int
    created: int
    updated: int
    error_count: int
    errors: list[TransferError] = Field(description="The first 200")
    created_at: datetime
    finished_at: datetime | None
    url: str | None = Field(None, description="Where the file of a completed export is")


class TransferQuery(ListQuery):
    """What the lists of imports and exports understand."""

    sort: Literal["createdAt"] = "createdAt"
    status: list[Literal["queued", "running", "completed", "failed"]] | None = Field(None, alias="filter[status]")


class ExportFilters(Input):
    """Which products to take out: those that the list shows with the same filters."""

    search: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] | None = None
    category: list[CategorySlug] | None = Field(None, max_length=50)
    in_stock: bool | None = None
    active: bool | None = None
    price_min: Bound | None = None
    price_max: Bound | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_category(cls, sent: Any) -> Any:
        """One category may come without a list around it."""
        if isinstance(sent, dict) and isinstance(sent.get("category"), str):
            return {**sent, "category": [sent["category"]]}
        return sent
