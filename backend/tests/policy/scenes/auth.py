"""Signing in, sessions, passwords."""

import secrets

from groundwork.domains.auth.models import MailToken, Purpose
from groundwork.domains.auth.recovery import VERIFICATION_LIFE
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import digest
from tests.conftest import PASSWORD, new_email
from tests.policy.scenes.scene import About, Json, Scene, keep
from tests.policy.stage import Member, Stage
from tests.security.support import claims_of

NEXT_PASSWORD = "Next-passw0rd"


async def sign_in(stage: Stage, whose: Member) -> Json:
    """Tokens of a new session."""
    return dict(await stage.call("POST", "/auth/login", json=await credentials(stage, whose)))


async def session(stage: Stage, whose: Member) -> Json:
    """A session of theirs."""
    return {"id": claims_of((await sign_in(stage, whose))["accessToken"])["sid"]}


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


async def reset(stage: Stage, whose: Member) -> Json:
    """A new password, with the token of a mail."""
    return {"token": await _mail_token(stage, whose, Purpose.RESET_PASSWORD), "newPassword": NEXT_PASSWORD}


async def verification(stage: Stage, whose: Member) -> Json:
    """The token of a mail."""
    return {"token": await _mail_token(stage, whose, Purpose.VERIFY_EMAIL)}


async def _mail_token(stage: Stage, whose: Member, purpose: Purpose) -> str:
    token = secrets.token_urlsafe(32)
    expires = now() + VERIFICATION_LIFE
    await stage.sql("DELETE FROM mail_tokens WHERE user_id = %(user)s", user=whose.id)
    await keep(stage, MailToken(user_id=whose.id, purpose=purpose, digest=digest(token), expires_at=expires))
    return token


scenes = {
    "register": Scene(body=new_person),
    "login": Scene(body=credentials),
    "refresh": Scene(body=refresh_token),
    "logout": Scene(),
    "get_current_user": Scene(),
    "forgot_password": Scene(body=address),
    "reset_password": Scene(body=reset),
    "verify_email": Scene(body=verification),
    "resend_verification": Scene(),
    "change_password": Scene(body={"currentPassword": PASSWORD, "newPassword": NEXT_PASSWORD}),
    "list_sessions": Scene(),
    "end_sessions": Scene(),
    "end_session": Scene(About.PERSON, session),
    "get_reauthentication_options": Scene(),
    "reauthenticate": Scene(body={"password": PASSWORD}),
}
