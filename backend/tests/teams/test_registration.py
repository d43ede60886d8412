"""Registering by invitation: the team is joined in the same transaction, the address is verified."""

import asyncio

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, Outbox, client_of, new_email
from tests.security.support import V1, Node, RunJobs, StartNode, as_user, code_of, fetch, fields_of, warm_up
from tests.teams.support import Crew, crew_of, invite, roles, token_for

pytestmark = pytest.mark.anyio

_REFUSED = {"invitationToken": ["Is not an open invitation for this address"]}


async def _register(node: Node, email: str, token: str | None, **changes: str) -> httpx2.Response:
    form = {"email": email, "password": PASSWORD, "firstName": "Ines", "lastName": "Duarte", **changes}
    async with client_of(node.app) as client:
        return await client.post(f"{V1}/auth/register", json={**form, "invitationToken": token} if token else form)


async def _asked(runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox) -> tuple[Crew, str, str]:
    crew, email = await crew_of(runtime, person), new_email()
    await invite(crew, email, role="manager")
    return crew, email, await token_for(email, run_jobs, outbox)


@pytest.mark.parametrize("mode", ["open", "discreet", "invite"])
async def test_who_is_invited_registers_and_is_in(
    start_node: StartNode, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox, mode: str
) -> None:
    """In every mode of registration; no mail asks to verify what the invitation has shown."""
    node = await start_node(registration=mode)
    crew, email, token = await _asked(runtime, person, run_jobs, outbox)
    answer = await _register(node, email, token)
    assert answer.status_code == 201
    data = answer.json()["data"]
    assert (await roles(runtime, crew.team))[data["user"]["id"]] == "manager"
    async with client_of(node.app, headers=as_user(data["accessToken"])) as client:
        assert (await client.get(f"{V1}/auth/me")).json()["data"]["emailVerified"] is True
        assert (await client.get(f"{V1}{crew.path}")).json()["data"]["myRole"] == "manager"
    await run_jobs()
    assert [mail["Subject"] for mail in outbox.to(email)] == ["You are invited to join Helsinki studio"]
    rows = await fetch(
        runtime,
        "SELECT actor_id::text FROM audit_logs WHERE action = 'team.member_joined' AND resource_id = :t",
        t=crew.team,
    )
    assert [row[0] for row in rows] == [data["user"]["id"]]
    taken = await _register(node, email, token)
    assert (code_of(taken), fields_of(taken)) == ((400, "VALIDATION_ERROR"), _REFUSED)


@pytest.mark.parametrize("mode", ["open", "discreet", "invite"])
async def test_a_token_that_is_not_good_registers_nobody(
    start_node: StartNode, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox, mode: str
) -> None:
    """Unknown, or of another address: one answer, which does not tell whether there is an account."""
    node = await start_node(registration=mode)
    crew, email, token = await _asked(runtime, person, run_jobs, outbox)
    members = await roles(runtime, crew.team)
    stranger = new_email()
    for address, sent in ((stranger, token), (email, "unknown"), (crew.owner.email, token), (crew.owner.email, "x")):
        answer = await _register(node, address, sent)
        assert (code_of(answer), fields_of(answer)) == ((400, "VALIDATION_ERROR"), _REFUSED)
        assert "set-cookie" not in answer.headers
    found = await fetch(runtime, "SELECT 1 FROM users WHERE email IN (:a, :b)", a=stranger, b=email)
    assert found == []
    assert await roles(runtime, crew.team) == members
    assert (await crew.outsider.get(f"/invitations/{token}")).status_code == 200, "it is still open"


@pytest.mark.parametrize("mode", ["open", "discreet", "invite"])
async def test_who_has_an_account_already_signs_in_instead(
    start_node: StartNode, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox, mode: str
) -> None:
    """The bearer reads the address's mail, so it may be told; the account and the invitation stay as they are."""
    node = await start_node(registration=mode)
    crew, guest = await crew_of(runtime, person), await person()
    await invite(crew, guest.email)
    token = await token_for(guest.email, run_jobs, outbox)
    answer = await _register(node, guest.email, token)
    assert code_of(answer) == (409, "DUPLICATE_ENTRY")
    assert fields_of(answer) == {"email": ["Email already exists"]}
    assert guest.id not in await roles(runtime, crew.team)
    assert (await guest.get("/auth/me")).json()["data"]["firstName"] == "Ada"
    assert (await guest.post(f"/invitations/{token}/acceptance")).status_code == 200


async def test_of_ten_registrations_with_one_token_one_wins(
    start_node: StartNode, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """There is one account, and one place in the team."""
    node = await start_node(registration="invite")
    crew, email, token = await _asked(runtime, person, run_jobs, outbox)
    await warm_up(node.runtime)
    answers = await asyncio.gather(*(_register(node, email, token) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [201] + [400] * 9
    assert len(await fetch(runtime, "SELECT 1 FROM users WHERE email = :e", e=email)) == 1
    assert len(await roles(runtime, crew.team)) == 5


async def test_the_form_still_has_to_be_right(
    start_node: StartNode, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """A password of one's own name is refused, and the invitation stays open."""
    node = await start_node(registration="invite")
    crew, email, token = await _asked(runtime, person, run_jobs, outbox)
    answer = await _register(node, email, token, password="Ines-Duarte1")
    assert list(fields_of(answer)) == ["password"]
    closed = await _register(node, email, None)
    assert code_of(closed) == (403, "FORBIDDEN")
    assert (await crew.outsider.get(f"/invitations/{token}")).status_code == 200
