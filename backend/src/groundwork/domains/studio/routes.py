"""/admin"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from groundwork.domains.studio import queries
from groundwork.domains.studio.policy import READ_MAILS
from groundwork.domains.studio.schemas import AttachmentOut, MailOut, MailQuery, MailSummary
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.routing import router
from groundwork.kernel.mail import Mail
from groundwork.kernel.mail_attachments import AttachmentMissing, MailAttachment, attachments_of
from groundwork.kernel.runtime import runtime_of

_BYTES: dict[str, Any] = {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}

admin = router("/admin", "admin")


@admin.get("/mails", response_model=Page[MailSummary])
@requires(READ_MAILS)
async def list_mails(_actor: SignedIn, query: Annotated[MailQuery, Query()], runtime: Running) -> Envelope:
    """List the mails that were sent or wait to be, the newest first."""
    return await queries.mails.answer(runtime, query)


@admin.get("/mails/{id}", response_model=Success[MailOut])
@requires(READ_MAILS)
async def get_mail(_actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Get a mail as it was rendered. Links that open an account are taken out once it left this machine."""
    mail = await db.get(Mail, id)
    if mail is None:
        raise NotFound
    attached = [AttachmentOut.model_validate(file) for file in await attachments_of(db, mail.id)]
    return Envelope(MailOut.of(mail, attached))


@admin.get(
    "/mails/{id}/attachments/{attachmentId}",
    response_class=Response,
    responses={200: {"description": "The file", **_BYTES}},
)
@requires(READ_MAILS)
async def get_mail_attachment(
    _actor: SignedIn,
    id: UUID,  # noqa: A002  (the name on the wire)
    attachment_id: Annotated[UUID, Path(alias="attachmentId")],
    db: Db,
) -> Response:
    """Download a file that is attached to a mail, for as long as it is kept."""
    row = await db.get(MailAttachment, attachment_id)
    if row is None or row.mail_id != id:
        raise NotFound
    try:
        file = await row.open(runtime_of(db).storage)
    except AttachmentMissing:
        raise NotFound from None
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.content_type, headers=headers)
