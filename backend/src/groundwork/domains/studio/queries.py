"""Read models for operators."""

from sqlalchemy import select

from groundwork.kernel.http.lists import Listing
from groundwork.kernel.mail import Mail

mails = Listing(
    source=select(Mail),
    columns={
        "id": Mail.id,
        "to": Mail.recipient,
        "subject": Mail.subject,
        "template": Mail.template,
        "status": Mail.status,
        "attempts": Mail.attempts,
        "lastError": Mail.last_error,
        "createdAt": Mail.created_at,
        "sentAt": Mail.sent_at,
    },
    sorts={"createdAt": Mail.created_at, "to": Mail.recipient, "subject": Mail.subject},
    identity=Mail.id,
    filters={"status": Mail.status, "template": Mail.template},
    search=(Mail.recipient, Mail.subject),
    created_at=Mail.created_at,
)
