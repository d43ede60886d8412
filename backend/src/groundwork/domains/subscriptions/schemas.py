"""What comes in and goes out about plans, subscriptions and invoices."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from groundwork.domains.orders.schemas import CustomerOut
from groundwork.domains.payments.schemas import CardOut
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Bound, Currency, Flag, Input, printable

MOST_FEATURES = 20
LONGEST_MADE_SLUG = 70
"""Of those made from names: there is room for what tells two of them apart."""

PlanSlug = Annotated[
    str,
    StringConstraints(min_length=1, max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    Field(description="Lower-case letters, digits and hyphens; unique", examples=["plus"]),
]
PlanName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(printable),
    Field(examples=["Plus"]),
]
Price = Annotated[
    str,
    StringConstraints(max_length=23, pattern=r"^[0-9]{1,12}(\.[0-9]{1,10})?$"),
    Field(description="In major units, for one interval, without tax", examples=["12.00"]),
]
Period = Literal["month", "year"]
TrialDays = Annotated[int, Field(ge=0, le=365, strict=True, description="Once in a person's life, before they pay")]
Feature = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), AfterValidator(printable)
]
Features = Annotated[list[Feature], Field(max_length=MOST_FEATURES, examples=[["5,000 requests an hour"]])]
Description = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2_000),
    Field(examples=["For who works with it every day."]),
]
Position = Annotated[int, Field(ge=-10_000, le=10_000, strict=True, description="Place among the plans")]
Amount = Annotated[str, Field(description="In major units", examples=["12.00"])]
SubscriptionStatus = Literal["incomplete", "trialing", "active", "past_due", "canceled"]
InvoiceState = Literal["open", "paid", "void", "uncollectible"]


class PlanQuery(ListQuery):
    """What the list of plans understands."""

    sort: Literal["position", "name", "price", "createdAt"] = "position"
    order: Literal["asc", "desc"] = "asc"
    interval: list[Period] | None = Field(None, alias="filter[interval]")
    currency: list[Currency] | None = Field(None, alias="filter[currency]", max_length=20)
    active: bool | None = Field(
        None, alias="filter[active]", description="Only who may preview plans finds any that are not"
    )
    price_min: Bound | None = Field(None, alias="priceMin", description="In major units, whatever the currency")
    price_max: Bound | None = Field(None, alias="priceMax", description="In major units, whatever the currency")


class PlanCreate(Input):
    """A new plan."""

    name: PlanName
    price: Price
    currency: Currency
    interval: Period
    slug: PlanSlug | None = Field(None, description="Made from the name when it is not sent")
    description: Description = ""
    trial_days: TrialDays = 0
    features: Features = Field(default_factory=list)
    premium: Flag = Field(default=False, description="Whether who subscribes to it may ask more often")
    active: Flag = Field(default=True, description="Whether it is offered")
    position: Position = 0


class PlanUpdate(Input):
    """What is not sent stays. A price holds for periods that begin from now on."""

    name: PlanName = Field(default_factory=str)
    price: Price = Field(default_factory=str)
    currency: Currency = Field(default_factory=str)
    interval: Period = Field(default_factory=lambda: "month")
    slug: PlanSlug = Field(default_factory=str)
    description: Description = Field(default_factory=str)
    trial_days: TrialDays = Field(default_factory=int)
    features: Features = Field(default_factory=list)
    premium: Flag = Field(default_factory=bool)
    active: Flag = Field(default_factory=bool)
    position: Position = Field(default_factory=int)


class PlanOut(Output):
    """A plan."""

    id: UUID
    slug: str = Field(examples=["plus"])
    name: str = Field(examples=["Plus"])
    description: str = Field(examples=["For who works with it every day."])
    price: Amount
    currency: str = Field(examples=["USD"])
    interval: Period
    trial_days: int
    features: list[str]
    premium: bool
    active: bool
    position: int
    created_at: datetime
    updated_at: datetime


class PlanSummary(Output):
    """A plan in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    slug: str | None = None
    name: str | None = None
    description: str | None = None
    price: str | None = None
    currency: str | None = None
    interval: Period | None = None
    trial_days: int | None = None
    features: list[str] | None = None
    premium: bool | None = None
    active: bool | None = None
    position: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class SubscriptionQuery(ListQuery):
    """What the list of subscriptions understands."""

    sort: Literal["createdAt", "currentPeriodEnd", "status"] = "createdAt"
    status: list[SubscriptionStatus] | None = Field(None, alias="filter[status]")
    plan_id: list[UUID] | None = Field(None, alias="filter[planId]", max_length=50)
    user_id: list[UUID] | None = Field(None, alias="filter[userId]", max_length=50)


