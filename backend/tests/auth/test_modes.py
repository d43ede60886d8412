"""`REGISTRATION`: who may register, and what strangers learn by trying."""

import asyncio

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, Outbox, client_of, new_email
from tests.security.support import PAGE, V1, Node, RunJobs, StartNode, code_of, fetch, fields_of, warm_up

pytestmark = pytest.mark.anyio

_DISCREET = "If the address is new, a mail with the next step is on its way"


async def _register(node: Node, email: str, **changes: str) -> httpx2.Response:
    form = {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Byron", **changes}
    async with client_of(node.app) as client:
        return await client.post(f"{V1}/auth/register", json=form)


async def test_discreet_registration_tells_nobody_whether_an_address_is_taken(
    start_node: StartNode, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """The same answer in both cases; the owner of a taken one is told by mail."""
    node, email = await start_node(registration="discreet"), new_email()
    answers = [await _register(node, email), await _register(node, email.upper(), firstName="Eve")]
    for answer in answers:
        assert answer.status_code == 202
        assert set(answer.json()) == {"success", "message", "meta"}
        assert answer.json()["message"] == _DISCREET
        assert "set-cookie" not in answer.headers
    names = [{name for name, _ in answer.headers.multi_items()} for answer in answers]
    assert names[0] == names[1]
    await run_jobs()
    mails = outbox.to(email)
    assert [mail["Subject"] for mail in mails] == [
        "Welcome to Groundwork, please confirm your address",
        "You already have an account",
    ]
    assert "http://localhost:3000/login" in mails[1].as_string()
    rows = await fetch(node.runtime, "SELECT first_name FROM users WHERE email = :email", email=email)
    assert [row[0] for row in rows] == ["Ada"]
    assert (
        await fetch(node.runtime, "SELECT 1 FROM sessions s JOIN users u ON u.id = s.user_id WHERE email = :e", e=email)
        == []
    )
    async with client_of(node.app) as client:
        login = await client.post(f"{V1}/auth/login", json={"email": email, "password": PASSWORD})
    assert login.status_code == 200


async def test_reminders_of_an_account_are_limited(start_node: StartNode, run_jobs: RunJobs, outbox: Outbox) -> None:
    """Three an hour; the answer does not tell."""
    node, email = await start_node(registration="discreet"), new_email()
    answers = [await _register(node, email) for _ in range(6)]
    assert {answer.status_code for answer in answers} == {202}
    await run_jobs()
    assert [mail["Subject"] for mail in outbox.to(email)].count("You already have an account") == 3


async def test_discreet_registration_still_tells_what_is_wrong_with_the_form(start_node: StartNode) -> None:
    """That says nothing about others."""
    node = await start_node(registration="discreet")
    answer = await _register(node, new_email(), password="Ada-Byron1")
    assert fields_of(answer) == {"password": ["Must not be your address or name"]}


async def test_registration_by_invitation_is_closed(start_node: StartNode, runtime: Runtime) -> None:
    """403, for taken addresses as well."""
    node, email = await start_node(registration="invite"), new_email()
    for address in (email, "admin@example.com"):
        answer = await _register(node, address)
        assert code_of(answer) == (403, "FORBIDDEN")
        assert answer.json()["error"]["message"] == "Registration is by invitation only"
    assert await fetch(runtime, "SELECT 1 FROM users WHERE email = :email", email=email) == []


@pytest.mark.parametrize("mode", ["open", "discreet"])
async def test_of_ten_registrations_at_once_one_wins(start_node: StartNode, mode: str) -> None:
    """The address is unique, whatever each of them saw before."""
    node, email = await start_node(registration=mode), new_email()
    await warm_up(node.runtime)
    answers = await asyncio.gather(*(_register(node, email) for _ in range(10)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == ([201] + [409] * 9 if mode == "open" else [202] * 10)
    assert len(await fetch(node.runtime, "SELECT 1 FROM users WHERE email = :email", email=email)) == 1
    assert (
        len(
            await fetch(node.runtime, "SELECT 1 FROM mails WHERE recipient = :e AND template = 'auth/welcome'", e=email)
        )
        == 1
    )


async def test_programs_get_the_refresh_token_and_no_cookie(start_node: StartNode) -> None:
    """`X-Client: api` keeps cookies away from those who have no use for them."""
    node, email = await start_node(), new_email()
    form = {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    async with client_of(node.app, headers={"X-Client": "api"}) as program:
        registered = await program.post(f"{V1}/auth/register", json=form)
        refreshed = await program.post(
            f"{V1}/auth/refresh", json={"refreshToken": registered.json()["data"]["refreshToken"]}
        )
        assert refreshed.json()["data"]["refreshToken"]
        assert not program.cookies
    async with client_of(node.app, headers=PAGE) as browser:
        signed_in = await browser.post(f"{V1}/auth/login", json={"email": email, "password": PASSWORD})
        assert len(signed_in.headers.get_list("set-cookie")) == 2
        again = await browser.post(f"{V1}/auth/login", json={"email": email, "password": PASSWORD})
        assert len(again.headers.get_list("set-cookie")) == 1, "the device is known already"
