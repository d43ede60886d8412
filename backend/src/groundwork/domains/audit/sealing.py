"""Sealing personal values under a key for each person. Deleting the key erases them; the chain keeps its hashes."""

import secrets
from collections.abc import Collection
from typing import Any
from uuid import UUID

import orjson
from cryptography.fernet import InvalidToken
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit.models import PersonKey
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import FieldCipher, cipher_in_use
from groundwork.kernel.database import after_commit, driver_connection
from groundwork.kernel.reads import Read
from groundwork.kernel.runtime import Runtime, runtime_of

NOBODY = UUID(int=0)
"""Whose key seals what is nobody's: the address of a guest who tried an unknown account."""

_LIFE = 3600.0
"""Seconds for which a process holds a key; a deletion is told to all at once by the database."""

_keys_of = Read(select(PersonKey.person_id, PersonKey.key).where(PersonKey.person_id == func.any(bindparam("people"))))


async def cipher_for(db: AsyncSession, person: UUID) -> FieldCipher:
    """The person's cipher; the key is made on first use, as part of the transaction of ``db``.

    Only a key that is true already is held in the process.
    """
    made: dict[UUID, FieldCipher] = db.info.setdefault("audit_ciphers", {})
    runtime = runtime_of(db)
    cipher = made.get(person) or runtime.local.get(_tag(person))
    if cipher is None:
        epoch = runtime.local.epoch
        key = await _key_of(db, person)
        cipher = FieldCipher([key or await _make_key(db, person)])
        made[person] = cipher
        if key is not None:
            _hold(runtime, person, cipher, epoch)
    return cipher


async def _make_key(db: AsyncSession, person: UUID) -> str:
    """A new key, or the one that another transaction has made in the meantime."""
    key = secrets.token_urlsafe(32)
    connection = await driver_connection(db, flush=False)
    cursor = await connection.execute(_ADD_KEY, (person, cipher_in_use().encrypt(key), now()))
    if await cursor.fetchone() is None:
        return await _key_of(db, person) or key
    return key


_ADD_KEY = """
    INSERT INTO audit_person_keys (person_id, key, created_at) VALUES (%s, %s, %s)
    ON CONFLICT DO NOTHING RETURNING person_id"""


async def _key_of(db: AsyncSession, person: UUID) -> str | None:
    """On the driver's connection, as all that a record does: it may be one statement of many that are sent together."""
    rows = await _keys_of.on(await driver_connection(db, flush=False), people=[person])
    return cipher_in_use().decrypt(rows[0]["key"]) if rows else None


async def ciphers_of(runtime: Runtime, people: Collection[UUID]) -> dict[UUID, FieldCipher]:
    """The ciphers of those people who still have one."""
    found: dict[UUID, FieldCipher] = {}
    for person in people:
        cipher = runtime.local.get(_tag(person))
        if cipher is not None:
            found[person] = cipher
    missing = [person for person in people if person not in found]
    if missing:
        epoch = runtime.local.epoch
        for row in await _keys_of.all(runtime.database, people=missing):
            cipher = found[row["person_id"]] = FieldCipher([cipher_in_use().decrypt(row["key"])])
            _hold(runtime, row["person_id"], cipher, epoch)
    return found


async def destroy_key(db: AsyncSession, person: UUID) -> None:
    """Erase all that is sealed for the person, in the transaction of ``db``."""
    await db.execute(delete(PersonKey).where(PersonKey.person_id == person))
    db.info.get("audit_ciphers", {}).pop(person, None)

    async def drop() -> None:
        runtime_of(db).local.drop(_tag(person))

    after_commit(db, drop)


def sealed(cipher: FieldCipher, content: Any) -> str:
    """``content`` as encrypted JSON."""
    return cipher.encrypt(orjson.dumps(content, default=str).decode())


def unsealed(cipher: FieldCipher | None, token: str) -> Any | None:
    """What was sealed; none when the key is gone, or is another one since."""
    if cipher is None:
        return None
    try:
        return orjson.loads(cipher.decrypt(token))
    except InvalidToken:
        return None


def _hold(runtime: Runtime, person: UUID, cipher: FieldCipher, epoch: int) -> None:
    tag = _tag(person)
    runtime.local.put(tag, cipher, tags=[tag], epoch=epoch, life=_LIFE)


def _tag(person: UUID) -> str:
    """As the trigger on the table of keys names it."""
    return f"audit-key:{person}"
