"""Guessing passwords: nobody learns which addresses are known, nobody tries for long, and no owner is locked out."""

import statistics
import time
from typing import Any

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.domains.auth import passwords
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.audit.support import trail
from tests.conftest import PASSWORD, MakePerson, client_of, new_email
from tests.security.support import DEVICE_COOKIE, PAGE, V1, StartNode, code_of, fetch

pytestmark = pytest.mark.anyio

_ROUNDS = 200
_CHANGES_EVERY_TIME = {"x-request-id", "x-ratelimit-reset", "ratelimit"}


class _Asked:
    """What the answers about one kind of address look like, and how long they took."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.looks: set[tuple[Any, ...]] = set()

    def note(self, answer: httpx2.Response, seconds: float) -> None:
        self.seconds.append(seconds)
        body = {name: value for name, value in answer.json().items() if name != "meta"}
        headers = [pair for pair in answer.headers.multi_items() if pair[0] not in _CHANGES_EVERY_TIME]
        self.looks.add((answer.status_code, repr(headers), repr(body), tuple(answer.json()["meta"])))


async def _ask(app: ASGIApp, path: str, form: dict[str, str], address: str, asked: _Asked) -> None:
    async with client_of(app, address=address) as client:
        start = time.perf_counter()
        answer = await client.post(f"{V1}{path}", json=form)
        asked.note(answer, time.perf_counter() - start)


@pytest.mark.parametrize("path", ["/auth/login", "/auth/forgot-password"])
async def test_s04_known_and_unknown_addresses_look_alike(
    app: ASGIApp, runtime: Runtime, person: MakePerson, path: str
) -> None:
    """Same status, headers and body; the medians of 200 interleaved requests each lie within 5 ms. [ASVS 6.3.8]"""
    known, unknown = _Asked(), _Asked()
    people = [(await person()).email for _ in range(20)]
    strangers = [f"x{email}" for email in people]
    for number in range(_ROUNDS):
        for kind, (emails, asked) in enumerate(((people, known), (strangers, unknown))):
            form = {"email": emails[number % 20]} | ({"password": "Wrong-passw0rd"} if path == "/auth/login" else {})
            # Each from an address of its own, so that what is measured is no limit on guessing.
            await _ask(app, path, form, f"10.{kind}.{number // 250}.{number % 250}", asked)
    await fetch(runtime, "DELETE FROM procrastinate_jobs WHERE task_name = 'auth.send_password_reset'")
    assert known.looks == unknown.looks
    assert len(known.looks) == 1
    assert {look[0] for look in known.looks} == {401 if path == "/auth/login" else 200}
    gap = statistics.median(known.seconds) - statistics.median(unknown.seconds)
    assert abs(gap) < 0.005, f"{gap * 1000:.2f} ms"


async def test_s04_an_unknown_address_costs_a_hash_too(
    client: httpx2.AsyncClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow part, a bcrypt check at the same cost, is done for addresses that nobody has. [ASVS 6.3.8]"""
    checked: list[str] = []
    hasher = passwords.hasher(settings.password_rounds)
    verify = hasher._bcrypt.verify

    def noting(password: str | bytes, password_hash: str | bytes) -> bool:
        checked.append(str(password_hash))
        return verify(password, password_hash)

    monkeypatch.setattr(hasher._bcrypt, "verify", noting)
    answer = await client.post(f"{V1}/auth/login", json={"email": new_email(), "password": PASSWORD})
    assert code_of(answer) == (401, "INVALID_CREDENTIALS")
    assert [password_hash.split("$")[2] for password_hash in checked] == [f"{settings.password_rounds:02}"]


async def test_s05_many_wrong_passwords_for_one_account_are_stopped(app: ASGIApp, person: MakePerson) -> None:
    """A hundred from one address: the sixth is refused, and the right password is no exception. [ASVS 6.3.1]"""
    someone = await person()
    async with client_of(app, address="198.51.100.7") as attacker:
        statuses = []
        for number in range(100):
            form = {"email": someone.email, "password": f"Wrong-passw0rd{number}"}
            answer = await attacker.post(f"{V1}/auth/login", json=form)
            statuses.append(answer.status_code)
        assert statuses == [401] * 5 + [429] * 95
        assert answer.json()["error"]["message"] == "Too many login attempts. Please try again in 15 minutes"
        assert 1 <= answer.json()["retryAfter"] == int(answer.headers["Retry-After"]) <= 900
        lucky = await attacker.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
        assert code_of(lucky) == (429, "RATE_LIMIT_EXCEEDED")


