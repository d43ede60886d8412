"""Second factors."""

from uuid import UUID

import pyotp

from groundwork.domains.accounts import service as people
from groundwork.domains.auth.factors import passkeys
from groundwork.domains.auth.factors.models import Passkey, TotpFactor
from groundwork.kernel.clock import now
from tests.auth.factors.authenticator import SoftPasskey
from tests.policy.scenes.auth import credentials
from tests.policy.scenes.scene import About, Json, Scene, committed, keep
from tests.policy.stage import Member, Stage
from tests.security.support import as_user, claims_of


async def passkey(stage: Stage, whose: Member) -> Json:
    """A passkey of theirs."""
    row = Passkey(user_id=UUID(whose.id), name="Laptop", credential_id=f"of-{whose.id}", public_key=b"key")
    return {"id": await keep(stage, row)}


async def app(stage: Stage, whose: Member) -> Json:
    """An authenticator app of theirs."""
    row = TotpFactor(user_id=UUID(whose.id), secret=pyotp.random_base32(), activated_at=now())
    await keep(stage, row)
    return {}


async def activation(stage: Stage, whose: Member) -> Json:
    """A code of an app that is being set up."""
    secret = pyotp.random_base32()
    await keep(stage, TotpFactor(user_id=UUID(whose.id), secret=secret))
    return {"code": pyotp.TOTP(secret).now()}


async def new_passkey(stage: Stage, whose: Member) -> Json:
    """What the browser gives for a passkey that it was asked for."""
    async with committed(stage) as db:
        user = await people.find_user(db, UUID(whose.id))
        assert user
        options = await passkeys.creation_options(db, user, UUID(claims_of(whose.access)["sid"]))
    return {"name": "Phone", "credential": SoftPasskey().create(options)}


async def challenge(stage: Stage, _whose: Member) -> Json:
    """A sign-in of the member's that waits for their passkey."""
    await _passkey_of_member(stage)
    return await _challenge_of_member(stage)


async def answer(stage: Stage, _whose: Member) -> Json:
    """The same with what the passkey answers."""
    held = await _passkey_of_member(stage)
    waiting = await _challenge_of_member(stage)
    options = (await stage.call("POST", "/auth/mfa/options", json=waiting))["publicKey"]
    return {**waiting, "method": "passkey", "credential": held.get(options)}


async def passkey_sign_in(stage: Stage, _whose: Member) -> Json:
    """What the member's passkey answers to whoever asks."""
    held = await _passkey_of_member(stage)
    return {"credential": held.get((await stage.call("POST", "/auth/passkeys/sign-in/options"))["publicKey"])}


async def _passkey_of_member(stage: Stage) -> SoftPasskey:
    headers, held = as_user(stage.people["member"].access), SoftPasskey()
    options = (await stage.call("POST", "/auth/passkeys/options", headers))["publicKey"]
    await stage.call("POST", "/auth/passkeys", headers, json={"name": "Key", "credential": held.create(options)})
    return held


async def _challenge_of_member(stage: Stage) -> Json:
    form = await credentials(stage, stage.people["member"])
    return {"challengeToken": (await stage.call("POST", "/auth/login", json=form))["challengeToken"]}


scenes = {
    "begin_mfa_passkey": Scene(body=challenge),
    "verify_mfa": Scene(body=answer),
    "begin_passkey_sign_in": Scene(),
    "sign_in_with_passkey": Scene(body=passkey_sign_in),
    "get_factors": Scene(),
    "begin_totp": Scene(),
    "activate_totp": Scene(body=activation),
    "remove_totp": Scene(path=app),
    "make_recovery_codes": Scene(path=app),
    "begin_passkey": Scene(),
    "add_passkey": Scene(body=new_passkey),
    "list_passkeys": Scene(),
    "get_passkey": Scene(About.PERSON, passkey),
    "rename_passkey": Scene(About.PERSON, passkey, {"name": "Phone"}),
    "remove_passkey": Scene(About.PERSON, passkey),
}
