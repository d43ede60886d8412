"""How much room a user's files may take: set aside before bytes come in, so that many at once do not exceed it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.files import queries
from groundwork.domains.files.errors import FileTooLarge, OverQuota
from groundwork.domains.files.models import File
from groundwork.kernel.errors import InvalidToken
from groundwork.kernel.runtime import runtime_of


@dataclass(frozen=True, slots=True)
class Usage:
    """What a user's files take, bytes, and how many there are."""

    used: int
    quota: int
    files: int

    @property
    def left(self) -> int:
        """Bytes."""
        return max(0, self.quota - self.used)


async def usage_of(db: AsyncSession, user_id: UUID) -> Usage:
    """What the user's files take, those on their way included."""
    used, files = (await db.execute(queries.usage_of(user_id))).one()
    return Usage(int(used), runtime_of(db).settings.files_quota_bytes, files)


async def set_aside(db: AsyncSession, owner_id: UUID, size: int) -> int:
    """Hold others of the user's uploads back until this transaction ends; returns the largest that a file may be.

    Raises:
        FileTooLarge: no file may be as large as ``size``.
        OverQuota: there is no room for ``size`` bytes.
    """
    largest = runtime_of(db).settings.files_max_bytes
    if size > largest:
        raise FileTooLarge(largest)
    if await accounts.lock_user(db, owner_id) is None:
        raise InvalidToken
    usage = await usage_of(db, owner_id)
    if size > usage.left:
        raise OverQuota(usage.used, usage.quota)
    return min(largest, usage.left)


async def settle(db: AsyncSession, file: File, size: int) -> None:
    """Count the file with its true size.

    Raises:
        OverQuota: it grew beyond what was set aside, and there is no room for the rest.
    """
    if file.owner_id is not None and size > file.size:
        await set_aside(db, file.owner_id, size - file.size)
