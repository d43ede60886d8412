"""Setting up second factors and signing in with them, over HTTP."""

import time
from dataclasses import dataclass
from typing import Any

import httpx2
import pyotp

from tests.auth.factors.authenticator import SoftPasskey
from tests.conftest import Person
from tests.security.support import V1

Json = dict[str, Any]


@dataclass
class App:
    """An authenticator app."""

    secret: str

    def code(self, steps: int = 0) -> str:
        """Its code now, or some steps later; never in the last moment of a step, so that it arrives in time."""
        rest = 30 - time.time() % 30
        if rest < 1.5:
            time.sleep(rest)
        return pyotp.TOTP(self.secret).generate_otp(int(time.time()) // 30 + steps)

    def wrong(self) -> str:
        """Six digits that it does not show around now."""
        right = {self.code(steps) for steps in range(-3, 4)}
        return next(code for code in (f"{number:06}" for number in range(100)) if code not in right)


async def add_totp(someone: Person) -> tuple[App, list[str]]:
    """Set an app up; the code that activates it is the last one, so that today's is still good. Recovery codes too."""
    begun = await someone.post("/auth/mfa/totp")
    assert begun.status_code == 200, begun.text
    app = App(begun.json()["data"]["secret"])
    activated = await someone.post("/auth/mfa/totp/activation", {"code": app.code(-1)})
    assert activated.status_code == 200, activated.text
    return app, activated.json()["data"]["recoveryCodes"]


async def creation_options(someone: Person) -> Json:
    """What the browser gets to make a passkey."""
    answer = await someone.post("/auth/passkeys/options")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"]["publicKey"])


async def add_passkey(someone: Person, passkey: SoftPasskey | None = None, name: str = "Laptop") -> SoftPasskey:
    """Add a passkey."""
    passkey = passkey or SoftPasskey()
    credential = passkey.create(await creation_options(someone))
    answer = await someone.post("/auth/passkeys", {"name": name, "credential": credential})
    assert answer.status_code == 201, answer.text
    return passkey


async def challenge(client: httpx2.AsyncClient, someone: Person) -> str:
    """The challenge token after the password."""
    answer = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": someone.password})
    assert answer.status_code == 200, answer.text
    data = answer.json()["data"]
    assert data["mfaRequired"] is True
    return str(data["challengeToken"])


async def verify(client: httpx2.AsyncClient, token: str, method: str, proof: str | Json) -> httpx2.Response:
    """Answer the challenge."""
    field = "credential" if method == "passkey" else "code"
    return await client.post(f"{V1}/auth/mfa/verify", json={"challengeToken": token, "method": method, field: proof})


async def sign_in(client: httpx2.AsyncClient, someone: Person, method: str, proof: str | Json) -> httpx2.Response:
    """Password, then a second factor."""
    return await verify(client, await challenge(client, someone), method, proof)


async def request_options(client: httpx2.AsyncClient, token: str | None = None) -> Json:
    """What the browser gets to ask a passkey: for a challenge, or for a sign-in without a password."""
    if token is None:
        answer = await client.post(f"{V1}/auth/passkeys/sign-in/options")
    else:
        answer = await client.post(f"{V1}/auth/mfa/options", json={"challengeToken": token})
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"]["publicKey"])
