"""/teams: started, seen, changed, deleted."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from groundwork.domains.teams.service import slug_of
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson
from tests.security.support import V1, Travel, code_of, fetch, fields_of, warm_up
from tests.teams.support import add, audited, crew_of, names_of, roles, state, team_of

pytestmark = pytest.mark.anyio


async def test_start_a_team(person: MakePerson, runtime: Runtime) -> None:
    """Whoever starts it owns it."""
    someone = await person()
    answer = await someone.post("/teams", {"name": f"  Café {uuid4().hex[:6]} ", "description": "Beans"})
    assert answer.status_code == 201
    team = answer.json()["data"]
    assert team == {
        "id": team["id"],
        "name": team["name"].strip(),
        "slug": slug_of(team["name"]),
        "description": "Beans",
        "memberCount": 1,
        "myRole": "owner",
        "createdAt": team["createdAt"],
        "updatedAt": team["updatedAt"],
    }
    shown = await someone.get(f"/teams/{team['id']}")
    assert shown.json()["data"] == team
    assert shown.headers["ETag"] == answer.headers["ETag"]
    assert await roles(runtime, team["id"]) == {someone.id: "owner"}
    assert await audited(runtime, team["id"]) == ["team.created"]
