"""Mails do not stay for ever, and some do not stay at all."""

from datetime import timedelta
from pathlib import Path

import pytest

from groundwork.kernel import mail as mails
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.mail import Mail, send_mail
from groundwork.kernel.runtime import Runtime
from tests.kernel.test_mail import CONTEXT, Postman, Work, ask, mail_to, new_address, postman

__all__ = ["postman"]
pytestmark = pytest.mark.anyio


async def _ask_without_a_trace(runtime: Runtime, to: str) -> None:
    async with transaction(runtime) as db:
        await send_mail(db, to=to, template="notes/overdue", context=CONTEXT, keep=False)


async def test_a_mail_to_somebody_who_is_forgotten_is_gone_once_it_left(workshop: Runtime, work: Work) -> None:
    to = new_address()
    await _ask_without_a_trace(workshop, to)
    waiting = await mail_to(workshop, to)
    assert waiting is not None
    await work()
    assert await mail_to(workshop, to) is None
    assert (_outbox(workshop) / f"{waiting.id}.eml").exists()


async def test_so_is_one_that_was_given_up(workshop: Runtime, work: Work, postman: Postman) -> None:
    to = new_address()
    postman.refusals[to] = 1000
    await _ask_without_a_trace(workshop, to)
    await work()
    assert await mail_to(workshop, to) is not None
    for _ in range(mails._ATTEMPTS):
        await work()
    assert await mail_to(workshop, to) is None


async def test_after_ninety_days_a_mail_is_deleted(workshop: Runtime, work: Work) -> None:
    """The row, and the file where mails are files; a younger one stays."""
    old, young = new_address(), new_address()
    for to, days in ((old, 91), (young, 89)):
        await ask(workshop, to)
        await work()
        async with transaction(workshop) as db:
            mail = await mail_to(workshop, to)
            assert mail is not None
            (await db.get_one(Mail, mail.id)).created_at = now() - timedelta(days=days)
    kept = {to: await mail_to(workshop, to) for to in (old, young)}
    async with transaction(workshop) as db:
        await mails.forget_mails.handler(db)
    assert await mail_to(workshop, old) is None
    assert await mail_to(workshop, young) is not None
    files = [(_outbox(workshop) / f"{mail.id}.eml").exists() for mail in kept.values() if mail]
    assert files == [False, True]


def _outbox(runtime: Runtime) -> Path:
    return runtime.settings.groundwork_home / "outbox"
