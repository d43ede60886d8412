"""API keys."""

import secrets
from uuid import UUID

from groundwork.domains.api_keys.models import ApiKey
from groundwork.kernel.crypto import digest
from tests.policy.scenes.scene import About, Json, Scene, keep
from tests.policy.stage import Member, Stage


async def key(stage: Stage, whose: Member) -> Json:
    """A key of theirs."""
    row = ApiKey(
        user_id=UUID(whose.id),
        name="Import",
        prefix=secrets.token_hex(4),
        digest=digest(secrets.token_hex(32)),
        scopes=["account:use"],
    )
    return {"id": await keep(stage, row)}


scenes = {
    "list_api_keys": Scene(),
    "create_api_key": Scene(body={"name": "Nightly import", "scopes": ["account:use"]}),
    "revoke_api_key": Scene(About.PERSON, key),
}
