"""What comes in and goes out about orders."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from groundwork.domains.catalog.schemas import Picture
from groundwork.domains.orders.countries import COUNTRIES
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Bound, Currency, Input, printable

MOST_ITEMS = 100
MOST_OF_ONE = 999

StatusName = Literal["pending", "paid", "fulfilled", "canceled", "expired", "refunded"]


def _country(value: str) -> str:
    if value not in COUNTRIES:
        raise PydanticCustomError("country", "Must be a country of ISO 3166-1, as two letters")
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(printable)]
PostalCode = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20), AfterValidator(printable)
]
Country = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{2}$"),
    AfterValidator(_country),
    Field(description="ISO 3166-1 alpha-2, upper case", examples=["PT"]),
]
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(printable)
]


class OrderItemIn(Input):
    """So many of a product."""

    product_id: UUID
    quantity: Annotated[int, Field(ge=1, le=MOST_OF_ONE, strict=True)]


def _each_once(items: list[OrderItemIn]) -> list[OrderItemIn]:
    if len({item.product_id for item in items}) < len(items):
        raise PydanticCustomError("repeated", "Name each product once")
    return items


class AddressIn(Input):
    """Where it is to be sent."""

    name: Line = Field(examples=["Ada Byron"])
    line1: Line = Field(examples=["Rua do Almada 12"])
    line2: Line | None = Field(None, examples=["2nd floor"])
    postal_code: PostalCode = Field(examples=["4050-036"])
    city: Line = Field(examples=["Porto"])
    region: Line | None = Field(None, examples=["Norte"])
    country: Country


class OrderCreate(Input):
    """What somebody wants to buy. Prices are the server's."""

    items: Annotated[list[OrderItemIn], Field(min_length=1, max_length=MOST_ITEMS), AfterValidator(_each_once)]
    currency: Currency | None = Field(None, description="When it is sent, it has to be the products'")
    shipping_address: AddressIn | None = None


class CancellationCreate(Input):
    """Why an order is canceled."""

    reason: Reason | None = Field(None, examples=["Ordered twice"])


class FulfilmentCreate(Input):
    """How an order is sent."""

    tracking: Line | None = Field(None, description="What the carrier calls it", examples=["RR123456785PT"])


class OrderItemOut(Output):
    """Something in an order, as it was when it was ordered."""

    product_id: UUID | None = Field(description="Null when the product is gone")
    sku: str
    name: str
    slug: str | None = Field(description="Null when the product is gone")
    quantity: int
    unit_price: str = Field(examples=["24.95"])
    total: str = Field(examples=["49.90"])
    image: Picture | None


class StepOut(Output):
    """A status that an order came to."""

    status: StatusName
    at: datetime
    reason: str | None
    actor_id: UUID | None = Field(description="Who did it; null where it came by itself")


class AddressOut(Output):
    """Where it is to be sent."""

    name: str
    line1: str
    line2: str | None = None
    postal_code: str
    city: str
    region: str | None = None
    country: str


class CustomerOut(Output):
    """Who placed an order."""

    id: UUID
    first_name: str | None = Field(examples=["Ada"])
    last_name: str | None = Field(examples=["Byron"])
    email: str = Field(examples=["ada@example.com"])


class OrderOut(Output):
    """An order. Amounts are in major units of its currency."""

    id: UUID
    number: str = Field(examples=["7K3Q-M9TD"])
    status: StatusName
    currency: str = Field(examples=["USD"])
    subtotal: str = Field(examples=["49.90"])
    tax: str = Field(examples=["3.99"])
    tax_rate: str = Field(description="Percent", examples=["8.00"])
    total: str = Field(examples=["53.89"])
    refunded: str = Field(examples=["0.00"])
    items: list[OrderItemOut]
    history: list[StepOut]
    shipping_address: AddressOut | None
    customer: CustomerOut | None = Field(description="For who may see all orders; null when the person is gone")
    reserved_until: datetime | None = Field(description="Until when it waits for its payment")
    paid_at: datetime | None
    fulfilled_at: datetime | None
    canceled_at: datetime | None
    tracking: str | None
    created_at: datetime
    updated_at: datetime


class OrderSummary(Output):
    """An order in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    number: str | None = None
    status: StatusName | None = None
    currency: str | None = None
    subtotal: str | None = None
    tax: str | None = None
    tax_rate: str | None = None
    total: str | None = None
    refunded: str | None = None
    items: list[OrderItemOut] | None = None
    customer: CustomerOut | None = None
    reserved_until: datetime | None = None
    paid_at: datetime | None = None
    fulfilled_at: datetime | None = None
    canceled_at: datetime | None = None
    tracking: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class OrderQuery(ListQuery):
    """What the list of orders understands. ``search`` looks for numbers, and who sees all orders for customers."""

    sort: Literal["createdAt", "total", "number", "status", "paidAt"] = "createdAt"
    status: list[StatusName] | None = Field(None, alias="filter[status]")
    user_id: list[UUID] | None = Field(None, alias="filter[userId]", max_length=50)
    currency: list[Currency] | None = Field(None, alias="filter[currency]", max_length=50)
    total_min: Bound | None = Field(None, alias="totalMin", description="In major units, whatever the currency")
    total_max: Bound | None = Field(None, alias="totalMax", description="In major units, whatever the currency")
