"""The archive of an export: a ZIP file with one JSON file for each table, and the files of the person."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.clock import now, rfc3339
from groundwork.kernel.runtime import runtime_of

_ABOUT = """This archive holds what is kept about you, as of {moment}.

data/   one JSON file for each kind of record
files/  your pictures and files

Passwords, tokens and keys are not in it: what is kept of them opens nothing and says nothing about you.
"""


async def write_archive(db: AsyncSession, user_id: UUID, target: Path) -> None:
    """Write everything that the domains declare about the person into ``target``."""
    runtime = runtime_of(db)
    parts = [part for domain in runtime.domains for part in domain.personal_data]
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        await _add(archive, "README.txt", _ABOUT.format(moment=rfc3339(now())).encode())
        for part in parts:
            await _add(archive, f"data/{part.table}.json", _as_json(await part.export(db, user_id)))
            for path in await part.files(db, user_id) if part.files else ():
                content = await runtime.storage.read(path)
                if content is not None:
                    await _add(archive, f"files/{path}", content)


async def _add(archive: ZipFile, name: str, content: bytes) -> None:
    await asyncio.to_thread(archive.writestr, name, content)


def _as_json(rows: list[dict[str, Any]]) -> bytes:
    return orjson.dumps(rows, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z)
