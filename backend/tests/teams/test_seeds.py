"""The teams of the development data."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from groundwork.domains import auth, teams
from groundwork.domains.teams.models import TeamRole
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import make_settings
from tests.security.support import fetch

pytestmark = pytest.mark.anyio


async def _plant(runtime: Runtime) -> None:
    for domain in (auth.domain, teams.domain):
        for seed in domain.seeds:
            async with transaction(runtime) as db:
                await seed.plant(db)


@pytest.fixture
async def fresh(empty_database: str, home: Path) -> AsyncIterator[Runtime]:
    """The application on an empty database."""
    async with open_runtime(make_settings(empty_database, home)).running() as running:
        yield running


async def test_five_teams_with_people_and_two_open_invitations(fresh: Runtime) -> None:
    """Planted again, they stay as they are; without the people there is nothing to plant."""
    runtime = fresh
    async with transaction(runtime) as db:
        await teams.domain.seeds[0].plant(db)
    assert await fetch(runtime, "SELECT 1 FROM teams") == []
    await _plant(runtime)
    first = await fetch(runtime, "SELECT to_jsonb(t) FROM teams t ORDER BY id")
    await _plant(runtime)
    assert await fetch(runtime, "SELECT to_jsonb(t) FROM teams t ORDER BY id") == first
    assert len(first) == 5
    members = await fetch(
        runtime,
        "SELECT t.slug, m.role FROM team_members m JOIN teams t ON t.id = m.team_id",
    )
    for slug in {row[0] for row in members}:
        found = [row[1] for row in members if row[0] == slug]
        assert found.count(TeamRole.OWNER) == 1
        assert len(found) >= 3
    asked = await fetch(
        runtime,
        "SELECT 1 FROM team_invitations WHERE accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()",
    )
    assert len(asked) == 2
