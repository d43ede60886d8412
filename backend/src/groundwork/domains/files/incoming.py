"""Files on their way in: through us as a form, or announced and then sent straight to the storage."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.files import queries, room
from groundwork.domains.files.errors import AlreadyComplete, FileTooLarge, LinkExpired, NothingUploaded
from groundwork.domains.files.kinds import HEAD, INLINE, UNKNOWN, Recognized, recognize
from groundwork.domains.files.models import File, FileStatus
from groundwork.domains.files.names import clean, disposition
from groundwork.domains.files.policy import CREATE_OWN
from groundwork.domains.files.signatures import is_good, signature
from groundwork.domains.files.variants import make_variants
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import AppError, Forbidden, NotFound
from groundwork.kernel.http.errors import as_app_error
from groundwork.kernel.http.streamed import Digested, Once
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.storage import Ticket

TICKET_LIFE = timedelta(hours=1)
_PURPOSE = "file upload"


@dataclass(frozen=True, slots=True)
class Announced:
    """An upload that a client may send now."""

    file: File
    ticket: Ticket
    expires_at: datetime


@dataclass(slots=True)
class Counted:
    """Content that is coming in: counted, bounded, and its first bytes kept."""

    chunks: AsyncIterator[bytes]
    largest: int
    refusal: Callable[[int], AppError]
    size: int = 0
    head: bytes = b""

    async def read_head(self) -> None:
        """Read the first bytes.

        Raises:
            FileTooLarge, OverQuota: these are too many already.
        """
        pieces, gathered = [], 0
        async for chunk in self._bounded():
            pieces.append(chunk)
            gathered += len(chunk)
            if gathered >= HEAD:
                break
        self.head = b"".join(pieces)

    async def whole(self) -> AsyncIterator[bytes]:
        """All of it, from the beginning."""
        if self.head:
            yield self.head
        self.head = b""
        async for chunk in self._bounded():
            yield chunk

    async def _bounded(self) -> AsyncIterator[bytes]:
        async for chunk in self.chunks:
            self.size += len(chunk)
            if self.size > self.largest:
                raise self.refusal(self.size)
            yield chunk


class Upload:
    """A file that comes in through us: a row that holds its room, then its content, then what it turned out to be."""

    def __init__(self, runtime: Runtime, actor: Actor, once: Once) -> None:
        self._runtime = runtime
        self._actor = actor
        self._once = once
        self._file: File | None = None
        self._what = Recognized(UNKNOWN)
        self._size = 0
        self._sent: tuple[str, Digested] | None = None

    async def receive(self, name: str, chunks: AsyncIterator[bytes], *, expected: int) -> None:
        """Keep the content as it comes. No database connection is held meanwhile.

        Of what was uploaded under its key before, nothing is kept, and it needs no room a second time.

        ``expected``: bytes that it will have at least, as far as the client has said.

        Raises:
            FileTooLarge, OverQuota, PictureTooLarge: it does not fit.
            InsufficientStorage, ServiceUnavailable: the storage is full, or away.
        """
        sent = Digested(chunks)
        self._sent = name, sent
        if self._once.is_known:
            await sent.pass_over()
            return
        async with transaction(self._runtime) as db:
            owner_id = self._actor.signed_in_user()
            there_is = await room.set_aside(db, owner_id, expected)
            file = _new_file(owner_id, clean(name), expected)
            db.add(file)
        self._file = file
        content = Counted(sent.pieces(), there_is.largest, there_is.refusal)
        await content.read_head()
        self._what = recognize(content.head[:HEAD], file.name)
        headers = storage_headers(file.name, self._what.content_type)
        await self._runtime.storage.put(file.path, content.whole(), headers=headers)
        self._size = content.size

    async def finish(self, *, public: bool) -> File:
        """The file is there, and counted.

        Raises:
            Answered, KeyUsed, StillRunning: its key says so.
            OverQuota: others came in meanwhile.
            NotFound: its row was swept away, or its owner is gone.
        """
        if self._sent is None:
            raise NotFound
        name, sent = self._sent
        async with transaction(self._runtime) as db:
            await self._once.begin(db, name, public, sent.digest)
            reserved = self._file
            if reserved is None or reserved.owner_id is None:
                raise NotFound
            if self._size > reserved.size:
                await room.set_aside(db, reserved.owner_id, self._size - reserved.size)
            file = await db.get(File, reserved.id, with_for_update=True)
            if file is None:
                raise NotFound
            file.public = public
            await _take_in(db, self._actor, file, self._what, self._size)
            await self._once.keep(db, file)
            return file

    async def abandon(self) -> None:
        """Leave nothing behind. What cannot be removed now, the sweep finds."""
        if self._file is None:
            return
        try:
            async with transaction(self._runtime) as db:
                waiting = (File.id == self._file.id) & (File.status == FileStatus.UPLOADING)
                unfinished = await db.scalar(delete(File).where(waiting).returning(File.id))
            if unfinished is not None:  # else it came in after all, and only the answer is lost
                await self._runtime.storage.delete([self._file.path])
        except Exception as error:
            as_app_error(error)  # logs it; the client is told why the upload failed


async def announce(
    db: AsyncSession, runtime: Runtime, actor: Actor, *, name: str, size: int, public: bool
) -> Announced:
    """Set room aside for a file that the client sends to the storage itself.

    Raises:
        FileTooLarge, OverQuota: it does not fit.
    """
    owner_id = actor.signed_in_user()
    await room.set_aside(db, owner_id, size)
    file = _new_file(owner_id, name, size)
    file.public = public
    ticket = await runtime.storage.upload_ticket(file.incoming, TICKET_LIFE)
    file.sent_directly = ticket is not None
    db.add(file)
    await db.flush()
    expires_at = now().replace(microsecond=0) + TICKET_LIFE
    return Announced(file, ticket or _own_ticket(runtime, file.id, expires_at), expires_at)


def _own_ticket(runtime: Runtime, file_id: UUID, expires_at: datetime) -> Ticket:
    until = int(expires_at.timestamp())
    mark = signature(runtime.settings, _PURPOSE, file_id, until)
    address = f"{runtime.settings.public_api_url}/api/v1/files/uploads/{file_id}"
    return Ticket(f"{address}?expires={until}&signature={mark}")


async def take(runtime: Runtime, file_id: UUID, until: int, mark: str, chunks: AsyncIterator[bytes]) -> None:
    """Keep what a client sends to the address that it was given.

    Raises:
        LinkExpired: the address is not good, or no longer.
        NotFound: the file has been deleted meanwhile.
        AlreadyComplete: it came in before.
        FileTooLarge: there are more bytes than were announced.
    """
    if not is_good(runtime.settings, _PURPOSE, file_id, until, mark):
        raise LinkExpired
    async with transaction(runtime) as db:
        file = await db.get(File, file_id)
        if file is None:
            raise NotFound
        if file.status != FileStatus.UPLOADING:
            raise AlreadyComplete
        announced = file.size
    await runtime.storage.put(file.incoming, Counted(chunks, announced, lambda _: FileTooLarge(announced)).whole())


async def complete(runtime: Runtime, actor: Actor, file_id: UUID) -> File:
    """Look at what the client has sent to the storage, and take it in; once more changes nothing.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NothingUploaded: it is not there, or has another size than was announced.
        PictureTooLarge: its pixels do not fit into memory.
    """
    async with transaction(runtime) as db:
        file = await _own(db, actor, file_id)
        if file.status != FileStatus.UPLOADING:
            return file
    storage = runtime.storage
    path = file.incoming
    size = await storage.size(path)
    if size is None:  # another request, or one that broke off, has moved it already
        path = file.path
        size = await storage.size(path)
    if size != file.size:
        await storage.delete([] if size is None else [path])
        raise NothingUploaded
    opened = await storage.open(path, (0, min(size, HEAD))) if size else None
    head = b"".join([chunk async for chunk in opened.chunks]) if opened else b""
    what = recognize(head, file.name)
    if path != file.path:
        await storage.move(path, file.path)
    async with transaction(runtime) as db:
        file = await _own(db, actor, file_id, for_update=True)
        if file.status == FileStatus.UPLOADING:
            await _take_in(db, actor, file, what, size)
        return file


async def _own(db: AsyncSession, actor: Actor, file_id: UUID, *, for_update: bool = False) -> File:
    statement = queries.visible_to(actor).where(File.id == file_id)
    file = await db.scalar(statement.with_for_update() if for_update else statement)
    if file is None:
        raise NotFound
    if file.owner_id != actor.user_id or not actor.may(CREATE_OWN):
        raise Forbidden
    return file


async def _take_in(db: AsyncSession, actor: Actor, file: File, what: Recognized, size: int) -> None:
    file.receive(what, size)
    await db.flush()
    facts = {"name": file.name, "contentType": file.content_type, "size": file.size, "public": file.public}
    changes = audit.differences({}, facts)
    await audit.record(db, actor, "file.uploaded", resource=("file", file.id), changes=changes)
    if file.status == FileStatus.PROCESSING:
        await defer(db, make_variants, file_id=str(file.id))


def storage_headers(name: str, content_type: str) -> dict[str, str]:
    """What a bucket answers with when it is asked for the file without us."""
    inline = INLINE.fullmatch(content_type) is not None
    return {"Content-Type": content_type, "Content-Disposition": disposition(name, inline=inline)}


def _new_file(owner_id: UUID, name: str, size: int) -> File:
    return File(
        id=uuid7(),
        owner_id=owner_id,
        name=name,
        content_type=UNKNOWN,
        size=size,
        status=FileStatus.UPLOADING,
        variants=[],
    )
