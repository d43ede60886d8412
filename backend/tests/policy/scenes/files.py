"""Files, what is in them, and how they come in."""

from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from groundwork.domains.files import incoming, service
from groundwork.domains.files.models import File, FileStatus
from groundwork.kernel.actor import Actor
from tests.policy.scenes.scene import About, Json, Scene, committed, keep
from tests.policy.stage import Member, Stage

_FORM = {"files": {"file": ("notes.txt", b"Notes", "text/plain")}}


async def file(stage: Stage, whose: Member) -> Json:
    """A file of theirs."""
    async with committed(stage) as db:
        kept = await service.keep(db, UUID(whose.id), "notes.txt", b"Notes", public=False)
        return {"id": str(kept.id)}


async def public_file(stage: Stage, _whose: Member) -> Json:
    """A file that everybody may open."""
    async with committed(stage) as db:
        return {"id": str((await service.keep(db, None, "notes.txt", b"Notes")).id)}


async def sent(stage: Stage, whose: Member) -> Json:
    """A file that has been sent and not completed."""
    row = File(owner_id=UUID(whose.id), name="notes.txt", content_type="", size=5, status=FileStatus.UPLOADING)
    file_id = await keep(stage, row)
    await stage.runtime.storage.put(row.incoming, b"Notes")
    return {"id": file_id}


async def announced(stage: Stage, whose: Member) -> Json:
    """A file that has been announced, with the signature of its address."""
    async with committed(stage) as db:
        made = await incoming.announce(
            db, stage.runtime, Actor(user_id=UUID(whose.id)), name="notes.txt", size=5, public=False
        )
    return {"id": str(made.file.id), **dict(parse_qsl(urlsplit(made.ticket.url).query))}


scenes = {
    "list_files": Scene(),
    "get_file_usage": Scene(),
    "get_file": Scene(About.PERSON, file),
    "create_file": Scene(options=_FORM),
    "create_upload": Scene(body={"name": "notes.txt", "size": 5}),
    "send_upload": Scene(About.NOBODY, announced, options={"content": b"Notes"}),
    "complete_upload": Scene(About.PERSON, sent),
    "update_file": Scene(About.PERSON, file, {"name": "letter.txt"}),
    "delete_file": Scene(About.PERSON, file),
    "get_file_content": Scene(About.NOBODY, public_file),
    "create_file_link": Scene(About.PERSON, file),
}
