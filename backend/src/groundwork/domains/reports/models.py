"""Monthly reports, and what was earned on days that are over."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CHAR, BigInteger, CheckConstraint, Date, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.database import Base, Record


class ReportKind(StrEnum):
    """What a report is about."""

    SALES = "sales"
    """What was sold, and what was given back."""
    TAX = "tax"
    """What is owed to the tax office, by rate."""


class ReportStatus(StrEnum):
    """How far a report is."""

    QUEUED = "queued"
    COMPLETED = "completed"
    FAILED = "failed"


class Report(Record):
    """A month of one kind. Its files lie in the storage for as long as it does."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("idx_reports_month", "month", "kind", unique=True),
        Index("idx_reports_created_at", "created_at", "id"),
        CheckConstraint("kind IN ('sales', 'tax')", name="kind"),
        CheckConstraint("status IN ('queued', 'completed', 'failed')", name="status"),
        CheckConstraint("month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'", name="month"),
    )

    kind: Mapped[str] = mapped_column(String(10))
    month: Mapped[str] = mapped_column(CHAR(7))
    """As ``2026-10``, in UTC."""
    status: Mapped[str] = mapped_column(String(10), default=ReportStatus.QUEUED, server_default="queued")
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default="[]")
    """As the API shows them."""
    interruptions: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    finished_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
    """When the administrators were told of it."""

    @property
    def is_queued(self) -> bool:
        """Whether it waits to be made."""
        return self.status == ReportStatus.QUEUED

    @property
    def is_complete(self) -> bool:
        """Whether its files are there."""
        return self.status == ReportStatus.COMPLETED

    def path(self, form: str) -> str:
        """Where its file is in the storage. ``form``: ``csv`` or ``pdf``."""
        return f"reports/{self.id}.{form}"

    def name(self, form: str) -> str:
        """What its file is called by those who download it."""
        return f"{self.kind}-{self.month}.{form}"

    def queue(self) -> None:
        """It is to be made, or made again."""
        self.status, self.interruptions, self.finished_at = ReportStatus.QUEUED, 0, None

    def complete(self, moment: datetime, figures: list[dict[str, Any]]) -> None:
        """Its files are there."""
        self.status, self.finished_at, self.figures = ReportStatus.COMPLETED, moment, figures

    def interrupt(self, moment: datetime, *, most: int) -> None:
        """An attempt was undone and another follows, unless this was the last of ``most``."""
        self.interruptions += 1
        if self.interruptions >= most:
            self.status, self.finished_at = ReportStatus.FAILED, moment


class RevenueDay(Base):
    """What was earned on a day that is over, in one currency and its minor units: what charts of years are drawn from.

    The ledger is only added to, so this never changes once the day is over.
    """

    __tablename__ = "revenue_days"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    currency: Mapped[str] = mapped_column(CHAR(3), primary_key=True)
    orders: Mapped[int]
    subscriptions: Mapped[int]
    gross_minor: Mapped[int] = mapped_column(BigInteger)
    refunds_minor: Mapped[int] = mapped_column(BigInteger)
    tax_minor: Mapped[int] = mapped_column(BigInteger)
    fees_minor: Mapped[int] = mapped_column(BigInteger)