async def test_s05_the_owner_on_a_known_device_still_gets_in(
    app: ASGIApp, runtime: Runtime, person: MakePerson
) -> None:
    """However many addresses the attacker has: he is stopped, and locks nobody out. [ASVS 6.3.1]"""
    someone = await person()
    right = {"email": someone.email, "password": PASSWORD}
    async with client_of(app, headers=PAGE, address="192.0.2.1") as owner:
        assert (await owner.post(f"{V1}/auth/login", json=right)).status_code == 200
        assert DEVICE_COOKIE in owner.cookies
        statuses = []
        for number in range(100):
            async with client_of(app, address=f"203.0.113.{number}") as attacker:
                form = {"email": someone.email, "password": f"Wrong-passw0rd{number}"}
                statuses.append((await attacker.post(f"{V1}/auth/login", json=form)).status_code)
        assert statuses.count(401) == 50
        assert statuses[-1] == 429
        assert (await owner.post(f"{V1}/auth/login", json=right)).status_code == 200
        guesses = [
            (await owner.post(f"{V1}/auth/login", json={**right, "password": "no"})).status_code for _ in range(11)
        ]
        assert guesses == [401] * 10 + [429], "a stolen device cookie gives no free guesses"
    sessions = await fetch(runtime, "SELECT 1 FROM sessions WHERE user_id = :id", id=someone.id)
    assert len(sessions) == 3


async def test_s05_another_ones_device_does_not_count_as_known(app: ASGIApp, person: MakePerson) -> None:
    """The cookie is bound to the person it was given to, and to our secret. [ASVS 6.3.1]"""
    victim, attacker = await person(), await person()
    async with client_of(app, headers=PAGE, address="198.51.100.9") as browser:
        signed_in = await browser.post(f"{V1}/auth/login", json={"email": attacker.email, "password": PASSWORD})
        device = browser.cookies[DEVICE_COOKIE]
        assert signed_in.status_code == 200
    statuses = []
    for cookie in [device, device.partition(".")[0], f"{device}x", "x.y", *["."] * 4]:
        async with client_of(app, headers=PAGE, cookies={DEVICE_COOKIE: cookie}, address="198.51.100.9") as browser:
            form = {"email": victim.email, "password": "Wrong-passw0rd"}
            statuses.append((await browser.post(f"{V1}/auth/login", json=form)).status_code)
    assert statuses == [401] * 5 + [429] * 3


async def test_s06_one_password_over_a_thousand_accounts_is_throttled(app: ASGIApp, runtime: Runtime) -> None:
    """Password spraying from one address ends after fifty accounts. [ASVS 2.4.1, 6.3.1]"""
    before = len(await fetch(runtime, "SELECT 1 FROM sessions"))
    statuses = []
    async with client_of(app, address="198.51.100.20") as attacker:
        for number in range(1000):
            form = {"email": f"sprayed{number}@example.com", "password": PASSWORD}
            statuses.append((await attacker.post(f"{V1}/auth/login", json=form)).status_code)
    assert statuses == [401] * 50 + [429] * 950
    assert len(await fetch(runtime, "SELECT 1 FROM sessions")) == before


async def test_s06_addresses_of_one_ipv6_network_count_as_one(app: ASGIApp) -> None:
    """A subscriber has 2^64 of them. [ASVS 2.4.1]"""
    statuses = []
    for number in range(60):
        async with client_of(app, address=f"2001:db8:5:5::{number:x}") as attacker:
            form = {"email": f"sprayed{number}@example.net", "password": PASSWORD}
            statuses.append((await attacker.post(f"{V1}/auth/login", json=form)).status_code)
    assert statuses == [401] * 50 + [429] * 10


async def test_s07_a_rotating_forwarded_address_changes_no_limit(start_node: StartNode, person: MakePerson) -> None:
    """`X-Forwarded-For` of a client that is no proxy of ours means nothing: to sign-ins, to requests. [ASVS 4.1.3]"""
    someone = await person()
    node = await start_node(rate_limit_anonymous="8/hour")
    async with client_of(node.app, address="198.51.100.30") as client:
        answers = []
        for number in range(10):
            forged = {
                "X-Forwarded-For": f"203.0.113.{number}",
                "X-Real-IP": f"203.0.113.{number}",
                "Forwarded": "for=1",
            }
            form = {"email": someone.email, "password": "Wrong-passw0rd"}
            answers.append(await client.post(f"{V1}/auth/login", json=form, headers=forged))
    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 5
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == list("7654321000")
    assert "login attempts" in answers[7].json()["error"]["message"]
    assert "Rate limit exceeded" in answers[8].json()["error"]["message"]
    refused = await trail(node.runtime, action="user.sign_in_refused", resource=someone.id)
    assert {entry["ipAddress"] for entry in refused} == {"198.51.100.30"}


async def test_s07_behind_our_proxy_only_what_it_wrote_counts(start_node: StartNode) -> None:
    """The last address before a trusted proxy is the client; what the client wrote before it is not. [ASVS 4.1.3]"""
    node = await start_node(rate_limit_anonymous="3/hour", trusted_proxies=("10.0.0.0/8",))
    async with client_of(node.app, address="10.0.0.1") as proxy:

        async def ask(forwarded: str) -> int:
            answer = await proxy.get(f"{V1}/auth/me", headers={"X-Forwarded-For": forwarded})
            return answer.status_code

        assert [await ask(f"203.0.113.{number}, 198.51.100.31") for number in range(4)] == [401, 401, 401, 429]
        assert await ask("203.0.113.1, 198.51.100.32, 10.0.0.7") == 401
