"""The whole way with a real provider: `oidc-provider`, an implementation certified by the OpenID Foundation."""

import re

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.auth.oauth.issuer import CLIENT_ID, CLIENT_SECRET
from tests.auth.oauth.journeys import access_token, browser_of, depart, depart_to_link, me
from tests.auth.oauth.peer import Peer
from tests.conftest import MakePerson, new_email
from tests.security.support import REFRESH_COOKIE, V1, Node, StartNode, as_user, fetch

pytestmark = pytest.mark.anyio


async def _node(start_node: StartNode, peer: Peer) -> Node:
    return await start_node(oidc_issuer=peer.url, oidc_client_id=CLIENT_ID, oidc_client_secret=CLIENT_SECRET)


async def _consent(url: str, login: str) -> str:
    """What a person does there: type a name, agree. The address that the provider sends the browser back to."""
    async with httpx2.AsyncClient() as there:
        answer = await there.get(url)
        for _ in range(10):
            if answer.status_code == 200:
                page = answer.text
                action = re.search(r'action="([^"]+)"', page)
                assert action, page
                prompt = "login" if 'value="login"' in page else "consent"
                form = {"prompt": prompt, **({"login": login, "password": "any"} if prompt == "login" else {})}
                answer = await there.post(httpx2.URL(url).join(action[1]), data=form)
                continue
            location = answer.headers["location"]
            if location.startswith("http://localhost:3000/"):
                return location
            answer = await there.get(httpx2.URL(url).join(location))
    raise AssertionError("the provider did not send the browser back")


async def test_somebody_new_signs_in_and_comes_again(
    start_node: StartNode, identity_provider: Peer, runtime: Runtime
) -> None:
    node, email = await _node(start_node, identity_provider), new_email()
    for _ in range(2):
        async with browser_of(node.app) as browser:
            url = await depart(browser, return_to="/dashboard?tab=1#top")
            landed = await browser.get(await _consent(url, email))
            assert landed.status_code == 303, landed.text
            assert landed.headers["location"] == "http://localhost:3000/dashboard?tab=1#top"
            shown = await me(browser)
            assert (shown["email"], shown["emailVerified"], shown["role"]) == (email, True, "user")
            assert (shown["firstName"], shown["lastName"]) == ("Grace", "Hopper")
    rows = await fetch(
        runtime,
        "SELECT u.password_hash, a.provider, a.account_name, a.access_token, a.token_type FROM oauth_accounts a "
        "JOIN users u ON u.id = a.user_id WHERE u.email = :email",
        email=email,
    )
    assert len(rows) == 1
    assert rows[0][:3] == (None, "oidc", email)
    assert rows[0][3].startswith("gAAAA"), "the provider's token is encrypted at rest"
    assert rows[0][4] == "Bearer"


async def test_an_account_is_linked_and_unlinked(
    start_node: StartNode, identity_provider: Peer, person: MakePerson
) -> None:
    node, someone, there = await _node(start_node, identity_provider), await person(), new_email()
    async with browser_of(node.app) as browser:
        url = await depart_to_link(browser, someone.access, return_to="/settings/connected-accounts")
        landed = await browser.get(await _consent(url, there))
        assert landed.headers["location"] == "http://localhost:3000/settings/connected-accounts?linked=oidc"
        assert REFRESH_COOKIE not in {line.split("=")[0] for line in landed.headers.get_list("set-cookie")}
        listed = (await browser.get(f"{V1}/auth/oauth/accounts", headers=as_user(someone.access))).json()["data"]
        assert [(row["provider"], row["accountName"]) for row in listed] == [("oidc", there)]

        url = await depart(browser)
        await browser.get(await _consent(url, there))
        assert (await me(browser))["email"] == someone.email
        access = await access_token(browser)
        gone = await browser.delete(f"{V1}/auth/oauth/accounts/{listed[0]['id']}", headers=as_user(access))
        assert gone.status_code == 200
        assert (await browser.get(f"{V1}/auth/oauth/accounts", headers=as_user(access))).json()["data"] == []
