"""Signed notes of where the chains end, so that who can write to the database cannot rewrite the trail unseen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.models import AuditChain, Checkpoint
from groundwork.kernel.clock import now, rfc3339
from groundwork.kernel.crypto import digest, is_signed, sign
from groundwork.kernel.http.envelope import to_json
from groundwork.kernel.runtime import runtime_of
from groundwork.kernel.settings import Settings

log = structlog.get_logger("groundwork.audit")

_PURPOSE = "audit checkpoint"
_DROPPED = "audit dropped"


async def take_checkpoint(db: AsyncSession) -> None:
    """Note where all chains end, in the database and in the log, unless nothing was added since the last time."""
    await db.execute(select(func.pg_advisory_xact_lock(0x67770003)))
    chains = await db.scalars(select(AuditChain).where(AuditChain.last_seq > 0).order_by(AuditChain.chain))
    heads = [(chain.chain, chain.last_seq, chain.last_hash.hex()) for chain in chains]
    last = await db.scalar(select(Checkpoint).order_by(Checkpoint.number.desc()).limit(1))
    if not heads or (last and [tuple(head) for head in last.heads] == heads):
        return
    number = last.number + 1 if last else 1
    moment = now()
    signature = sign(_keys(runtime_of(db).settings)[0], _PURPOSE, *_parts(number, moment, heads))
    db.add(Checkpoint(number=number, created_at=moment, heads=heads, signature=signature))
    log.info("audit checkpoint", number=number, heads=digest(to_json(heads).decode()), signature=signature)


def is_genuine(settings: Settings, number: int, moment: datetime, heads: Any, signature: str) -> bool:
    """Whether a checkpoint was signed with one of this installation's keys."""
    return _is_signed(settings, signature, _PURPOSE, _parts(number, moment, heads))


def sign_stretch(settings: Settings, *note: int | bytes) -> str:
    """The signature of a note that rows of a chain were dropped when they were old enough.

    ``note``: the chain, the first and the last number, the hash of the last.
    """
    return sign(_keys(settings)[0], _DROPPED, *_note(*note))


def is_genuine_stretch(settings: Settings, signature: str, *note: int | bytes) -> bool:
    """Whether such a note was signed with one of this installation's keys."""
    return _is_signed(settings, signature, _DROPPED, _note(*note))


def _parts(number: int, moment: datetime, heads: Any) -> tuple[str, ...]:
    return str(number), rfc3339(moment), digest(to_json(heads).decode())


def _note(*note: int | bytes) -> tuple[str, ...]:
    return tuple(part.hex() if isinstance(part, bytes) else str(part) for part in note)


def _is_signed(settings: Settings, signature: str, purpose: str, parts: Iterable[str]) -> bool:
    told = tuple(parts)
    return any(is_signed(signature, key, purpose, *told) for key in _keys(settings))


def _keys(settings: Settings) -> list[str]:
    """The first signs, each verifies: so they are changed as those of the encrypted columns are, with which they go."""
    return [key.get_secret_value() for key in settings.encryption_keys]
