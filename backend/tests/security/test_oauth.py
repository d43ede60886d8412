"""Signing in at other providers: bound to the browser, believed only when proven, never linked by a claimed address."""

import asyncio
import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from groundwork.domains.accounts.events import EmailChangeRequested
from groundwork.kernel.database import transaction
from groundwork.kernel.events import publish
from groundwork.kernel.runtime import Runtime
from tests.auth.factors.support import add_passkey, add_totp, verify
from tests.auth.oauth.issuer import EC_KEY, OTHER_RSA_KEY, RSA_KEY, Issuer, public, signed_by_hand
from tests.auth.oauth.journeys import (
    access_token,
    browser_of,
    claims_of,
    come_back,
    depart,
    depart_to_link,
    me,
    settings_for,
    sign_in,
    state_of,
)
from tests.conftest import PASSWORD, MakePerson, Outbox, client_of, new_email
from tests.security.server import PUBLIC
from tests.security.support import (
    REFRESH_COOKIE,
    V1,
    Node,
    RunJobs,
    StartNode,
    Travel,
    as_user,
    code_of,
    fetch,
    forge,
    snapshot,
)

pytestmark = pytest.mark.anyio

Json = dict[str, Any]


@pytest.fixture
async def node(start_node: StartNode, issuer: Issuer) -> Node:
    """The application, which knows the issuer."""
    return await start_node(**settings_for(issuer))


def refused_with(answer: httpx2.Response, status: int, code: str) -> None:
    """It is an error, leads to the sign-in page that tells it, and signs nobody in."""
    assert answer.status_code == status, answer.text
    assert f"/login?error={code}" in answer.text
    assert REFRESH_COOKIE not in {line.split("=")[0] for line in answer.headers.get_list("set-cookie")}
    assert answer.headers["cache-control"] == "no-store"


async def people(runtime: Runtime) -> Json:
    """Everything that is kept, but for the attempts that are used up."""
    return {table: rows for table, rows in (await snapshot(runtime)).items() if table != "oauth_attempts"}


async def test_s16_the_second_factor_is_asked_after_a_provider_too(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime
) -> None:
    """The browser gets a challenge where no server sees it, and no session until it is met. [ASVS 6.1.3]"""
    someone = await person()
    app, _ = await add_totp(someone)
    async with browser_of(node.app) as browser:
        url = await depart_to_link(browser, someone.access)
        await come_back(browser, url, issuer.authorize(url, **claims_of(new_email(), sub=f"of {someone.id}")))
        before = await fetch(runtime, "SELECT id FROM sessions WHERE user_id = CAST(:id AS uuid)", id=someone.id)
        answer = await sign_in(browser, issuer, return_to="/x", **claims_of(new_email(), sub=f"of {someone.id}"))
        assert answer.status_code == 303
        address, _, fragment = answer.headers["location"].partition("#")
        told = {name: values[0] for name, values in parse_qs(fragment).items()}
        assert (address, told["methods"], told["returnTo"]) == (
            "http://localhost:3000/login",
            "totp,recoveryCode",
            "/x",
        )
        assert not browser.cookies
        after = await fetch(runtime, "SELECT id FROM sessions WHERE user_id = CAST(:id AS uuid)", id=someone.id)
        assert after == before
        wrong = await verify(browser, told["challenge"], "totp", app.wrong())
        assert code_of(wrong) == (401, "INVALID_CREDENTIALS")
        right = await verify(browser, told["challenge"], "totp", app.code())
        assert right.status_code == 200, right.text
        assert right.json()["data"]["user"]["id"] == someone.id


