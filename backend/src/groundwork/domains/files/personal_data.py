"""What the files say about people: a person's files go with them, but for those that something shows."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.files import queries, service
from groundwork.domains.files.models import File
from groundwork.kernel.personal_data import PersonalData, rows_of


async def _erase(db: AsyncSession, user_id: UUID) -> None:
    for file in list(await db.scalars(queries.owned_by(user_id))):
        if not await service.remove(db, file):
            file.disown()
    await db.flush()


personal_data = [PersonalData("files", rows_of(File, "owner_id").export, _erase)]
