"""Second factors: a code is good once and shortly, guesses are limited, nothing goes around them."""

import asyncio
from datetime import timedelta
from uuid import UUID

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.domains.accounts import service as accounts
from groundwork.domains.auth.admission import MfaChallenge, admit
from groundwork.kernel.actor import Actor
from groundwork.kernel.crypto import digest
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.auth.factors.support import add_passkey, add_totp, challenge, request_options, sign_in, verify
from tests.conftest import PASSWORD, MakePerson, Outbox, client_of
from tests.security.support import PAGE, V1, RunJobs, Travel, as_user, claims_of, code_of, fetch, fields_of, warm_up

pytestmark = pytest.mark.anyio

STALE = timedelta(minutes=10, seconds=5)


async def _sessions(runtime: Runtime, user_id: str) -> int:
    return len(await fetch(runtime, "SELECT 1 FROM sessions WHERE user_id = :id", id=user_id))


async def test_s12_a_code_of_the_app_is_good_once(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """Neither it nor an older one is accepted again, also not at another sign-in. [ASVS 6.5.1, RFC 6238 5.2]"""
    someone = await person()
    app, _ = await add_totp(someone)
    code = app.code()
    assert (await sign_in(client, someone, "totp", code)).status_code == 200
    before = await _sessions(runtime, someone.id)
    for replayed in (code, app.code(-1)):
        refused = await sign_in(client, someone, "totp", replayed)
        assert code_of(refused) == (401, "INVALID_CREDENTIALS")
    assert await _sessions(runtime, someone.id) == before
    assert (await sign_in(client, someone, "totp", app.code(1))).status_code == 200


async def test_s12_the_code_that_activated_the_app_is_used(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """Who looked over the shoulder cannot sign in with it. [ASVS 6.5.1]"""
    someone = await person()
    app, _ = await add_totp(someone)
    assert code_of(await sign_in(client, someone, "totp", app.code(-1))) == (401, "INVALID_CREDENTIALS")


async def test_s12_of_ten_concurrent_uses_of_a_code_one_wins(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """Its step is taken by one conditional statement. [ASVS 6.5.1, 15.4.2]"""
    someone = await person()
    app, codes = await add_totp(someone)
    await warm_up(runtime)
    tokens = [await challenge(client, someone) for _ in range(5)]
    before = await _sessions(runtime, someone.id)
    code = app.code()
    answers = await asyncio.gather(*(verify(client, token, "totp", code) for token in tokens for _ in range(2)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 401, 429}
    assert await _sessions(runtime, someone.id) == before + 1
    assert len(codes) == 10


async def test_s13_a_code_outside_its_window_is_refused(
    client: httpx2.AsyncClient, person: MakePerson, travel: Travel
) -> None:
    """A step to either side is a clock that is off; two are not. [ASVS 6.5.5]"""
    someone = await person()
    app, _ = await add_totp(someone)
    travel(timedelta(minutes=5))
    for steps in (-2, 2, 10):
        assert code_of(await sign_in(client, someone, "totp", app.code(steps))) == (401, "INVALID_CREDENTIALS")
    for steps in (-1, 0, 1):
        assert (await sign_in(client, someone, "totp", app.code(steps))).status_code == 200


async def test_s14_guesses_over_fresh_sign_ins_are_limited(
    app: ASGIApp, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Per account, from whatever address; the owner hears of it once, and gets in by the others. [ASVS 6.3.1, 6.3.5]"""
    someone = await person()
    device, codes = await add_totp(someone)
    passkey = await add_passkey(someone)
    before = await _sessions(runtime, someone.id)
    statuses = []
    for number in range(8):
        async with client_of(app, address=f"10.14.{number}.1") as guesser:
            statuses.append((await sign_in(guesser, someone, "totp", device.wrong())).status_code)
    assert statuses == [401] * 5 + [429] * 3
    assert await _sessions(runtime, someone.id) == before
    async with client_of(app, address="10.14.100.1") as owner:
        refused = await sign_in(owner, someone, "totp", device.code())
        assert code_of(refused) == (429, "RATE_LIMIT_EXCEEDED")
        assert 1 <= refused.json()["retryAfter"] <= 900
        assert (await sign_in(owner, someone, "recoveryCode", codes[0])).status_code == 200
        token = await challenge(owner, someone)
        signed = passkey.get(await request_options(owner, token))
        assert (await verify(owner, token, "passkey", signed)).status_code == 200
    await run_jobs()
    subjects = [mail["Subject"] for mail in outbox.to(someone.email)]
    assert subjects.count("Too many wrong codes were entered for your account just now") == 1


async def test_s14_the_owner_on_a_known_device_gets_in_with_the_app(app: ASGIApp, person: MakePerson) -> None:
    """Whatever a stranger who knows the password does elsewhere; guessing there is limited as well. [ASVS 6.3.1]"""
    someone = await person()
    device, _ = await add_totp(someone)
    async with client_of(app, headers=PAGE) as known, client_of(app, address="10.14.7.7") as stranger:
        assert (await sign_in(known, someone, "totp", device.code())).status_code == 200
        for _ in range(6):
            last = await sign_in(stranger, someone, "totp", device.wrong())
        assert last.status_code == 429
        assert (await sign_in(known, someone, "totp", device.code(1))).status_code == 200
        for _ in range(6):
            last = await sign_in(known, someone, "totp", device.wrong())
        assert last.status_code == 429


async def test_s14_right_codes_count_as_no_guess(
    client: httpx2.AsyncClient, person: MakePerson, travel: Travel
) -> None:
    """Who signs in often is not locked out. [ASVS 6.3.1]"""
    someone = await person()
    app, _ = await add_totp(someone)
    for _ in range(8):
        travel(timedelta(seconds=30))
        assert (await sign_in(client, someone, "totp", app.code())).status_code == 200


async def test_s14_a_day_of_guessing_is_limited_too(
    client: httpx2.AsyncClient, person: MakePerson, travel: Travel
) -> None:
    """Thirty wrong codes a day, however they are spread. [ASVS 6.3.1]"""
    someone = await person()
    app, _ = await add_totp(someone)
    for _ in range(6):
        for _ in range(5):
            assert (await sign_in(client, someone, "totp", app.wrong())).status_code == 401
        travel(timedelta(minutes=16))
    refused = await sign_in(client, someone, "totp", app.code())
    assert code_of(refused) == (429, "RATE_LIMIT_EXCEEDED")
    assert refused.json()["retryAfter"] > 3600


async def test_s14_a_challenge_takes_five_attempts(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """Then the password is asked again; also where guessing is hopeless. [ASVS 6.3.1]"""
    someone = await person()
    _, codes = await add_totp(someone)
    token = await challenge(client, someone)
    for _ in range(5):
        assert code_of(await verify(client, token, "recoveryCode", "wrong")) == (401, "INVALID_CREDENTIALS")
    assert code_of(await verify(client, token, "recoveryCode", codes[0])) == (401, "INVALID_TOKEN")
    assert (await sign_in(client, someone, "recoveryCode", codes[0])).status_code == 200


async def test_s15_the_challenge_token_opens_nothing_else(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """No bearer, no refresh token, no token of a mail; and only its digest is kept. [ASVS 6.3.4]"""
    someone = await person()
    app, _ = await add_totp(someone)
    token = await challenge(client, someone)
    for method, path in (("GET", "/auth/me"), ("GET", "/auth/mfa"), ("POST", "/auth/logout")):
        answer = await client.request(method, f"{V1}{path}", headers=as_user(token))
        assert code_of(answer) == (401, "INVALID_TOKEN")
    assert code_of(await client.post(f"{V1}/auth/refresh", json={"refreshToken": token})) == (401, "INVALID_TOKEN")
    for path, form in (("reset-password", {"newPassword": "Next-passw0rd"}), ("verify-email", {})):
        answer = await client.post(f"{V1}/auth/{path}", json={"token": token, **form})
        assert fields_of(answer) == {"token": ["Invalid or expired token"]}
    kept = await fetch(runtime, "SELECT digest FROM sign_in_challenges WHERE user_id = :id", id=someone.id)
    assert [row[0] for row in kept] == [digest(token)]
    for other in (kept[0][0], someone.access, someone.refresh, "x"):
        assert code_of(await verify(client, other, "totp", app.code())) == (401, "INVALID_TOKEN")
    assert (await verify(client, token, "totp", app.code())).status_code == 200


async def test_s15_a_challenge_is_good_once_and_for_five_minutes(
    client: httpx2.AsyncClient, person: MakePerson, travel: Travel
) -> None:
    """Used, too old, or void since all sessions were ended. [ASVS 6.3.4, 7.4.3]"""
    someone = await person()
    app, codes = await add_totp(someone)
    token = await challenge(client, someone)
    assert (await verify(client, token, "totp", app.code())).status_code == 200
    assert code_of(await verify(client, token, "recoveryCode", codes[0])) == (401, "INVALID_TOKEN")
    waiting = await challenge(client, someone)
    assert (await someone.call("DELETE", "/auth/sessions?keepCurrent=true")).status_code == 200
    assert code_of(await verify(client, waiting, "recoveryCode", codes[1])) == (401, "INVALID_TOKEN")
    late = await challenge(client, someone)
    travel(timedelta(minutes=5, seconds=1))
    assert code_of(await verify(client, late, "recoveryCode", codes[2])) == (401, "INVALID_TOKEN")
    assert (await sign_in(client, someone, "recoveryCode", codes[2])).status_code == 200, "nothing was used up"


async def test_s15_of_concurrent_answers_to_one_challenge_one_wins(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """Each good by itself: the others are not used up. [ASVS 15.4.2]"""
    someone = await person()
    _, codes = await add_totp(someone)
    await warm_up(runtime)
    token = await challenge(client, someone)
    before = await _sessions(runtime, someone.id)
    answers = await asyncio.gather(*(verify(client, token, "recoveryCode", code) for code in codes[:4]))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]
    assert await _sessions(runtime, someone.id) == before + 1
    assert (await someone.get("/auth/mfa")).json()["data"]["recoveryCodesLeft"] == 9


async def test_s16_the_second_factor_is_asked_after_every_first(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """After the password, after a reset, and after whatever else lets somebody in. [ASVS 6.1.3, 6.4.3]"""
    someone = await person()
    await fetch(runtime, "UPDATE users SET email_verified = true WHERE id = :id", id=someone.id)
    app, _ = await add_totp(someone)
    before = await _sessions(runtime, someone.id)
    asked = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    data = asked.json()["data"]
    assert set(data) == {"mfaRequired", "challengeToken", "methods"}
    assert data["methods"] == ["totp", "recoveryCode"]
    assert "set-cookie" not in asked.headers
    for factor in ("password", "oauth:google", "oauth:github"):
        async with transaction(runtime) as db:
            user = await accounts.lock_user(db, UUID(someone.id))
            assert user is not None
            outcome = await admit(db, Actor(), user, by=factor)
        assert isinstance(outcome, MfaChallenge)
    assert await _sessions(runtime, someone.id) == before
    await client.post(f"{V1}/auth/forgot-password", json={"email": someone.email})
    await run_jobs()
    form = {"token": outbox.token(someone.email, "reset-password"), "newPassword": "Next-passw0rd"}
    reset = await client.post(f"{V1}/auth/reset-password", json=form)
    assert reset.status_code == 200
    assert "data" not in reset.json(), "a reset signs nobody in"
    again = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": "Next-passw0rd"})
    assert again.json()["data"]["mfaRequired"] is True
    assert await _sessions(runtime, someone.id) == 0
    done = await verify(client, again.json()["data"]["challengeToken"], "totp", app.code())
    assert claims_of(done.json()["data"]["accessToken"])["userId"] == someone.id


async def test_s18_a_recovery_code_works_once(
    client: httpx2.AsyncClient, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """However it is typed; the owner is told, and how many are left. [ASVS 6.5.1]"""
    someone = await person()
    _, codes = await add_totp(someone)
    typed = codes[0].upper().replace("-", " ").replace("0", "O").replace("1", "I")
    assert (await sign_in(client, someone, "recoveryCode", typed)).status_code == 200
    assert code_of(await sign_in(client, someone, "recoveryCode", codes[0])) == (401, "INVALID_CREDENTIALS")
    assert (await someone.get("/auth/mfa")).json()["data"]["recoveryCodesLeft"] == 9
    await run_jobs()
    subjects = [mail["Subject"] for mail in outbox.to(someone.email)]
    assert subjects.count("A recovery code of your account was used just now; 9 are left") == 1


async def test_s18_of_ten_concurrent_uses_of_a_recovery_code_one_wins(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """Using it up is one atomic step. [ASVS 15.4.2]"""
    someone = await person()
    _, codes = await add_totp(someone)
    await warm_up(runtime)
    tokens = [await challenge(client, someone) for _ in range(10)]
    answers = await asyncio.gather(*(verify(client, token, "recoveryCode", codes[3]) for token in tokens))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 9


async def test_s18_recovery_codes_are_kept_hashed_and_shown_once(runtime: Runtime, person: MakePerson) -> None:
    """Ten of 125 bits, different ones; new ones void the old; the app's secret is encrypted. [ASVS 6.5.2]"""
    someone, other = await person(), await person()
    app, codes = await add_totp(someone)
    _, others = await add_totp(other)
    assert len({*codes, *others}) == 20
    assert all(len(code.replace("-", "")) == 25 for code in codes)
    rows = await fetch(runtime, "SELECT r::text FROM recovery_codes r WHERE user_id = :id", id=someone.id)
    rows += await fetch(runtime, "SELECT f::text FROM totp_factors f WHERE user_id = :id", id=someone.id)
    rows += await fetch(runtime, "SELECT a::text FROM audit_logs a WHERE actor_id = :id", id=someone.id)
    kept = " ".join(row[0] for row in rows)
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]
    assert app.secret not in kept
    assert 'recoveryCodes"' not in (await someone.get("/auth/mfa")).text
    once = {"Idempotency-Key": "new-codes"}
    new = (await someone.post("/auth/mfa/recovery-codes", headers=once)).json()["data"]["recoveryCodes"]
    assert not set(new) & set(codes)
    again = await someone.post("/auth/mfa/recovery-codes", headers=once)
    assert code_of(again) == (409, "CONFLICT"), "the key shows them no second time, and makes no others"
    for code, status in ((codes[0], 401), (others[0], 401), (new[0], 200)):
        assert (await sign_in(someone.client, someone, "recoveryCode", code)).status_code == status


SENSITIVE = (
    ("POST", "/auth/mfa/totp", None),
    ("POST", "/auth/mfa/totp/activation", {"code": "123456"}),
    ("DELETE", "/auth/mfa/totp", None),
    ("POST", "/auth/mfa/recovery-codes", None),
    ("POST", "/auth/passkeys/options", None),
    ("DELETE", "/auth/passkeys/{passkey}", None),
    ("POST", "/auth/change-password", {"currentPassword": PASSWORD, "newPassword": "Next-passw0rd"}),
)


async def test_s19_changing_what_opens_an_account_needs_a_fresh_sign_in(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, travel: Travel
) -> None:
    """Ten minutes on, a session alone changes no factor and no password. [ASVS 7.5.1]"""
    someone = await person()
    app, _ = await add_totp(someone)
    passkey = await add_passkey(someone)
    options = (await someone.post("/auth/passkeys/options")).json()["data"]["publicKey"]
    [listed] = (await someone.get("/auth/passkeys")).json()["data"]
    state = "SELECT to_jsonb(t) FROM {} t WHERE t.user_id = CAST(:id AS uuid) ORDER BY id"
    tables = ("totp_factors", "recovery_codes", "passkeys")
    before = [await fetch(runtime, state.format(table), id=someone.id) for table in tables]
    travel(STALE)
    body = {"credential": passkey.create(options)}
    for method, path, form in (*SENSITIVE, ("POST", "/auth/passkeys", body)):
        answer = await someone.call(method, path.format(passkey=listed["id"]), json=form)
        assert code_of(answer) == (403, "REAUTHENTICATION_REQUIRED"), path
    assert [await fetch(runtime, state.format(table), id=someone.id) for table in tables] == before
    login = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    assert login.status_code == 200
    confirmed = await someone.post("/auth/reauthentication", {"code": app.code()})
    assert confirmed.status_code == 200, confirmed.text
    assert (await someone.call("DELETE", "/auth/mfa/totp")).status_code == 200
    travel(STALE)
    assert code_of(await someone.post("/auth/mfa/recovery-codes")) == (403, "REAUTHENTICATION_REQUIRED")


async def test_s19_the_owner_is_told_of_every_change(
    person: MakePerson, run_jobs: RunJobs, outbox: Outbox, runtime: Runtime
) -> None:
    """By mail, and in the audit trail. [ASVS 6.3.7, 16.2.1]"""
    someone = await person()
    await add_totp(someone)
    await add_passkey(someone, name="<b>Phone</b>")
    await someone.post("/auth/mfa/recovery-codes")
    [listed] = (await someone.get("/auth/passkeys")).json()["data"]
    await someone.call("DELETE", f"/auth/passkeys/{listed['id']}")
    await someone.call("DELETE", "/auth/mfa/totp")
    await run_jobs()
    mails = outbox.to(someone.email)
    subjects = [mail["Subject"] for mail in mails]
    assert sorted(subjects)[:5] == sorted(
        [
            "An authenticator app was added to your account just now",
            "New recovery codes were made for your account just now",
            "The authenticator app was removed from your account just now",
            "The passkey “<b>Phone</b>” was added to your account just now",
            "The passkey “<b>Phone</b>” was removed from your account just now",
        ]
    )
    html = [part.get_content() for mail in mails for part in mail.walk() if part.get_content_type() == "text/html"]
    assert not [page for page in html if "<b>Phone" in page]
    actions = await fetch(
        runtime, "SELECT action FROM audit_logs WHERE actor_id = :id ORDER BY created_at", id=someone.id
    )
    assert [row[0] for row in actions][-5:] == [
        "totp.activated",
        "passkey.added",
        "recovery_codes.replaced",
        "passkey.removed",
        "totp.removed",
    ]
