"""The ledger's tables. The database refuses to change them, and takes only lines that sum to zero."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR, BigInteger, CheckConstraint, ForeignKey, Index, SmallInteger, String, func
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.database import Base
from groundwork.kernel.ids import uuid7


class LedgerTransaction(Base):
    """A posting: why it was made, and of what. The same ``key`` is posted once."""

    __tablename__ = "ledger_transactions"
    __table_args__ = (
        Index("idx_ledger_transactions_created_at", "created_at", "id"),
        Index("idx_ledger_transactions_reference", "reference", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    kind: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    memo: Mapped[str] = mapped_column(String(200), server_default="")
    currency: Mapped[str] = mapped_column(CHAR(3))
    created_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())


class LedgerLine(Base):
    """An amount on an account, in minor units of the transaction's currency: debits positive, credits negative."""

    __tablename__ = "ledger_lines"
    __table_args__ = (
        CheckConstraint("amount_minor <> 0", name="amount"),
        CheckConstraint("position > 0", name="position"),
    )

    transaction_id: Mapped[UUID] = mapped_column(
        ForeignKey("ledger_transactions.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    account: Mapped[str] = mapped_column(String(20))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
