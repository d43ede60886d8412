"""The development data: people who look like people."""

import httpx2
import pytest
from sqlalchemy import select

from groundwork.domains.accounts.models import User
from groundwork.domains.accounts.portraits import portrait
from groundwork.domains.accounts.seeds import seeds
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.accounts import drawing
from tests.security.support import fetch

pytestmark = pytest.mark.anyio


async def _plant(runtime: Runtime) -> list[User]:
    """Plant them; who is there then."""
    async with transaction(runtime) as db:
        await seeds[0].plant(db)
    async with transaction(runtime) as db:
        users = await db.scalars(select(User).where(User.password_hash.is_(None)))
        return [user for user in users if user.email.removesuffix("@example.com").replace(".", "").isalpha()]


async def test_people_of_every_kind_are_planted_once(runtime: Runtime, client: httpx2.AsyncClient) -> None:
    """Of several roles, some deactivated, some not verified, most with a picture, since a year."""
    planted = await _plant(runtime)
    assert len(await _plant(runtime)) == len(planted)
    assert len(planted) >= 48
    assert {user.role for user in planted} >= {"guest", "manager", "user"}
    assert {user.is_active for user in planted} == {user.email_verified for user in planted} == {True, False}
    assert all(user.created_at < now() for user in planted)
    assert all(user.last_login_at is None or user.created_at <= user.last_login_at < now() for user in planted)
    shown = [user.profile_picture_url for user in planted if user.profile_picture_url]
    assert len(shown) > 30
    assert (await client.get(shown[0])).status_code == 200
    await fetch(runtime, "DELETE FROM users WHERE id = ANY (:ids)", ids=[user.id for user in planted])


def test_portraits_are_unlike() -> None:
    pictures = [portrait(number) for number in range(30)]
    assert len(set(pictures)) > 25
    assert drawing.decoded(pictures[0]).size == (512, 512)