async def test_s34_a_callback_without_a_known_state_signs_nobody_in(
    node: Node, issuer: Issuer, runtime: Runtime
) -> None:
    """Missing, unknown, twice. [ASVS 10.1.2, RFC 9700 4.7]"""
    async with browser_of(node.app) as browser:
        url = await depart(browser)
        code, before = issuer.authorize(url, **claims_of(new_email())), await snapshot(runtime)
        for query in ({"code": code}, {"code": code, "state": ""}, {"code": code, "state": "x" * 43}):
            refused_with(await browser.get("/auth/oidc/callback", params=query), 400, "OAUTH_STATE_INVALID")
        twice = f"/auth/oidc/callback?code={code}&state={state_of(url)}&state={state_of(url)}"
        refused_with(await browser.get(twice), 400, "OAUTH_STATE_INVALID")
        assert await snapshot(runtime) == before
        assert issuer.server.times("/token") == 0, "nobody was asked"


async def test_s34_a_state_is_good_once(node: Node, issuer: Issuer, runtime: Runtime) -> None:
    """Whatever became of it the first time; of twenty at once one goes on. [ASVS 10.1.2, 15.4.2]"""
    async with browser_of(node.app) as browser:
        url, email = await depart(browser), new_email()
        query = {"state": state_of(url), "code": issuer.authorize(url, **claims_of(email))}
        cookies = dict(browser.cookies)

        async def attempt() -> int:
            async with client_of(node.app, cookies=cookies) as same:
                return (await same.get("/auth/oidc/callback", params=query)).status_code

        assert sorted(await asyncio.gather(*(attempt() for _ in range(20)))) == [303] + [400] * 19
    assert issuer.server.times("/token") == 1
    assert len(await fetch(runtime, "SELECT 1 FROM users WHERE email = :email", email=email)) == 1


async def test_s34_a_state_of_another_browser_is_refused(node: Node, issuer: Issuer, runtime: Runtime) -> None:
    """Nobody is signed in as an attacker who has sent them the end of his own journey. [ASVS 10.1.2, CVE-2025-68158]"""
    async with browser_of(node.app) as attackers, browser_of(node.app) as victims:
        url, email = await depart(attackers), new_email()
        code = issuer.authorize(url, **claims_of(email))
        refused_with(await come_back(victims, url, code), 400, "OAUTH_STATE_INVALID")
        await depart(victims)  # a journey of one's own does not make another's one's own
        refused_with(await come_back(victims, url, code), 400, "OAUTH_STATE_INVALID")
        [(name, _)] = [(cookie.name, cookie.value) for cookie in attackers.cookies.jar]
        victims.cookies.set(name, "guessed", domain="localhost.local", path="/")
        refused_with(await come_back(victims, url, code), 400, "OAUTH_STATE_INVALID")
        assert await fetch(runtime, "SELECT 1 FROM users WHERE email = :email", email=email) == []
        assert (await come_back(attackers, url, code)).status_code == 303, "and the other attempt is not spoiled by it"


async def test_s34_nothing_is_linked_in_another_browser(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime
) -> None:
    """An attacker's account cannot be linked to a victim's by a link that the victim opens. [ASVS 10.1.2]"""
    attacker, victim = await person(), await person()
    async with browser_of(node.app) as attackers, browser_of(node.app) as victims:
        url = await depart_to_link(attackers, attacker.access)
        code = issuer.authorize(url, **claims_of(new_email()))
        await depart_to_link(victims, victim.access)
        refused_with(await come_back(victims, url, code), 400, "OAUTH_STATE_INVALID")
    links = await fetch(runtime, "SELECT 1 FROM oauth_accounts WHERE user_id = CAST(:id AS uuid)", id=victim.id)
    assert links == []


async def test_s34_an_attempt_lasts_ten_minutes(node: Node, issuer: Issuer, travel: Travel) -> None:
    """[ASVS 10.1.2]"""
    async with browser_of(node.app) as browser:
        url = await depart(browser)
        travel(timedelta(minutes=10, seconds=1))
        answer = await come_back(browser, url, issuer.authorize(url, **claims_of(new_email())))
        refused_with(answer, 400, "OAUTH_STATE_INVALID")


