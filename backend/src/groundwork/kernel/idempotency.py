"""Requests that may be sent again: the first answer to a person's ``Idempotency-Key`` is kept a day, and given again.

The answer is written in the transaction of the effect, so either both are there or neither. A crash leaves nothing, and
a client whose answer was lost gets it by asking again.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import orjson
from psycopg.rows import dict_row
from sqlalchemy import LargeBinary, SmallInteger, delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.crypto import EncryptedText, cipher_in_use
from groundwork.kernel.database import Base, driver_connection
from groundwork.kernel.errors import Conflict, Unprocessable
from groundwork.kernel.jobs import Job

KEPT = timedelta(hours=24)
_LEASE = timedelta(seconds=60)
"""How long an operation that has no transaction around it may take before a repetition takes over."""


class StillRunning(Conflict):
    """The same request is being worked on."""

    message = "A request with this Idempotency-Key is still running"

    def __init__(self) -> None:
        super().__init__(retry_after=1)


class KeyUsed(Unprocessable):
    """The key came before, with another request."""

    message = "This Idempotency-Key was used for another request"


class IdempotencyKey(Base):
    """A key of a person; ``id`` is made of both. Without ``status``, its operation runs, until ``leased_until``."""

    __tablename__ = "idempotency_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None] = mapped_column(SmallInteger)
    answer: Mapped[str | None] = mapped_column(EncryptedText)
    leased_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: the status, headers, and the body up to ``meta``, which each answer has of its own."""

    status: int
    headers: list[tuple[str, str]]
    beginning: str


class Answered(Exception):
    """The request has been answered already; nothing is to be done."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Claim:
    """A key that an operation without a transaction around it has got."""

    effect_id: UUID
    """Names what is made under the key: the same, until the key is a day old, however often it is claimed."""
    again: bool
    """Whether it was claimed before: what was begun then may have had its effect."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One time that a person sends a request under a key. ``request``: what makes it the same request."""

    user_id: UUID
    key: str
    request: bytes

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 of the request."""
        return hashlib.sha256(self.request).digest()

    @property
    def id(self) -> UUID:
        """Names this key of this person."""
        return uuid5(self.user_id, self.key)

    async def begin(self, db: AsyncSession) -> Answer | None:
        """Have the key until the transaction ends, or the answer that it has got already.

        Raises:
            StillRunning: another transaction has it.
            KeyUsed: it was used for another request.
        """
        connection = await driver_connection(db)
        async with connection.cursor(row_factory=dict_row) as cursor:
            await cursor.execute(_BEGIN, [int.from_bytes(self.id.bytes[:8], signed=True), self.id])
            row = await cursor.fetchone()
        if row is None or not row["free"]:
            raise StillRunning
        return self._answered(row)

    async def is_answered(self, db: AsyncSession) -> bool:
        """Whether the key has its answer, to whichever request."""
        found = await db.get(IdempotencyKey, self.id)
        return found is not None and found.status is not None and found.created_at >= now() - KEPT

    async def claim(self, db: AsyncSession) -> Answer | Claim:
        """As :meth:`begin`, beyond the end of the transaction: until it is kept or let go, or a minute has passed.

        Raises:
            StillRunning: another has it, or has just had it.
            KeyUsed: it was used for another request.
        """
        answer = await self.begin(db)
        if answer is not None:
            return answer
        connection = await driver_connection(db)
        moment = now()
        values = [self.id, self.user_id, self.fingerprint, moment + _LEASE, moment, moment]
        row = await (await connection.execute(_CLAIM, values)).fetchone()
        if row is None:
            raise StillRunning
        return Claim(uuid5(self.id, row[0].isoformat()), again=row[0] != moment)

    async def keep(self, db: AsyncSession, answer: Answer) -> None:
        """Write down the answer, in the transaction of the effect.

        Raises:
            StillRunning: another transaction has answered in between; this one must not commit.
        """
        content = orjson.dumps([answer.headers, answer.beginning]).decode()
        connection = await driver_connection(db)
        kept = await connection.execute(
            _KEEP,
            [self.id, self.user_id, self.fingerprint, answer.status, cipher_in_use().encrypt(content), now()],
        )
        if kept.rowcount == 0:
            raise StillRunning

    async def let_go(self, db: AsyncSession, *, tried: bool) -> None:
        """Give back what :meth:`claim` took. ``tried``: it may have had an effect, and can only be tried again."""
        connection = await driver_connection(db)
        await connection.execute(_END_LEASE if tried else _FORGET, [self.id])

    def _answered(self, row: dict[str, Any]) -> Answer | None:
        if row["fingerprint"] is None or row["created_at"] < now() - KEPT:
            return None
        if row["fingerprint"] != self.fingerprint:
            raise KeyUsed
        if row["status"] is None:
            if row["leased_until"] > now():
                raise StillRunning
            return None
        headers, beginning = orjson.loads(cipher_in_use().decrypt(row["answer"]))
        return Answer(row["status"], [(name, value) for name, value in headers], beginning)


_BEGIN = """
    SELECT pg_try_advisory_xact_lock(%s) AS free, known.*
    FROM (SELECT) AS once LEFT JOIN idempotency_keys AS known ON known.id = %s"""
"""One statement, though its snapshot is older than its lock: who commits in between is found by ``keep``, ``claim``."""

_CLAIM = """
    INSERT INTO idempotency_keys AS known (id, user_id, fingerprint, leased_until, created_at)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (id) DO UPDATE
    SET fingerprint = excluded.fingerprint, leased_until = excluded.leased_until, status = NULL, answer = NULL,
        created_at = CASE WHEN known.created_at < excluded.created_at - interval '24 hours'
                          THEN excluded.created_at ELSE known.created_at END
    WHERE (known.status IS NULL AND known.leased_until <= %s)
       OR known.created_at < excluded.created_at - interval '24 hours'
    RETURNING created_at"""

_KEEP = """
    INSERT INTO idempotency_keys AS known (id, user_id, fingerprint, status, answer, created_at)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (id) DO UPDATE
    SET fingerprint = excluded.fingerprint, status = excluded.status, answer = excluded.answer, leased_until = NULL,
        created_at = excluded.created_at
    WHERE known.status IS NULL OR known.created_at < excluded.created_at - interval '24 hours'"""

_END_LEASE = "UPDATE idempotency_keys SET leased_until = created_at WHERE id = %s AND status IS NULL"
_FORGET = "DELETE FROM idempotency_keys WHERE id = %s AND status IS NULL"


async def _forget_keys(db: AsyncSession) -> None:
    await db.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < now() - KEPT))


forget_keys = Job("idempotency.forget", _forget_keys, schedule="23 * * * *")
