"""Accounts without HTTP: what no request reaches by itself."""

from datetime import UTC, datetime

import pytest
import sqlalchemy.exc
from sqlalchemy import text

from groundwork.domains.accounts import service
from groundwork.domains.accounts.errors import EmailTaken
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import NotFound
from groundwork.kernel.runtime import Runtime
from tests.conftest import new_email

pytestmark = pytest.mark.anyio


async def _create(runtime: Runtime, email: str) -> None:
    async with transaction(runtime) as db:
        await service.create_user(
            db, Actor(), email=email, password_hash=None, first_name=None, last_name=None, email_verified=True
        )


async def test_an_address_belongs_to_one_account(runtime: Runtime) -> None:
    """The database sees to it."""
    email = new_email()
    await _create(runtime, email)
    with pytest.raises(EmailTaken):
        await _create(runtime, email)
    known = await service.credentials_of(runtime.database, email)
    assert known is not None
    assert (await service.identity_of(runtime.database, known["id"]) or {})["emailVerified"] is True


async def test_other_faults_are_not_taken_for_a_taken_address(runtime: Runtime) -> None:
    """An address that was not normalized is a fault of ours."""
    with pytest.raises(sqlalchemy.exc.IntegrityError):
        await _create(runtime, new_email().upper())


async def test_only_who_is_there_can_be_backdated(runtime: Runtime) -> None:
    """A seed that names somebody else says so; one without a profile gets a past only."""
    email = new_email()
    await _create(runtime, email)
    async with transaction(runtime) as db:
        await db.execute(text("DELETE FROM user_profiles"))
        await service.backdate(db, email, joined=datetime(2020, 1, 1, tzinfo=UTC), bio="x", timezone="UTC")
        await db.rollback()
    with pytest.raises(NotFound):
        async with transaction(runtime) as db:
            await service.backdate(db, new_email(), joined=datetime.now(UTC), bio="x", timezone="UTC")