async def test_s34_an_attempt_to_link_ends_with_its_session(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime
) -> None:
    """Who signs out has not left the door open. [ASVS 7.4.1]"""
    someone = await person()
    async with browser_of(node.app) as browser:
        url = await depart_to_link(browser, someone.access)
        assert (await someone.post("/auth/logout")).status_code == 200
        answer = await come_back(browser, url, issuer.authorize(url, **claims_of(new_email())))
        refused_with(answer, 400, "OAUTH_STATE_INVALID")
    links = await fetch(runtime, "SELECT 1 FROM oauth_accounts WHERE user_id = CAST(:id AS uuid)", id=someone.id)
    assert links == []


async def test_s34_the_cookie_that_binds_is_out_of_reach(node: Node, start_node: StartNode) -> None:
    """HttpOnly, and Lax since it must come along when the provider sends the browser back. [ASVS 3.3.1-4]"""
    production = await start_node(
        node_env="production",
        password_rounds=12,
        api_url=PUBLIC,
        github_client_id="groundwork",
        github_client_secret="secret",
    )
    for where, provider, prefix in ((node, "oidc", ""), (production, "github", "__Host-")):
        async with browser_of(where.app) as browser:
            answer = await browser.get(f"{V1}/auth/oauth/{provider}/authorize")
            given = answer.headers["set-cookie"]
            gone = await browser.get(
                f"/auth/{provider}/callback?state={state_of(answer.headers['location'])}&error=x",
                headers={"Cookie": given.split(";")[0]},
            )
        for line in (given, gone.headers["set-cookie"]):
            attributes = {part.strip().lower() for part in line.split(";")[1:]}
            assert {"httponly", "samesite=lax", "path=/"} <= attributes
            assert ("secure" in attributes) == bool(prefix)
            assert line.startswith(f"{prefix}groundwork_oauth_")
            assert not any(attribute.startswith("domain") for attribute in attributes)
        assert "Max-Age=600" in given
        assert "Max-Age=0" in gone.headers["set-cookie"]
        assert given.split(";")[0].partition("=")[2] not in answer.headers["location"]


async def test_s35_the_challenge_is_s256(node: Node, issuer: Issuer) -> None:
    """The verifier leaves only for the token endpoint, and is checked there. [RFC 7636 4.2, 4.6; RFC 9700 2.1.1]"""
    async with browser_of(node.app) as browser:
        url = await depart(browser)
        query = parse_qs(urlsplit(url).query)
        assert query["code_challenge_method"] == ["S256"]
        assert len(query["code_challenge"][0]) == 43
        assert query["response_type"] == ["code"]
        await come_back(browser, url, issuer.authorize(url, **claims_of(new_email())))
        [asked] = [asked for asked in issuer.server.asked if asked.path == "/token"]
        assert 43 <= len(asked.form["code_verifier"]) <= 128
        assert asked.form["code_verifier"] not in url

        other = await depart(browser)
        stolen = issuer.authorize(other, **claims_of(new_email()))
        mine = await depart(browser)
        refused_with(await come_back(browser, mine, stolen), 400, "OAUTH_FAILED")


def _signed(key: Any, algorithm: str, **header: Any) -> Callable[[Json], str]:
    return lambda claims: jwt.encode(claims, key, algorithm, headers={"kid": "rsa", **header})


def _hmac_with_public_key(claims: Json) -> str:
    pem = RSA_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return forge({"alg": "HS256", "kid": "rsa", "typ": "JWT"}, claims, pem)


def _altered(claims: Json) -> str:
    head, body, signature = jwt.encode(claims, RSA_KEY, "RS256", headers={"kid": "rsa"}).split(".")
    told = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    changed = base64.urlsafe_b64encode(json.dumps({**told, "sub": "somebody else"}).encode()).decode().rstrip("=")
    return f"{head}.{changed}.{signature}"


