"""Mail: rendered in the transaction that asks for it, sent by a job, once."""

import dataclasses
from collections.abc import Awaitable, Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from jinja2 import UndefinedError
from sqlalchemy import select, text

from groundwork.kernel import mail as mails
from groundwork.kernel.crypto import FieldCipher
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.mail import Mail, MailStatus, MailTemplates, send_mail
from groundwork.kernel.runtime import Runtime

pytestmark = pytest.mark.anyio
Work = Callable[[], Awaitable[None]]
CONTEXT = {"title": "War & Peace", "name": "<Ada>", "token": "open-sesame-4711"}


class Postman:
    """A transport that refuses the mails to an address as often as it is told."""

    is_local = False

    def __init__(self) -> None:
        self.refusals: dict[str, int] = {}
        self.taken: list[tuple[UUID, EmailMessage]] = []

    async def send(self, mail_id: UUID, message: EmailMessage) -> None:
        """Take the mail, or not."""
        to = message["To"]
        if self.refusals.get(to):
            self.refusals[to] -= 1
            raise ConnectionRefusedError("the postman rests")
        self.taken.append((mail_id, message))


@pytest.fixture
def postman(workshop: Runtime) -> Iterator[Postman]:
    """Carries the mails of the application during a test."""
    postman = Postman()
    workshop.queue.serve(dataclasses.replace(workshop, mail_transport=postman))
    yield postman
    workshop.queue.serve(workshop)


async def ask(runtime: Runtime, to: str, *, secrets: tuple[str, ...] = ()) -> None:
    """Ask for a mail."""
    async with transaction(runtime) as db:
        await send_mail(db, to=to, template="notes/overdue", context=CONTEXT, secrets=secrets)


async def mail_to(runtime: Runtime, to: str) -> Mail | None:
    """The mail to an address, as it is kept."""
    async with transaction(runtime) as db:
        return await db.scalar(select(Mail).where(Mail.recipient == to))


def new_address() -> str:
    """An address of this test's own."""
    return f"{uuid7().hex}@example.com"


def test_templates_give_subject_text_and_html() -> None:
    folder = Path(__file__).parent / "external_domain" / "mails"
    rendered = MailTemplates({"notes": folder}, app_url="https://shop.test").render("notes/overdue", CONTEXT)
    assert rendered.subject == "War & Peace is overdue"
    assert "Dear <Ada>," in rendered.text
    assert "bring it back: https://shop.test/notes?token=open-sesame-4711" in rendered.text
    assert "Dear &lt;Ada&gt;, bring it back." in rendered.html
    assert "War &amp; Peace" in rendered.html
    assert "https://shop.test/notes?token=open-sesame-4711" in rendered.html
    assert rendered.html.lstrip().startswith("<!doctype html>")


def test_a_name_that_is_missing_in_a_template_is_an_error() -> None:
    folder = Path(__file__).parent / "external_domain" / "mails"
    with pytest.raises(UndefinedError, match="token"):
        MailTemplates({"notes": folder}, app_url="").render("notes/overdue", {"title": "", "name": ""})


async def test_every_template_of_every_domain_renders_with_a_text_part(workshop: Runtime) -> None:
    context = {
        "first_name": None,
        "link": "https://shop.test/x?token=t",
        "days": 2,
        "minutes": 10,
        "new_email": "ada@shop.test",
        "prefix": "gw_1a2b3c4d",
        "scopes": ["users:read"],
        "provider": "Acme",
        "sentence": "A passkey was added",
        "inviter": "Ada Byron",
        "team": "Helsinki studio",
        "role": "member",
        "month": "October 2026",
        "figures": [],
        **dict.fromkeys(("amount", "price", "total"), "12.00"),
        "currency": "USD",
        "plan": "Plus",
        "interval": "month",
        "number": "INV-2026-000017",
        "description": "Order 7K3Q-M9TD",
        **dict.fromkeys(("until", "ends", "again"), "2 October 2026"),
        "reason": "Your card was declined",
        "asked": True,
        **dict.fromkeys(("card", "credit")),
        "order": SimpleNamespace(
            number="7K3Q-M9TD",
            currency="USD",
            total="12.96",
            tax="0.96",
            items=[{"name": "Desk", "quantity": 1, "total": "12.00"}],
            tracking=None,
            paid_at=None,
        ),
    }
    context |= CONTEXT
    found = 0
    for domain in workshop.domains:
        for path in sorted(domain.mail_templates.glob("*.txt")) if domain.mail_templates else ():
            rendered = workshop.templates.render(f"{domain.name}/{path.stem}", context)
            assert 3 < len(rendered.subject) < 100
            assert "\n" not in rendered.subject
            assert len(rendered.text.strip()) > 20
            assert "None" not in rendered.text + rendered.html
            assert ("{{" in path.read_text()) or rendered.text
            found += 1
        html = {path.stem for path in domain.mail_templates.glob("*.html")} if domain.mail_templates else set()
        text_parts = {path.stem for path in domain.mail_templates.glob("*.txt")} if domain.mail_templates else set()
        assert html == text_parts
    assert found >= 6


