"""What is asked of reports, and what they tell."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from groundwork.domains.reports.models import ReportKind, ReportStatus
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Input

Month = Annotated[
    str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$"), Field(description="In UTC", examples=["2026-10"])
]
Currency = Annotated[
    str, StringConstraints(pattern=r"^[A-Z]{3}$"), Field(description="ISO 4217, upper case", examples=["USD"])
]
Amount = Annotated[str, Field(description="In major units", examples=["1249.00"])]


def _plain_day(value: Any) -> Any:
    """Days are written out: pydantic would take numbers for seconds since 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("day", "Must be a day, as 2026-10-02")
    return value


_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
Day = Annotated[date, BeforeValidator(_plain_day)]


class Interval(StrEnum):
    """How long a point of a chart lasts. Weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class ReportCreate(Input):
    """Which report to make."""

    month: Month
    kind: ReportKind


class ReportQuery(ListQuery):
    """What the list of reports understands."""

    sort: Literal["month", "createdAt"] = "month"
    kind: list[ReportKind] | None = Field(None, alias="filter[kind]")
    month: list[Month] | None = Field(None, alias="filter[month]", max_length=120)
    status: list[ReportStatus] | None = Field(None, alias="filter[status]")


class ContentQuery(BaseModel):
    """In which form a report is wanted."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["csv", "pdf"] = "pdf"


class RevenueFigures(Output):
    """What was earned: `net` is `gross` without `refunds` and `tax`; `fees` are a cost beside it."""

    orders: int = Field(description="How many were paid")
    subscriptions: int = Field(description="How many invoices of subscriptions were paid")
    gross: Amount
    refunds: Amount
    net: Amount
    tax: Amount
    fees: Amount


class ReportFigures(RevenueFigures):
    """The figures of a month in one currency."""

    currency: Currency


class ReportOut(Output):
    """A report on a month. In a list with `fields`, only those are present."""

    id: UUID | None = None
    kind: ReportKind | None = None
    month: Month | None = None
    status: ReportStatus | None = None
    figures: list[ReportFigures] | None = Field(None, description="Empty until it is completed")
    created_at: datetime | None = None
    finished_at: datetime | None = None


class RevenuePoint(RevenueFigures):
    """The figures of a day, a week or a month."""

    model_config = ConfigDict(populate_by_name=True)

    start: date = Field(alias="from", description="Its first day")


class RevenueOut(Output):
    """What was earned over time, and in the span before."""

    currency: Currency
    currencies: list[Currency] = Field(description="All in which anything was ever earned")
    interval: Interval
    points: list[RevenuePoint] = Field(description="Without gaps, the oldest first")
    totals: RevenueFigures
    previous: RevenueFigures = Field(description="Of the span of the same length before")


MOST_POINTS = 800


class RevenueQuery(BaseModel):
    """Which revenue is asked for."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    interval: Interval = Interval.DAY
    first: Day | None = Field(
        None, alias="from", description="Its first day, UTC; without it 30 days, 12 weeks or 12 months before the last"
    )
    last: Day | None = Field(None, alias="to", description="Its last day, UTC; without it today")
    currency: Currency | None = Field(None, description="Without it, that in which most was sold")
