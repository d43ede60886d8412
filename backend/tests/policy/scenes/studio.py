"""What operators look at: mails and the audit trail."""

from uuid import UUID

from groundwork.kernel.mail_attachments import Attachment, MailAttachment
from tests.policy.scenes.scene import About, Json, Scene, keep
from tests.policy.stage import Member, Stage


async def mail(stage: Stage, _whose: Member) -> Json:
    """A mail that was sent."""
    return {"id": str((await stage.sql("SELECT id FROM mails LIMIT 1"))[0]["id"])}


async def attachment(stage: Stage, whose: Member) -> Json:
    """A file that is attached to it."""
    sent = await mail(stage, whose)
    file = Attachment("receipt.pdf", "application/pdf", b"%PDF")
    return {**sent, "attachmentId": await keep(stage, MailAttachment.of(UUID(sent["id"]), 0, file))}


scenes = {
    "list_mails": Scene(),
    "get_mail": Scene(About.NOBODY, mail),
    "get_mail_attachment": Scene(About.NOBODY, attachment),
    "list_audit_logs": Scene(),
    "export_audit_logs": Scene(),
    "verify_audit_logs": Scene(),
}