async def test_a_mail_is_a_file_that_mail_programs_read(workshop: Runtime, work: Work) -> None:
    to = new_address()
    await ask(workshop, to)
    assert (await mail_to(workshop, to)).status == MailStatus.QUEUED
    await work()
    mail = await mail_to(workshop, to)
    assert (mail.status, mail.attempts, mail.last_error) == (MailStatus.SENT, 1, None)
    assert mail.sent_at >= mail.created_at
    content = (workshop.settings.groundwork_home / "outbox" / f"{mail.id}.eml").read_bytes()
    assert b"\r\n" in content
    assert b"\n" not in content.replace(b"\r\n", b"")
    message = message_from_bytes(content, policy=policy.default)
    assert not message.defects
    assert message["To"] == to
    assert message["From"] == workshop.settings.from_email
    assert message["Subject"] == "War & Peace is overdue"
    assert message["Message-ID"] == f"<{mail.id}@example.com>"
    assert message["Date"].datetime.replace(microsecond=0) == mail.created_at.replace(microsecond=0)
    assert message["X-Groundwork-Template"] == "notes/overdue"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == mail.text


async def test_people_of_all_alphabets_get_mail(workshop: Runtime) -> None:
    mail = Mail(
        id=uuid7(),
        recipient="josé@bücher.example",
        subject="Grüße, 世界",
        template="notes/overdue",
        text="Żółć\n" + "lang" * 400,
        html="<p>Żółć</p>",
        created_at=mails.now(),
    )
    message = message_from_bytes(mail.message("Büro <büro@example.com>").as_bytes(), policy=policy.default)
    assert message["Subject"] == "Grüße, 世界"
    assert message["Message-ID"] == f"<{mail.id}@example.com>"
    assert message.get_body(("plain",)).get_content().startswith("Żółć\r\nlang")


async def test_a_mail_that_a_rolled_back_transaction_wanted_is_never_sent(workshop: Runtime, work: Work) -> None:
    to = new_address()
    with pytest.raises(LookupError):
        async with transaction(workshop) as db:
            await send_mail(db, to=to, template="notes/overdue", context=CONTEXT)
            raise LookupError
    await work()
    assert await mail_to(workshop, to) is None


async def test_a_mail_that_is_not_taken_is_tried_again(workshop: Runtime, work: Work, postman: Postman) -> None:
    to = new_address()
    postman.refusals[to] = 2
    await ask(workshop, to)
    await work()
    mail = await mail_to(workshop, to)
    assert (mail.status, mail.attempts) == (MailStatus.QUEUED, 1)
    assert mail.last_error == "ConnectionRefusedError: the postman rests"
    await work()
    await work()
    mail = await mail_to(workshop, to)
    assert (mail.status, mail.attempts, mail.last_error) == (MailStatus.SENT, 3, None)
    assert [message["To"] for _, message in postman.taken].count(to) == 1


async def test_after_its_attempts_a_mail_has_failed(workshop: Runtime, work: Work, postman: Postman) -> None:
    to = new_address()
    postman.refusals[to] = 1000
    await ask(workshop, to)
    for _ in range(mails._ATTEMPTS + 2):
        await work()
    mail = await mail_to(workshop, to)
    assert (mail.status, mail.attempts, mail.sent_at) == (MailStatus.FAILED, mails._ATTEMPTS, None)
    assert 1000 - postman.refusals[to] == mails._ATTEMPTS
    async with transaction(workshop) as db:
        status = await db.scalar(
            text("SELECT status::text FROM procrastinate_jobs WHERE args->>'mail_id' = :id"), {"id": str(mail.id)}
        )
    assert status == "failed"


async def test_links_that_open_an_account_do_not_stay(workshop: Runtime, work: Work, postman: Postman) -> None:
    to, secret = new_address(), CONTEXT["token"]
    await ask(workshop, to, secrets=(secret,))
    waiting = await mail_to(workshop, to)
    assert secret in waiting.text
    assert secret in waiting.html
    await work()
    [message] = [message for _, message in postman.taken if message["To"] == to]
    assert secret in message.get_body(("plain",)).get_content()
    kept = await mail_to(workshop, to)
    assert kept.secrets is None
    assert secret not in kept.text + kept.html
    assert "token=removed-after-sending" in kept.text


async def test_mails_are_encrypted_at_rest(workshop: Runtime) -> None:
    to = new_address()
    await ask(workshop, to, secrets=("open-sesame-4711",))
    async with transaction(workshop) as db:
        row = await db.execute(text("SELECT html, text, secrets FROM mails WHERE recipient = :to"), {"to": to})
        stored = row.one()
    assert all("sesame" not in column for column in stored)
    cipher = FieldCipher([key.get_secret_value() for key in workshop.settings.encryption_keys])
    assert all("sesame" in cipher.decrypt(column) for column in stored)


async def test_a_mail_is_sent_once_however_often_its_job_runs(workshop: Runtime, work: Work, postman: Postman) -> None:
    to = new_address()
    await ask(workshop, to)
    await work()
    mail = await mail_to(workshop, to)
    async with transaction(workshop) as db:
        for _ in range(2):
            await mails.defer(db, mails.deliver_mail, mail_id=str(mail.id))
        await mails.defer(db, mails.deliver_mail, mail_id=str(uuid7()))
    await work()
    assert [message["To"] for _, message in postman.taken].count(to) == 1


async def test_noting_a_failure_leaves_what_was_sent_alone(workshop: Runtime, work: Work) -> None:
    to = new_address()
    await ask(workshop, to)
    await work()
    mail = await mail_to(workshop, to)
    async with transaction(workshop) as db:
        await mails._note_failure(db, OSError("late"), mail_id=str(mail.id))
        await mails._note_failure(db, OSError("late"), mail_id=str(uuid7()))
    assert (await mail_to(workshop, to)).last_error is None