BAD_SIGNATURES: dict[str, Callable[[Json], str]] = {
    "another key under the same name": _signed(OTHER_RSA_KEY, "RS256"),
    "a key that is not there": _signed(RSA_KEY, "RS256", kid="unknown"),
    "altered": _altered,
    "none": lambda claims: forge({"alg": "none", "kid": "rsa"}, claims, None),
    "an HMAC with the public key": _hmac_with_public_key,
    "an HMAC with the client's secret": lambda claims: forge(
        {"alg": "HS256"}, claims, b"a secret: of loopback & tests"
    ),
    "an HMAC with an empty key": lambda claims: forge({"alg": "HS256", "kid": "rsa"}, claims, b""),
    "an algorithm that the key is not for": _signed(RSA_KEY, "RS384"),
    "the family of another key": _signed(EC_KEY, "ES256"),
    "a key that the token brings along": _signed(OTHER_RSA_KEY, "RS256", jwk=public(OTHER_RSA_KEY, "rsa")),
    "extensions that must be understood": lambda claims: signed_by_hand(
        {"alg": "RS256", "kid": "rsa", "crit": ["b64"], "b64": True}, claims, RSA_KEY
    ),
    "no token at all": lambda _: "not a token",
    "one that is too long": lambda claims: _signed(RSA_KEY, "RS256")({**claims, "padding": "x" * 20_000}),
}
BAD_CLAIMS: dict[str, Json] = {
    "another attempt's nonce": {"nonce": "another"},
    "no nonce": {"nonce": ...},
    "a nonce that is no text": {"nonce": 7},
    "another client": {"aud": "another"},
    "no client": {"aud": ...},
    "several clients, and not asked for by us": {"aud": ["groundwork", "another"], "azp": "another"},
    "several clients, and nobody who asked": {"aud": ["groundwork", "another"]},
    "asked for by another client": {"azp": "another"},
    "another issuer": {"iss": "https://evil.example"},
    "our issuer with a slash": {"iss": "with a slash"},
    "no issuer": {"iss": ...},
    "expired": {"exp": 1_600_000_000},
    "no end": {"exp": ...},
    "not issued yet": {"iat": 4_000_000_000},
    "no time of issue": {"iat": ...},
    "not valid yet": {"nbf": 4_000_000_000},
    "nobody": {"sub": ...},
    "an empty somebody": {"sub": ""},
    "a number for somebody": {"sub": 7},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("lie", BAD_SIGNATURES)
async def test_s36_a_token_that_the_provider_did_not_sign_is_refused(
    node: Node, issuer: Issuer, runtime: Runtime, lie: str
) -> None:
    """[ASVS 10.5.1, 9.1.1-3; RFC 8725 3.1; CVE-2022-29217, CVE-2025-59420]"""
    before = await people(runtime)
    issuer.sign = BAD_SIGNATURES[lie]
    async with browser_of(node.app) as browser:
        refused_with(await sign_in(browser, issuer, **claims_of(new_email())), 400, "OAUTH_FAILED")
    assert await people(runtime) == before


@pytest.mark.parametrize("lie", BAD_CLAIMS)
async def test_s36_a_token_that_is_not_for_this_attempt_is_refused(
    node: Node, issuer: Issuer, runtime: Runtime, lie: str
) -> None:
    """[ASVS 10.5.1, 9.2.1-4; OpenID Connect Core 3.1.3.7]"""
    claims = {"iss": f"{issuer.url}/"} if "slash" in lie else BAD_CLAIMS[lie]
    before = await people(runtime)
    async with browser_of(node.app) as browser:
        refused_with(await sign_in(browser, issuer, **{**claims_of(new_email()), **claims}), 400, "OAUTH_FAILED")
    assert await people(runtime) == before


async def test_s36_the_code_of_another_provider_is_refused(
    start_node: StartNode, issuer: Issuer, runtime: Runtime
) -> None:
    """Mix-up: by another's callback, by another's name, and without a name where there has to be one. [RFC 9207 2.4]"""
    other = {"id": "other", "name": "Other", "issuer": issuer.url, "clientId": "groundwork"}
    node = await start_node(**settings_for(issuer, oidc_providers=[other]))
    before = await people(runtime)
    async with browser_of(node.app) as browser:
        url = await depart(browser)
        code = issuer.authorize(url, **claims_of(new_email()))
        refused_with(await come_back(browser, url, code, provider="other"), 400, "OAUTH_STATE_INVALID")
        refused_with(await come_back(browser, url, code, iss="https://evil.example"), 400, "OAUTH_FAILED")
    issuer.metadata["authorization_response_iss_parameter_supported"] = True
    strict = await start_node(**settings_for(issuer, oidc_name="Strict"))
    async with browser_of(strict.app) as browser:
        url = await depart(browser)
        refused_with(await come_back(browser, url, issuer.authorize(url)), 400, "OAUTH_FAILED")
        url = await depart(browser)
        assert await people(runtime) == before
        named = await come_back(browser, url, issuer.authorize(url, **claims_of(new_email())), iss=issuer.url)
        assert named.status_code == 303


async def test_s36_the_user_info_of_somebody_else_is_refused(node: Node, issuer: Issuer, runtime: Runtime) -> None:
    """It is asked when the token tells no address, and must be about the same person. [OpenID Connect Core 5.3.2]"""
    before = await people(runtime)
    issuer.userinfo = {"sub": "somebody else", "email": new_email(), "email_verified": True}
    async with browser_of(node.app) as browser:
        refused_with(await sign_in(browser, issuer, sub="one"), 400, "OAUTH_FAILED")
    assert await people(runtime) == before


async def test_s37_the_same_sub_of_two_providers_is_two_people(
    start_node: StartNode, issuer: Issuer, second_issuer: Issuer
) -> None:
    """A person is a provider and what it calls them, never one without the other, never an address. [ASVS 6.8.1]"""
    other = {"id": "other", "name": "Other", "issuer": second_issuer.url, "clientId": "groundwork"}
    node = await start_node(**settings_for(issuer, oidc_providers=[other]))
    mails = [new_email(), new_email()]
    ids = []
    for provider, one, email in (("oidc", issuer, mails[0]), ("other", second_issuer, mails[1])):
        async with browser_of(node.app) as browser:
            answer = await sign_in(browser, one, provider=provider, **claims_of(email, sub="1234567890"))
            assert answer.status_code == 303, answer.text
            shown = await me(browser)
            assert shown["email"] == email
            ids.append(shown["id"])
    assert ids[0] != ids[1]


async def test_s37_a_new_address_at_the_provider_changes_nobody(node: Node, issuer: Issuer, person: MakePerson) -> None:
    """Who is linked stays who they are, even when their address there has become somebody else's here. [ASVS 6.8.1]"""
    other, email = await person(), new_email()
    async with browser_of(node.app) as browser:
        await sign_in(browser, issuer, **claims_of(email, sub="steady"))
        first = await me(browser)
    async with browser_of(node.app) as browser:
        assert (await sign_in(browser, issuer, **claims_of(other.email, sub="steady"))).status_code == 303
        again = await me(browser)
    assert (again["id"], again["email"]) == (first["id"], email)
    assert again["id"] != other.id


@pytest.mark.parametrize("verified", [False, ..., None, "false", "yes", 0])
async def test_s38_an_address_that_is_only_claimed_links_nothing(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime, verified: Any
) -> None:
    """[ASVS 10.5.2]"""
    owner = await person()
    await fetch(runtime, "UPDATE users SET email_verified = true WHERE id = CAST(:id AS uuid)", id=owner.id)
    before = await people(runtime)
    async with browser_of(node.app) as browser:
        answer = await sign_in(browser, issuer, **claims_of(owner.email, verified=verified))
        refused_with(answer, 403, "OAUTH_EMAIL_NOT_VERIFIED")
        assert "sign in another way and link the account in the settings" in answer.text
    assert await people(runtime) == before
    assert (await owner.get("/auth/me")).status_code == 200


async def test_s38_nor_when_our_account_is_not_verified_either(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime
) -> None:
    """Two claims are no proof. [ASVS 10.5.2]"""
    owner = await person()
    before = await people(runtime)
    async with browser_of(node.app) as browser:
        answer = await sign_in(browser, issuer, **claims_of(owner.email, verified=False))
        refused_with(answer, 403, "OAUTH_EMAIL_NOT_VERIFIED")
    assert await people(runtime) == before


async def test_s39_the_owner_of_an_address_takes_it_over_from_who_registered_it(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Password, sessions and linked accounts of the attacker end. [ASVS 6.8.1; USENIX 2022, "Pre-hijacked accounts"]"""
    attacker = await person()
    async with browser_of(node.app) as browser:
        url = await depart_to_link(browser, attacker.access)
        await come_back(browser, url, issuer.authorize(url, **claims_of(new_email(), sub="the attacker's")))
    pending = await attacker.client.post(f"{V1}/auth/login", json={"email": attacker.email, "password": PASSWORD})
    await add_totp(attacker)
    passkey, foreign = await add_passkey(attacker), new_email()
    async with transaction(runtime) as db:
        await publish(db, EmailChangeRequested(UUID(attacker.id), foreign))
    await run_jobs()
    async with browser_of(node.app) as owners:
        assert (await sign_in(owners, issuer, **claims_of(attacker.email.upper(), sub="the owner"))).status_code == 303
        shown = await me(owners)
        assert (shown["id"], shown["email"], shown["emailVerified"]) == (attacker.id, attacker.email, True)

    for access in (attacker.access, pending.json()["data"]["accessToken"]):
        assert code_of(await attacker.client.get(f"{V1}/auth/me", headers=as_user(access))) == (401, "INVALID_TOKEN")
    renewed = await attacker.client.post(f"{V1}/auth/refresh", json={"refreshToken": attacker.refresh})
    assert code_of(renewed) == (401, "INVALID_TOKEN")
    again = await attacker.client.post(f"{V1}/auth/login", json={"email": attacker.email, "password": PASSWORD})
    assert code_of(again) == (401, "INVALID_CREDENTIALS")
    change = await attacker.client.post(
        f"{V1}/auth/verify-email", json={"token": outbox.token(foreign, "verify-email")}
    )
    assert code_of(change) == (400, "VALIDATION_ERROR"), "nor does an address change that was begun before go through"
    asked = await attacker.client.post(f"{V1}/auth/passkeys/sign-in/options")
    credential = passkey.get(asked.json()["data"]["publicKey"])
    signed = await attacker.client.post(f"{V1}/auth/passkeys/sign-in", json={"credential": credential})
    assert signed.status_code in {400, 401}, "nor does the attacker's passkey open it"
    async with browser_of(node.app) as browser:
        await sign_in(browser, issuer, **claims_of(new_email(), sub="the attacker's"))
        assert (await me(browser))["id"] != attacker.id
    links = await fetch(
        runtime, "SELECT provider_account_id FROM oauth_accounts WHERE user_id = CAST(:id AS uuid)", id=attacker.id
    )
    assert [row[0] for row in links] == ["the owner"]
    await run_jobs()
    assert outbox.to(attacker.email)[-1]["Subject"] == "Your account is yours alone now"
    trail = await fetch(
        runtime, "SELECT action FROM audit_logs WHERE actor_id = CAST(:id AS uuid) ORDER BY id", id=attacker.id
    )
    actions = [row[0] for row in trail]
    assert "user.claimed" in actions


async def test_s39_so_does_who_resets_its_password(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """The mailbox is as good a proof as a provider: what the attacker had linked is gone. [ASVS 6.8.1]"""
    attacker = await person()
    async with browser_of(node.app) as browser:
        url = await depart_to_link(browser, attacker.access)
        await come_back(browser, url, issuer.authorize(url, **claims_of(new_email(), sub="left behind")))
    await attacker.client.post(f"{V1}/auth/forgot-password", json={"email": attacker.email})
    await run_jobs()
    token = outbox.token(attacker.email, "reset-password")
    reset = await attacker.client.post(
        f"{V1}/auth/reset-password", json={"token": token, "newPassword": "Next-passw0rd"}
    )
    assert reset.status_code == 200, reset.text
    links = await fetch(runtime, "SELECT 1 FROM oauth_accounts WHERE user_id = CAST(:id AS uuid)", id=attacker.id)
    assert links == []
    answer = await attacker.client.post(f"{V1}/auth/login", json={"email": attacker.email, "password": "Next-passw0rd"})
    assert answer.status_code == 200


HOSTILE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "JavaScript:alert(1)//",
    "data:text/html,x",
    "https://evil.example/",
    "evil.example",
    "@evil.example",
    ".evil.example",
    "/x\r\nSet-Cookie: a=b",
    "/x\r\nLocation: https://evil.example",
    "/ //evil.example",
    "/x\x00y",
    "/\u2028/evil.example",
    "",
    "/" + "x" * 2000,
]


@pytest.mark.parametrize("return_to", HOSTILE)
async def test_s40_a_foreign_address_leads_home(node: Node, issuer: Issuer, person: MakePerson, return_to: str) -> None:
    """By signing in and by linking. [ASVS 3.7.2]"""
    async with browser_of(node.app) as browser:
        url = await depart(browser, return_to=return_to.replace("\x00", "\u0085"))
        email = new_email()
        answer = await come_back(browser, url, issuer.authorize(url, **claims_of(email)))
        assert answer.headers["location"] == "http://localhost:3000/"
        assert "a" not in browser.cookies
        if len(return_to) <= 2000 and "\x00" not in return_to:
            url = await depart_to_link(browser, await access_token(browser), return_to=return_to)
            answer = await come_back(browser, url, issuer.authorize(url, **claims_of(email)))
            assert answer.headers["location"] == "http://localhost:3000/?linked=oidc"


@pytest.mark.parametrize(
    ("return_to", "location"),
    [
        ("/dashboard", "/dashboard"),
        ("/settings?tab=2&x=a%20b#here", "/settings?tab=2&x=a%20b#here"),
        ("/größe", "/gr%C3%B6%C3%9Fe"),
        ("/a//b/../c", "/a//b/../c"),
        ("/x?u=https://evil.example", "/x?u=https://evil.example"),
    ],
)
async def test_s40_a_page_of_our_own_is_reached(node: Node, issuer: Issuer, return_to: str, location: str) -> None:
    """[ASVS 3.7.2]"""
    async with browser_of(node.app) as browser:
        answer = await sign_in(browser, issuer, return_to=return_to, **claims_of(new_email()))
        assert answer.headers["location"] == f"http://localhost:3000{location}"


async def test_s40_the_address_is_the_configured_one(node: Node, issuer: Issuer) -> None:
    """Whatever host the request names. [WSTG-INPV-17]"""
    async with browser_of(node.app) as browser:
        url = await depart(browser, return_to="/dashboard")
        code = issuer.authorize(url, **claims_of(new_email()))
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies.jar)
        forged = {"Host": "evil.example", "Cookie": cookies}
        query = {"state": state_of(url), "code": code}
        answer = await browser.get("/auth/oidc/callback", params=query, headers=forged)
        assert answer.headers["location"] == "http://localhost:3000/dashboard"
        again = await browser.get("/auth/oidc/callback", params=query, headers=forged)
        assert "evil.example" not in again.text
    assert "redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fauth%2Foidc%2Fcallback" in url
