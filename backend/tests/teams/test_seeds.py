"""The teams of the development data."""

import pytest

from groundwork.domains import auth, teams
from groundwork.domains.teams.models import TeamRole
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.security.support import StartNode, fetch

pytestmark = pytest.mark.anyio

_PLANTED = "('helsinki-studio', 'shop-and-fulfilment', 'editorial', 'platform', 'launch-crew')"


async def _plant(runtime: Runtime) -> None:
    for domain in (auth.domain, teams.domain):
        for seed in domain.seeds:
            async with transaction(runtime) as db:
                await seed.plant(db)


async def test_five_teams_with_people_and_two_open_invitations(start_node: StartNode) -> None:
    """Planted again, they stay as they are; without the people there is nothing to plant."""
    runtime = (await start_node()).runtime
    async with transaction(runtime) as db:
        await teams.domain.seeds[0].plant(db)
    await _plant(runtime)
    first = await fetch(runtime, f"SELECT to_jsonb(t) FROM teams t WHERE slug IN {_PLANTED} ORDER BY id")
    await _plant(runtime)
    assert await fetch(runtime, f"SELECT to_jsonb(t) FROM teams t WHERE slug IN {_PLANTED} ORDER BY id") == first
    assert len(first) == 5
    members = await fetch(
        runtime,
        f"SELECT t.slug, m.role FROM team_members m JOIN teams t ON t.id = m.team_id WHERE t.slug IN {_PLANTED}",
    )
    for slug in {row[0] for row in members}:
        found = [row[1] for row in members if row[0] == slug]
        assert found.count(TeamRole.OWNER) == 1
        assert len(found) >= 3
    asked = await fetch(
        runtime,
        "SELECT 1 FROM team_invitations i JOIN teams t ON t.id = i.team_id "
        f"WHERE t.slug IN {_PLANTED} AND accepted_at IS NULL AND expires_at > now()",
    )
    assert len(asked) == 2
