"""What can differ between the provider and us, and what was found."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Drift(StrEnum):
    """A kind of difference."""

    MISSING = "payment is missing here"
    BEHIND = "payment is behind"
    AHEAD = "payment is ahead of the provider"
    OPEN_THERE = "payment is over here, and open at the provider"
    OTHER_AMOUNT = "payment is about another amount"
    TWICE = "paid twice at the provider"
    UNKNOWN_THERE = "payment is unknown to the provider"
    REFUND_MISSING = "refund is missing here"
    REFUND_BEHIND = "refund is behind"
    REFUND_AHEAD = "refund is ahead of the provider"
    REFUND_OTHER_AMOUNT = "refund is about another amount"
    REFUND_UNKNOWN_THERE = "refund is unknown to the provider"
    REFUND_NOT_SENT = "refund was not sent"
    FEE_MISSING = "fee is missing"
    LEDGER = "ledger differs from the payment"
    ORDER_NOT_PAID = "payment was taken for an order that is not paid"
    PAID_WITHOUT_PAYMENT = "order is paid without a payment"


Repair = Callable[[], Awaitable[None]]


@dataclass
class Finding:
    """A difference. ``repair`` mends it; where there is none, a person has to decide. ``told``: what was seen of it."""

    drift: Drift
    subject: str
    """``payment:ID``, ``order:ID``, or the provider's own id of what we do not have."""
    told: str
    repair: Repair | None = None
    repaired: bool = False


@dataclass
class Reconciliation:
    """What was compared, and what differed."""

    since: datetime
    payments: int = 0
    refunds: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def left(self) -> list[Finding]:
        """What was not repaired."""
        return [finding for finding in self.findings if not finding.repaired]
