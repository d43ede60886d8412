"""The audit trail's tables. None has a foreign key, since the trail outlives what it describes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, FetchedValue, Index, LargeBinary, SmallInteger, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.crypto import EncryptedText
from groundwork.kernel.database import Base
from groundwork.kernel.ids import uuid7


class AuditLog(Base):
    """One thing that was done or refused; the database refuses to change or delete it.

    A trigger gives each row its place: ``seq`` counts up in its ``chain``, ``hash`` covers the row and the one before.
    ``person_id`` is whom it is about, when that is not the actor. ``sealed_origin`` holds address and agent under the
    key of who sat there, ``sealed_changes`` the personal ones of the changes under the key of whom they are about.
    """

    __tablename__ = "audit_logs"
    __table_args__ = (
        Index("idx_audit_logs_chain", "chain", "seq"),
        Index("idx_audit_logs_actor_id", "actor_id", "created_at"),
        Index("idx_audit_logs_person_id", "person_id"),
        Index("idx_audit_logs_action", "action", "created_at"),
        Index("idx_audit_logs_resource", "resource_type", "resource_id", "created_at"),
        {"postgresql_partition_by": "RANGE (created_at)"},
    )
    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012  (SQLAlchemy's interface)

    created_at: Mapped[datetime] = mapped_column(primary_key=True, default=now)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    chain: Mapped[int] = mapped_column(SmallInteger, server_default=FetchedValue())
    seq: Mapped[int] = mapped_column(BigInteger, server_default=FetchedValue())
    hash: Mapped[bytes] = mapped_column(LargeBinary, server_default=FetchedValue())
    actor_id: Mapped[UUID | None]
    impersonator_id: Mapped[UUID | None]
    api_key_id: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(String(100))
    resource_type: Mapped[str | None] = mapped_column(String(50))
    resource_id: Mapped[str | None] = mapped_column(String(64))
    person_id: Mapped[UUID | None]
    changes: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    sealed_changes: Mapped[str | None] = mapped_column(Text)
    sealed_origin: Mapped[str | None] = mapped_column(Text)
    request_id: Mapped[str | None] = mapped_column(String(64))


class AuditChain(Base):
    """Where a chain ends: the trigger moves it on with each row."""

    __tablename__ = "audit_chains"

    chain: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    last_seq: Mapped[int] = mapped_column(BigInteger, server_default="0")
    last_hash: Mapped[bytes] = mapped_column(LargeBinary, server_default="")


class DroppedStretch(Base):
    """Rows of a chain that were dropped with their month, signed: the next one follows ``last_hash``."""

    __tablename__ = "audit_dropped"

    chain: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    first_seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    last_seq: Mapped[int] = mapped_column(BigInteger)
    last_hash: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[str] = mapped_column(String(64))
    dropped_at: Mapped[datetime] = mapped_column(default=now)


class Checkpoint(Base):
    """Where all chains ended at a moment, signed: ``heads`` is a list of chain, seq and hash in hexadecimal."""

    __tablename__ = "audit_checkpoints"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    heads: Mapped[list[tuple[int, int, str]]] = mapped_column(JSONB)
    signature: Mapped[str] = mapped_column(String(64))


class DayCount(Base):
    """How many rows of an action a day (UTC) has, as far as :class:`CountedUpTo` says."""

    __tablename__ = "audit_counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    action: Mapped[str] = mapped_column(String(100), primary_key=True)
    entries: Mapped[int] = mapped_column(BigInteger)


class CountedUpTo(Base):
    """The last row of a chain that is in the counts."""

    __tablename__ = "audit_counted"

    chain: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    last_seq: Mapped[int] = mapped_column(BigInteger)


class PersonKey(Base):
    """The key under which a person's values are sealed. Without it they are gone."""

    __tablename__ = "audit_person_keys"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(EncryptedText)
    created_at: Mapped[datetime] = mapped_column(default=now)
