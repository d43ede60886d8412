"""Accounts and postings, and what the API shows of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery


class Account(StrEnum):
    """Where money is, comes from, or is owed. Debits are positive: what we have or are owed has a positive balance."""

    RECEIVABLE = "receivable"
    """What customers owe for orders that they have placed and not paid."""
    DEFERRED = "deferred"
    """Goods that are ordered and not paid: no sales yet (negative)."""
    DEFERRED_TAX = "deferred_tax"
    """The tax on them (negative)."""
    SALES = "sales"
    """Goods sold and paid, without tax (negative)."""
    SUBSCRIPTIONS = "subscriptions"
    """Subscriptions sold and paid, without tax (negative)."""
    TAX = "tax"
    """Tax taken and owed to the tax office (negative)."""
    REFUNDS = "refunds"
    """What was given back of sales and subscriptions, without tax."""
    PROVIDER = "provider"
    """What lies at the payment provider."""
    FEES = "fees"
    """What the payment provider keeps."""
    CREDIT = "credit"
    """What is owed to customers, as for the rest of a month they changed plan in (negative); or by them, where it was
    too little to be charged and waits for their next invoice (positive)."""


@dataclass(frozen=True, slots=True)
class Posting:
    """Amounts that move together.

    ``reference``: what it is about (``order:UUID``). ``key``: the same twice is one. ``lines``: minor units by account,
    debits positive; zeros are left out, and the rest sums to zero.
    """

    kind: str
    reference: str
    key: str
    currency: str
    lines: Mapping[Account, int]
    memo: str = ""


Reference = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class TransactionQuery(ListQuery):
    """What the list of postings understands."""

    sort: Literal["createdAt"] = "createdAt"
    account: list[Account] | None = Field(None, alias="filter[account]", description="With a line on one of these")
    currency: list[Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]] | None = Field(
        None, alias="filter[currency]", max_length=50
    )
    reference: list[Reference] | None = Field(
        None, alias="filter[reference]", max_length=50, description="What it is about, as `order:` and the order's id"
    )


class LineOut(Output):
    """An amount on an account."""

    account: Account
    amount: str = Field(description="In major units; debits are positive", examples=["53.89"])


class TransactionOut(Output):
    """A posting. With ``fields`` only those are present."""

    id: UUID | None = None
    kind: str | None = Field(None, examples=["order.paid"])
    reference: str | None = Field(None, examples=["order:0197f2a4-c1d2-7e4b-8f00-3a5c21d9e8aa"])
    memo: str | None = None
    currency: str | None = Field(None, examples=["USD"])
    lines: list[LineOut] | None = None
    created_at: datetime | None = None


class BalanceOut(Output):
    """What an account holds."""

    account: Account
    currency: str
    balance: str


class SumOut(Output):
    """What all accounts of a currency hold together."""

    currency: str
    sum: str = Field(description="Always zero", examples=["0.00"])


class BalancesOut(Output):
    """What every account holds, and that it sums to zero."""

    balances: list[BalanceOut]
    sums: list[SumOut]
