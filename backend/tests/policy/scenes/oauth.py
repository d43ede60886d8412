"""Accounts at other providers."""

from uuid import UUID

from groundwork.domains.auth.models import OAuthAccount
from tests.policy.scenes.scene import About, Json, Scene, keep
from tests.policy.stage import Member, Stage


async def provider(_stage: Stage, _whose: Member) -> Json:
    """A provider that is asked nothing before the browser goes there."""
    return {"provider": "github"}


async def linked(stage: Stage, whose: Member) -> Json:
    """An account of theirs at a provider."""
    row = OAuthAccount(user_id=UUID(whose.id), provider="github", provider_account_id=whose.id)
    return {"id": await keep(stage, row)}


scenes = {
    "list_oauth_providers": Scene(),
    "begin_oauth_sign_in": Scene(About.NOBODY, provider),
    "begin_oauth_linking": Scene(About.ONESELF, provider, {}),
    "list_oauth_accounts": Scene(),
    "unlink_oauth_account": Scene(About.PERSON, linked),
}
