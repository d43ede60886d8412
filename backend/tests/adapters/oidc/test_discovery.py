"""What a provider publishes is kept for an hour, checked, and asked for again within bounds."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from groundwork.adapters.oidc import ProviderRefused, ProviderUnavailable
from groundwork.adapters.oidc.discovery import Discovery
from groundwork.adapters.oidc.http import ProviderHttp
from tests.auth.oauth.issuer import EC_KEY, OTHER_RSA_KEY, RSA_KEY, Issuer, public
from tests.auth.oauth.loopback import Told
from tests.security.support import Travel, travel

__all__ = ["travel"]

pytestmark = pytest.mark.anyio


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """An issuer on loopback."""
    made = Issuer()
    yield made
    made.server.stop()


def discovery_of(issuer: Issuer, url: str | None = None) -> Discovery:
    """What is known of it."""
    return Discovery(url or issuer.url, ProviderHttp(plain_loopback=True))


async def test_it_is_asked_once_an_hour_however_many_ask(issuer: Issuer, travel: Travel) -> None:
    discovery = discovery_of(issuer)
    await asyncio.gather(*(discovery.metadata() for _ in range(5)), *(discovery.key({"kid": "rsa"}) for _ in range(5)))
    assert (issuer.server.times("/.well-known/openid-configuration"), issuer.server.times("/keys")) == (1, 1)
    travel(timedelta(minutes=61))
    await discovery.key({"kid": "rsa"})
    assert (issuer.server.times("/.well-known/openid-configuration"), issuer.server.times("/keys")) == (2, 2)


async def test_a_new_key_is_found_and_a_forged_one_does_not_make_us_ask_each_time(
    issuer: Issuer, travel: Travel
) -> None:
    discovery = discovery_of(issuer)
    await discovery.key({"kid": "rsa"})
    issuer.keys.append(public(EC_KEY, "new"))
    for _ in range(5):
        with pytest.raises(ProviderRefused):
            await discovery.key({"kid": "new"})
    assert issuer.server.times("/keys") == 1
    travel(timedelta(seconds=61))
    assert (await discovery.key({"kid": "new"}))["kty"] == "EC"
    for _ in range(5):
        with pytest.raises(ProviderRefused):
            await discovery.key({"kid": "forged"})
    assert issuer.server.times("/keys") == 2


async def test_a_token_without_a_name_takes_the_only_key(issuer: Issuer) -> None:
    discovery = discovery_of(issuer)
    issuer.keys.append(public(OTHER_RSA_KEY, "for encryption", use="enc"))
    assert (await discovery.key({}))["kid"] == "rsa"
    issuer.keys.append(public(EC_KEY, "ec"))
    with pytest.raises(ProviderRefused):
        await discovery_of(issuer).key({})
    issuer.keys.append(public(RSA_KEY, "ec"))
    with pytest.raises(ProviderRefused):
        await discovery_of(issuer).key({"kid": "ec"})


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://evil.example"},
        {"issuer": ...},
        {"authorization_endpoint": ...},
        {"token_endpoint": 7},
        {"jwks_uri": None},
    ],
)
async def test_a_document_that_is_not_the_issuers_is_refused(issuer: Issuer, change: dict[str, Any]) -> None:
    changed = {**issuer.metadata, **change}
    issuer.metadata = {name: value for name, value in changed.items() if value is not ...}
    with pytest.raises(ProviderUnavailable):
        await discovery_of(issuer).metadata()


async def test_the_issuer_is_compared_to_the_letter(issuer: Issuer) -> None:
    with pytest.raises(ProviderUnavailable):
        await discovery_of(issuer, f"{issuer.url}/").metadata()
    issuer.metadata["issuer"] = f"{issuer.url}/"
    metadata = await discovery_of(issuer, f"{issuer.url}/").metadata()
    assert metadata.token_endpoint == f"{issuer.url}/token"


@pytest.mark.parametrize("keys", [{}, {"keys": {}}, [], "text"])
async def test_what_is_no_set_of_keys_is_refused(issuer: Issuer, keys: Any) -> None:
    issuer.server.routes["/keys"] = lambda _: Told(keys)
    with pytest.raises(ProviderUnavailable):
        await discovery_of(issuer).key({"kid": "rsa"})


async def test_an_outage_is_not_kept(issuer: Issuer) -> None:
    discovery = discovery_of(issuer)
    well_known = issuer.server.routes.pop("/.well-known/openid-configuration")
    with pytest.raises(ProviderUnavailable):
        await discovery.metadata()
    issuer.server.routes["/.well-known/openid-configuration"] = well_known
    metadata = await discovery.metadata()
    assert (metadata.takes_basic, metadata.names_itself) == (True, False)
