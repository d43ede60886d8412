"""A scene for each operation: how to make the object that it is about, and a body that it accepts.

A new operation needs one line in ``SCENES``; without it the matrix test fails.
"""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from groundwork.kernel.crypto import digest
from tests.conftest import PASSWORD, new_email
from tests.policy.stage import Member, Stage
from tests.security.support import claims_of

Json = dict[str, Any]
Make = Callable[[Stage, Member], Awaitable[Json]]


async def _nothing(_stage: Stage, _whose: Member) -> Json:
    return {}


@dataclass(frozen=True)
class Scene:
    """What a request of an operation needs.

    ``path(stage, whose)`` makes the object, which belongs to ``whose``, and gives the address's parameters; ``body`` is
    what is sent, or makes it likewise. ``owned``: whether the object is somebody's at all. ``to_oneself``: whether who
    may do it can do it to themselves. ``options`` go to the client with the request.
    """

    path: Make = _nothing
    body: Json | Make | None = None
    owned: bool = True
    to_oneself: bool = True
    options: Json = field(default_factory=dict)

    async def body_for(self, stage: Stage, whose: Member) -> Json | None:
        """The body."""
        return await self.body(stage, whose) if callable(self.body) else self.body


async def user(_stage: Stage, whose: Member) -> Json:
    """The user themselves."""
    return {"id": whose.id}


async def sign_in(stage: Stage, whose: Member) -> Json:
    """Tokens of a new session."""
    form = {"email": whose.email, "password": PASSWORD}
    return dict(await stage.call("POST", "/auth/login", json=form))


async def session(stage: Stage, whose: Member) -> Json:
    """A session of theirs."""
    return {"id": claims_of((await sign_in(stage, whose))["accessToken"])["sid"]}


async def api_key(stage: Stage, whose: Member) -> Json:
    """A key of theirs."""
    rows = await stage.sql(
        """INSERT INTO api_keys (user_id, name, prefix, digest, scopes)
           VALUES (%(user)s, 'Import', %(prefix)s, %(digest)s, '{account:use}') RETURNING id""",
        user=whose.id,
        prefix=secrets.token_hex(4),
        digest=digest(secrets.token_hex(32)),
    )
    return {"id": str(rows[0]["id"])}


async def mail(stage: Stage, _whose: Member) -> Json:
    """A mail that was sent."""
    return {"id": str((await stage.sql("SELECT id FROM mails LIMIT 1"))[0]["id"])}


def mail_token(purpose: str) -> Callable[[Stage, Member], Awaitable[str]]:
    """Makes a token as a mail would carry it."""

    async def make(stage: Stage, whose: Member) -> str:
        token = secrets.token_urlsafe(32)
        await stage.sql(
            """INSERT INTO mail_tokens (user_id, purpose, digest, expires_at)
               VALUES (%(user)s, %(purpose)s, %(digest)s, now() + interval '5 minutes')
               ON CONFLICT (user_id, purpose) DO UPDATE SET digest = excluded.digest""",
            user=whose.id,
            purpose=purpose,
            digest=digest(token),
        )
        return token

    return make


async def new_person(_stage: Stage, _whose: Member) -> Json:
    """Somebody who is not there yet."""
    return {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}


async def credentials(_stage: Stage, whose: Member) -> Json:
    """Address and password."""
    return {"email": whose.email, "password": PASSWORD}


async def address(_stage: Stage, whose: Member) -> Json:
    """The address."""
    return {"email": whose.email}


async def refresh_token(stage: Stage, whose: Member) -> Json:
    """The refresh token of a new session."""
    return {"refreshToken": (await sign_in(stage, whose))["refreshToken"]}


async def reset_form(stage: Stage, whose: Member) -> Json:
    """A new password, with the token of a mail."""
    return {"token": await mail_token("reset_password")(stage, whose), "newPassword": NEXT_PASSWORD}


async def verification(stage: Stage, whose: Member) -> Json:
    """The token of a mail."""
    return {"token": await mail_token("verify_email")(stage, whose)}


NEXT_PASSWORD = "Next-passw0rd"

SCENES: dict[str, Scene] = {
    # auth
    "register": Scene(body=new_person),
    "login": Scene(body=credentials),
    "refresh": Scene(body=refresh_token),
    "logout": Scene(),
    "get_current_user": Scene(),
    "forgot_password": Scene(body=address),
    "reset_password": Scene(body=reset_form),
    "verify_email": Scene(body=verification),
    "resend_verification": Scene(),
    "change_password": Scene(body={"currentPassword": PASSWORD, "newPassword": NEXT_PASSWORD}),
    "list_sessions": Scene(),
    "end_sessions": Scene(),
    "end_session": Scene(session),
    "impersonate_user": Scene(user, to_oneself=False),
    # accounts
    "get_user": Scene(user),
    "update_user": Scene(user, {"firstName": "Augusta"}),
    "get_profile": Scene(user),
    "update_profile": Scene(user, {"bio": "Analyst"}),
    "list_roles": Scene(),
    # api_keys
    "list_api_keys": Scene(),
    "create_api_key": Scene(body={"name": "Nightly import", "scopes": ["account:use"]}),
    "revoke_api_key": Scene(api_key),
    # studio
    "list_mails": Scene(),
    "get_mail": Scene(mail, owned=False),
}
