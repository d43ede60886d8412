"""Files of mails: they leave with them, are kept with them, and go with them."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from sqlalchemy import func, select, text

from groundwork.kernel import mail as mails
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import FieldCipher
from groundwork.kernel.database import transaction
from groundwork.kernel.mail import Mail, MailStatus, send_mail
from groundwork.kernel.mail_attachments import MOST_KEPT, Attachment, MailAttachment, attachments_of
from groundwork.kernel.runtime import Runtime
from tests.kernel.test_mail import CONTEXT, Postman, Work, mail_to, new_address, postman

__all__ = ["postman"]
pytestmark = pytest.mark.anyio
RECEIPT = Attachment("receipt.pdf", "application/pdf", b"%PDF-1.7 sesame" + bytes(range(256)))


async def _ask(runtime: Runtime, to: str, *files: Attachment) -> None:
    async with transaction(runtime) as db:
        await send_mail(db, to=to, template="notes/overdue", context=CONTEXT, attachments=files)


async def _kept(runtime: Runtime, to: str) -> Mail:
    mail = await mail_to(runtime, to)
    assert mail is not None
    return mail


def _files(message: EmailMessage) -> dict[str | None, bytes]:
    return {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}  # type: ignore[misc]


async def test_a_file_leaves_with_its_mail(workshop: Runtime, work: Work) -> None:
    to = new_address()
    await _ask(workshop, to, RECEIPT, Attachment("sales.csv", "text/csv", b"a,b\r\n"))
    await work()
    mail = await _kept(workshop, to)
    assert mail.status == MailStatus.SENT
    content = (workshop.settings.groundwork_home / "outbox" / f"{mail.id}.eml").read_bytes()
    message = message_from_bytes(content, policy=policy.default)
    assert not message.defects
    assert _files(message) == {"receipt.pdf": RECEIPT.content, "sales.csv": b"a,b\r\n"}
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == mail.text


async def test_a_file_in_the_storage_is_read_when_the_mail_leaves(
    workshop: Runtime, work: Work, postman: Postman
) -> None:
    """Until it is there the mail waits, and says why."""
    to, path = new_address(), f"reports/{new_address()}.pdf"
    await _ask(workshop, to, Attachment("sales.pdf", "application/pdf", storage_path=path))
    await work()
    mail = await _kept(workshop, to)
    assert (mail.status, mail.last_error) == (
        MailStatus.QUEUED,
        "AttachmentMissing: sales.pdf is not in the storage",
    )
    large = b"%PDF" + bytes(MOST_KEPT)
    await workshop.storage.put(path, large)
    await work()
    [message] = [message for _, message in postman.taken if message["To"] == to]
    assert _files(message) == {"sales.pdf": large}
    assert (await _kept(workshop, to)).status == MailStatus.SENT


async def test_files_are_encrypted_at_rest(workshop: Runtime) -> None:
    to = new_address()
    await _ask(workshop, to, RECEIPT)
    mail = await _kept(workshop, to)
    async with transaction(workshop) as db:
        stored = await db.scalar(text("SELECT content FROM mail_attachments WHERE mail_id = :id"), {"id": mail.id})
        [row] = await attachments_of(db, mail.id)
    assert "sesame" not in stored
    cipher = FieldCipher([key.get_secret_value() for key in workshop.settings.encryption_keys])
    assert cipher.decrypt(stored) == row.content
    assert (await row.open(workshop.storage)).content == RECEIPT.content
    assert row.size == len(RECEIPT.content or b"")


async def test_what_a_rolled_back_transaction_attached_never_was(workshop: Runtime) -> None:
    async def count() -> int:
        async with transaction(workshop) as db:
            return await db.scalar(select(func.count()).select_from(MailAttachment)) or 0

    before = await count()
    with pytest.raises(LookupError):
        async with transaction(workshop) as db:
            await send_mail(db, to=new_address(), template="notes/overdue", context=CONTEXT, attachments=[RECEIPT])
            await db.flush()
            raise LookupError
    assert await count() == before


async def test_after_ninety_days_they_go_with_the_mail(workshop: Runtime, work: Work) -> None:
    """What lies in the storage belongs to somebody else, and stays."""
    to, path = new_address(), f"reports/{new_address()}.pdf"
    await workshop.storage.put(path, b"%PDF")
    await _ask(workshop, to, RECEIPT, Attachment("sales.pdf", "application/pdf", storage_path=path))
    await work()
    mail = await _kept(workshop, to)
    async with transaction(workshop) as db:
        (await db.get_one(Mail, mail.id)).created_at = now() - timedelta(days=91)
    async with transaction(workshop) as db:
        await mails.forget_mails.handler(db)
    async with transaction(workshop) as db:
        assert await attachments_of(db, mail.id) == []
    assert await workshop.storage.read(path) == b"%PDF"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"content": b"x", "storage_path": "reports/1.pdf"},
        {"content": bytes(MOST_KEPT + 1)},
        {"content": b"x", "name": ""},
        {"content": b"x", "name": "a\r\nBcc: eve@example.com"},
        {"content": b"x", "name": "../receipt.pdf"},
        {"content": b"x", "name": 'a"b.pdf'},
        {"content": b"x", "content_type": "pdf"},
        {"content": b"x", "content_type": "application/pdf; x"},
    ],
)
def test_an_attachment_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"content|bytes|plain"):
        Attachment(**{"name": "receipt.pdf", "content_type": "application/pdf", **wrong})  # type: ignore[arg-type]