class SubscriptionCreate(Input):
    """Which plan to subscribe to."""

    plan_id: UUID


class PlanChange(Input):
    """Which plan to have from now on."""

    plan_id: UUID


class SubscriptionOut(Output):
    """A subscription."""

    id: UUID
    status: SubscriptionStatus
    plan: PlanOut
    current_period_start: datetime
    current_period_end: datetime
    trial_ends_at: datetime | None
    cancel_at_period_end: bool
    canceled_at: datetime | None
    ended_at: datetime | None
    credit: Amount = Field(
        description="What the next invoices are less, before tax; negative where the next one is more, since something "
        "was too little to be charged"
    )
    card: CardOut | None = Field(description="The card that is charged")
    next_attempt_at: datetime | None = Field(description="When the card is charged once more")
    open_invoice_id: UUID | None
    customer: CustomerOut | None = Field(description="Only for who sees everybody's")
    created_at: datetime
    updated_at: datetime


class SubscriptionSummary(Output):
    """A subscription in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    status: SubscriptionStatus | None = None
    plan: PlanOut | None = None
    current_period_start: datetime | None = None
    current_period_end: datetime | None = None
    trial_ends_at: datetime | None = None
    cancel_at_period_end: bool | None = None
    canceled_at: datetime | None = None
    ended_at: datetime | None = None
    credit: str | None = None
    card: CardOut | None = None
    next_attempt_at: datetime | None = None
    open_invoice_id: UUID | None = None
    customer: CustomerOut | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class PlanChangeOut(Output):
    """What a change of plan would cost now. Amounts are in major units; ``total`` is with tax."""

    credit: Amount = Field(
        description="For what is not used of the present period, and what there was before, before tax; negative where "
        "more was carried over from before"
    )
    charge: Amount = Field(description="For the new plan, before tax")
    total: Amount = Field(
        description="What is charged at once, with tax; 0 when the credit is kept instead, or when it is too little to "
        "be charged and carried over to the next invoice"
    )
    currency: str = Field(examples=["USD"])
    effective_at: datetime


class InvoiceQuery(ListQuery):
    """What the list of invoices understands."""

    sort: Literal["createdAt", "total", "number", "dueAt"] = "createdAt"
    status: list[InvoiceState] | None = Field(None, alias="filter[status]")
    subscription_id: list[UUID] | None = Field(None, alias="filter[subscriptionId]", max_length=50)
    user_id: list[UUID] | None = Field(None, alias="filter[userId]", max_length=50)
    currency: list[Currency] | None = Field(None, alias="filter[currency]", max_length=50)
    total_min: Bound | None = Field(None, alias="totalMin", description="In major units, whatever the currency")
    total_max: Bound | None = Field(None, alias="totalMax", description="In major units, whatever the currency")


class InvoiceLine(Output):
    """What is paid for, or taken off. Amounts are before tax."""

    description: str
    amount: Amount
    period_start: datetime | None
    period_end: datetime | None


class InvoiceOut(Output):
    """An invoice."""

    id: UUID
    number: str = Field(examples=["INV-2026-000042"])
    status: InvoiceState
    currency: str = Field(examples=["USD"])
    subtotal: Amount
    tax: Amount
    tax_rate: str = Field(description="Percent", examples=["8.00"])
    total: Amount
    lines: list[InvoiceLine]
    subscription_id: UUID
    customer: CustomerOut | None = Field(description="Only for who sees everybody's")
    payment_id: UUID | None
    attempts: int = Field(description="How often the saved card was charged in vain")
    due_at: datetime
    paid_at: datetime | None
    created_at: datetime


class InvoiceSummary(Output):
    """An invoice in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    number: str | None = None
    status: InvoiceState | None = None
    currency: str | None = None
    subtotal: str | None = None
    tax: str | None = None
    tax_rate: str | None = None
    total: str | None = None
    lines: list[InvoiceLine] | None = None
    subscription_id: UUID | None = None
    customer: CustomerOut | None = None
    payment_id: UUID | None = None
    attempts: int | None = None
    due_at: datetime | None = None
    paid_at: datetime | None = None
    created_at: datetime | None = None


class PortalOut(Output):
    """Where one looks after one's card."""

    url: str = Field(examples=["https://billing.stripe.com/p/session/1"])


class SavedCardOut(Output):
    """The card that later charges use."""

    card: CardOut


def money_line(description: str, amount: str, period: tuple[datetime, datetime] | None = None) -> dict[str, Any]:
    """A line of an invoice, as it is kept and shown."""
    start, end = period or (None, None)
    line = InvoiceLine(description=description, amount=amount, period_start=start, period_end=end)
    return line.model_dump(mode="json", by_alias=True)
