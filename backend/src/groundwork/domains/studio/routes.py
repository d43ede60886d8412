"""/admin"""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from groundwork.domains.studio import queries
from groundwork.domains.studio.policy import READ_MAILS
from groundwork.domains.studio.schemas import MailOut, MailQuery, MailSummary
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.routing import router
from groundwork.kernel.mail import Mail

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
    return Envelope(MailOut.model_validate(mail))
