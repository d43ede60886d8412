"""Access tokens: only those that this installation signed, unchanged, for this use and this time."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import MakePerson, Person
from tests.security.server import Server
from tests.security.support import V1, Travel, as_user, claims_of, code_of, fetch, forge, header_of

pytestmark = pytest.mark.anyio

REFUSED = (401, "INVALID_TOKEN")


async def _refused(client: httpx2.AsyncClient, token: str) -> None:
    """Neither as an access token nor as a refresh token, nor does it act."""
    assert code_of(await client.get(f"{V1}/auth/me", headers=as_user(token))) == REFUSED
    assert code_of(await client.delete(f"{V1}/auth/sessions", headers=as_user(token))) == REFUSED


async def _good(client: httpx2.AsyncClient, settings: Settings, token: str) -> tuple[dict[str, Any], bytes]:
    """The claims of a good token and the secret it is signed with; that both are right is shown first."""
    key = settings.jwt_secret.get_secret_value().encode()
    claims = claims_of(token)
    answer = await client.get(f"{V1}/auth/me", headers=as_user(forge(header_of(token), claims, key)))
    assert answer.status_code == 200, "the forger's tools work"
    return claims, key


def _public_key() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


async def test_s30_unsigned_and_wrongly_signed_tokens_are_refused(
    client: httpx2.AsyncClient, settings: Settings, person: MakePerson
) -> None:
    """`alg` none in any case, a public key as the secret, an empty key. [ASVS 9.1.1-2, RFC 8725 3.1, CVE-2022-29217]"""
    someone = await person()
    claims, key = await _good(client, settings, someone.access)
    for name in ("none", "None", "NONE", "nOnE", "", None):
        for signing in (None, key):
            await _refused(client, forge({"alg": name, "typ": "at+jwt"}, claims, signing))
    await _refused(client, forge({"typ": "at+jwt"}, claims, key))
    for wrong in (_public_key(), b"", b"secret", settings.refresh_token_secret.get_secret_value().encode()):
        for name in ("HS256", "RS256", "ES256", "HS384", "HS512"):
            await _refused(client, forge({"alg": name, "typ": "at+jwt"}, claims, wrong))
    await _refused(client, someone.access.rpartition(".")[0] + ".")
    await _refused(client, someone.access[:-4] + ("AAAA" if not someone.access.endswith("AAAA") else "BBBB"))
    promoted = forge(header_of(someone.access), {**claims, "role": "admin"}, None)
    await _refused(client, promoted.rpartition(".")[0] + "." + someone.access.rpartition(".")[2])
    assert (await someone.get("/auth/me")).status_code == 200, "the session is untouched"


async def test_s31_no_header_leads_to_another_key(
    client: httpx2.AsyncClient, settings: Settings, person: MakePerson
) -> None:
    """`kid`, `jku`, `jwk`, `x5u`, `crit`, rightly signed: refused, nothing fetched. [ASVS 9.1.3, RFC 8725 3.10]"""
    someone = await person()
    claims, key = await _good(client, settings, someone.access)
    visits: list[object] = []

    async def visited(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(writer.get_extra_info("peername"))
        writer.close()

    trap = await asyncio.start_server(visited, "127.0.0.1", 0)
    async with trap:
        url = f"http://127.0.0.1:{trap.sockets[0].getsockname()[1]}/keys"
        jwk = {"kty": "oct", "k": "AAAA", "alg": "HS256"}
        for extra in (
            {"kid": "../../../../../../dev/null"},
            {"kid": "x' UNION SELECT 'secret"},
            {"kid": url},
            {"jku": url},
            {"x5u": url},
            {"jwk": jwk},
            {"x5c": ["AAAA"]},
            {"crit": ["exp"], "exp": 1},
            {"crit": ["b64"], "b64": False},
            {"zip": "DEF"},
            {"cty": "JWT"},
        ):
            for signing in (key, b"", b"AAAA"):
                await _refused(client, forge({"alg": "HS256", "typ": "at+jwt", **extra}, claims, signing))
        await asyncio.sleep(0.05)
    assert visits == []


@pytest.mark.parametrize(
    "change",
    [
        lambda now: {"exp": now - 1},
        lambda now: {"exp": 0},
        lambda now: {"exp": None},
        lambda now: {"exp": "never"},
        lambda now: {"nbf": now + 300},
        lambda now: {"iat": now + 300},
        lambda now: {"aud": "another"},
        lambda now: {"aud": None},
        lambda now: {"iss": "https://evil.example"},
        lambda now: {"iss": ["http://localhost:3000"]},
        lambda now: {"sid": None},
        lambda now: {"sid": str(uuid4())},
        lambda now: {"sid": 7},
        lambda now: {"userId": None},
        lambda now: {"userId": "1 OR 1=1"},
        lambda now: {"jti": None},
    ],
)
async def test_s32_claims_that_do_not_fit_are_refused(
    client: httpx2.AsyncClient, settings: Settings, person: MakePerson, change: Callable[[int], dict[str, Any]]
) -> None:
    """Rightly signed, but expired, not yet good, for or from somebody else, or incomplete. [ASVS 9.2.1-4]"""
    someone = await person()
    claims, key = await _good(client, settings, someone.access)
    changed = {name: value for name, value in {**claims, **change(int(time.time()))}.items() if value is not None}
    await _refused(client, forge(header_of(someone.access), changed, key))


async def test_s32_a_token_is_good_for_its_own_use_alone(
    client: httpx2.AsyncClient, settings: Settings, person: MakePerson
) -> None:
    """A refresh token signs no request in, an access token renews nothing, not even under one secret. [ASVS 9.2.2]"""
    someone = await person()
    await _refused(client, someone.refresh)
    claims, key = await _good(client, settings, someone.access)
    for kind in ("rt+jwt", "JWT", "AT+JWT", None):
        await _refused(client, forge({"alg": "HS256", "typ": kind}, claims, key))
    other_key = settings.refresh_token_secret.get_secret_value().encode()
    for token in (
        someone.access,
        forge(header_of(someone.access), claims, other_key),
        forge({"alg": "HS256", "typ": "rt+jwt"}, claims_of(someone.refresh), key),
    ):
        answer = await client.post(f"{V1}/auth/refresh", json={"refreshToken": token})
        assert code_of(answer) == REFUSED
    assert (await someone.get("/auth/me")).status_code == 200, "what was refused as a stranger's ended no session"


async def test_s32_an_access_token_expires_after_an_hour(
    client: httpx2.AsyncClient, person: MakePerson, travel: Travel
) -> None:
    """Also one that was found good before. [ASVS 9.2.1]"""
    someone = await person()
    assert (await someone.get("/auth/me")).status_code == 200
    travel(timedelta(minutes=59))
    assert (await someone.get("/auth/me")).status_code == 200
    travel(timedelta(minutes=2))
    assert code_of(await someone.get("/auth/me")) == REFUSED
    assert (await client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})).status_code == 200


async def test_s32_the_role_comes_from_the_session_not_from_the_token(
    client: httpx2.AsyncClient, runtime: Runtime, settings: Settings, person: MakePerson
) -> None:
    """Even a rightly signed claim of another role or user gives nothing. [ASVS 8.3.2]"""
    someone, admin = await person(), await person(role="admin")
    claims, key = await _good(client, settings, someone.access)
    for change in ({"role": "admin"}, {"userId": admin.id}, {"permissions": ["mails:read"]}):
        token = forge(header_of(someone.access), {**claims, **change}, key)
        assert code_of(await client.get(f"{V1}/admin/mails", headers=as_user(token))) == (403, "FORBIDDEN")
        me = await client.get(f"{V1}/auth/me", headers=as_user(token))
        assert me.json()["data"]["email"] == someone.email
    mails = await fetch(runtime, "SELECT role FROM users WHERE id = :id", id=someone.id)
    assert [row[0] for row in mails] == ["user"]


@pytest.mark.parametrize("kind", ["as one word", "as three parts", "nested header"])
async def test_s33_a_huge_token_is_refused_quickly(client: httpx2.AsyncClient, person: MakePerson, kind: str) -> None:
    """A megabyte of token costs no time, in the application itself. [CVE-2025-61920]"""
    someone: Person = await person()
    megabyte = "A" * (1024 * 1024)
    token = {
        "as one word": megabyte,
        "as three parts": f"{megabyte}.{megabyte}.{megabyte}",
        "nested header": "W1tb" * 460 + ".e30.AAAA",
    }[kind]
    start = time.perf_counter()
    answer = await client.get(f"{V1}/auth/me", headers=as_user(token))
    seconds = time.perf_counter() - start
    assert code_of(answer) == REFUSED
    assert seconds < 0.05
    assert (await someone.get("/auth/me")).status_code == 200


def test_s33_a_huge_token_is_refused_quickly_by_the_server(server: Server) -> None:
    """The server answers before it has read it all, and hangs up. [CVE-2025-61920]"""
    request = b"GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + b"A" * 1024 * 1024 + b"\r\n\r\n"
    took = []
    for _ in range(5):
        start = time.perf_counter()
        _, closed = server.raw(request)
        took.append(time.perf_counter() - start)
        assert closed
    assert min(took) < 0.05
    head = b"GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + b"A" * 40_000
    answer, closed = server.raw(head)
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert b"HEADERS_TOO_LARGE" in answer
    assert closed
    assert server.call("GET", "/api/health").status_code == 200
