"""How much room a user's files may take: set aside before bytes come in, so that many at once do not exceed it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.files import queries
from groundwork.domains.files.errors import FileTooLarge, OverQuota
from groundwork.kernel.errors import AppError, InvalidToken
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


@dataclass(frozen=True, slots=True)
class Room:
    """What there is for one file."""

    usage: Usage
    per_file: int

    @property
    def largest(self) -> int:
        """How large it may be, bytes."""
        return min(self.per_file, self.usage.left)

    def refusal(self, size: int) -> AppError:
        """Why a file of ``size`` bytes is not taken."""
        if size > self.per_file:
            return FileTooLarge(self.per_file)
        return OverQuota(self.usage.used, self.usage.quota)


async def usage_of(db: AsyncSession, user_id: UUID) -> Usage:
    """What the user's files take, those on their way included."""
    used, files = (await db.execute(queries.usage_of(user_id))).one()
    return Usage(int(used), runtime_of(db).settings.files_quota_bytes, files)


async def set_aside(db: AsyncSession, owner_id: UUID, size: int) -> Room:
    """Make sure of ``size`` bytes; others of the user's uploads are held back until this transaction ends.

    Raises:
        FileTooLarge: no file may be that large.
        OverQuota: there is no room for it.
    """
    if await accounts.lock_user(db, owner_id) is None:
        raise InvalidToken
    room = Room(await usage_of(db, owner_id), runtime_of(db).settings.files_max_bytes)
    if size > room.largest:
        raise room.refusal(size)
    return room
