"""What operators look at: mails and the audit trail."""

from tests.policy.scenes.scene import About, Json, Scene
from tests.policy.stage import Member, Stage


async def mail(stage: Stage, _whose: Member) -> Json:
    """A mail that was sent."""
    return {"id": str((await stage.sql("SELECT id FROM mails LIMIT 1"))[0]["id"])}


scenes = {
    "list_mails": Scene(),
    "get_mail": Scene(About.NOBODY, mail),
    "list_audit_logs": Scene(),
    "export_audit_logs": Scene(),
    "verify_audit_logs": Scene(),
}
