"""An OpenID Connect provider as it should be: every kind of key, every way to show who we are, what it tells."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from groundwork.adapters.oidc import Attempt, Callback, Client, OpenIdProvider, ProviderRefused
from groundwork.adapters.oidc.http import ProviderHttp
from groundwork.kernel.clock import now
from tests.auth.oauth.issuer import CLIENT_ID, CLIENT_SECRET, EC_KEY, ED_KEY, RSA_KEY, Issuer, public, signed_by_hand

pytestmark = pytest.mark.anyio

ATTEMPT = Attempt("the state", "the nonce", "v" * 64)


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """An issuer on loopback."""
    made = Issuer()
    yield made
    made.server.stop()


def provider_of(issuer: Issuer, secret: str | None = CLIENT_SECRET) -> OpenIdProvider:
    """The provider, as we see it."""
    client = Client(CLIENT_ID, secret, "http://localhost:3000/auth/oidc/callback")
    return OpenIdProvider(issuer.url, client, ProviderHttp(plain_loopback=True))


async def identify(issuer: Issuer, secret: str | None = CLIENT_SECRET, **claims: Any) -> Any:
    """There and back."""
    provider = provider_of(issuer, secret)
    code = issuer.authorize(await provider.authorization_url(ATTEMPT), **{"sub": "one", **claims})
    return await provider.identify(ATTEMPT, Callback(code))


@pytest.mark.parametrize(
    ("key", "algorithm", "hash_name"),
    [
        (RSA_KEY, "RS256", "sha256"),
        (RSA_KEY, "PS384", "sha384"),
        (RSA_KEY, "RS512", "sha512"),
        (EC_KEY, "ES256", "sha256"),
        (ED_KEY, "EdDSA", "sha512"),
    ],
)
async def test_every_kind_of_key_is_understood(issuer: Issuer, key: Any, algorithm: str, hash_name: str) -> None:
    issuer.keys = [public(key, "one")]
    issuer.sign = lambda claims: jwt.encode(claims, key, algorithm, headers={"kid": "one"})
    digest = hashlib.new(hash_name, b"at").digest()
    half = base64.urlsafe_b64encode(digest[: len(digest) // 2]).decode().rstrip("=")
    identity = await identify(issuer, at_hash=half, email="ada@example.com", email_verified=True)
    assert (identity.subject, identity.email, identity.email_verified) == ("one", "ada@example.com", True)


async def test_our_secret_goes_as_basic_or_in_the_form(issuer: Issuer) -> None:
    await identify(issuer, email="ada@example.com")
    issuer.metadata["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    await identify(issuer, email="ada@example.com")
    await identify(issuer, None, email="ada@example.com")
    basic, form, public_client = [asked for asked in issuer.server.asked if asked.path == "/token"]
    user, _, password = base64.b64decode(basic.headers["Authorization"].split()[1]).decode().partition(":")
    assert (user, password) == (CLIENT_ID, "a+secret%3A+of+loopback+%26+tests")
    assert "client_secret" not in basic.form
    assert (form.form["client_id"], form.form["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
    assert "Authorization" not in form.headers
    assert public_client.form["client_id"] == CLIENT_ID
    assert "client_secret" not in public_client.form
    assert "Authorization" not in public_client.headers


async def test_what_the_token_does_not_tell_is_asked(issuer: Issuer) -> None:
    issuer.userinfo = {"sub": "one", "email": "ada@example.com", "email_verified": True, "given_name": "Ada"}
    identity = await identify(issuer)
    assert (identity.email, identity.first_name, identity.account_name) == ("ada@example.com", "Ada", "ada@example.com")
    del issuer.metadata["userinfo_endpoint"]
    identity = await identify(issuer, preferred_username="ada")
    assert (identity.email, identity.email_verified, identity.account_name) == (None, False, "ada")


async def test_apple_writes_its_booleans_as_text(issuer: Issuer) -> None:
    assert (await identify(issuer, email="ada@example.com", email_verified="true")).email_verified
    assert not (await identify(issuer, email="ada@example.com", email_verified="false")).email_verified


async def test_several_clients_are_fine_when_we_asked(issuer: Issuer) -> None:
    assert (await identify(issuer, aud=[CLIENT_ID, "other"], azp=CLIENT_ID, email=None)).subject == "one"


async def test_what_cannot_be_kept_is_left_out(issuer: Issuer) -> None:
    """A name of a megabyte, control characters, numbers, a life of a thousand years."""
    issuer.answer = {"expires_in": 1e20, "scope": ["openid"], "token_type": "x" * 51, "refresh_token": "r"}
    identity = await identify(issuer, email=7, given_name="x" * 101, family_name="a\x00b", name="Ada Byron")
    assert (identity.email, identity.first_name, identity.last_name) == (None, None, None)
    assert identity.account_name == "Ada Byron"
    grant = identity.grant
    assert (grant.expires_at, grant.scope, grant.token_type, grant.refresh_token) == (None, None, None, "r")


async def test_the_life_of_the_tokens_is_kept(issuer: Issuer) -> None:
    issuer.answer = {"expires_in": 60, "scope": "openid email"}
    grant = (await identify(issuer, email=None)).grant
    assert timedelta(seconds=55) < grant.expires_at - now() <= timedelta(seconds=60)
    assert (grant.scope, grant.access_token) == ("openid email", "at")
    assert "at" not in repr(grant).replace("expires_at", "").replace("datetime", "")


@pytest.mark.parametrize(
    "answer", [{"access_token": ...}, {"access_token": ""}, {"access_token": 7}, {"id_token": ...}]
)
async def test_an_answer_without_tokens_is_refused(issuer: Issuer, answer: dict[str, Any]) -> None:
    issuer.answer = answer
    with pytest.raises(ProviderRefused):
        await identify(issuer, email=None)


async def test_a_curve_or_a_key_that_makes_no_signature_is_refused(issuer: Issuer) -> None:
    for key in (
        {"kty": "oct", "k": "AAAA", "kid": "rsa"},
        {"kty": "EC", "crv": "secp256k1", "kid": "rsa"},
        {"kid": "rsa"},
    ):
        issuer.keys = [key]
        with pytest.raises(ProviderRefused):
            await identify(issuer, email=None)
    issuer.keys = [{"kty": "RSA", "kid": "rsa", "n": "!", "e": "AQAB"}]
    with pytest.raises(ProviderRefused):
        await identify(issuer, email=None)


async def test_an_address_with_a_query_keeps_it(issuer: Issuer) -> None:
    issuer.metadata["authorization_endpoint"] = f"{issuer.url}/authorize?tenant=1"
    url = await provider_of(issuer).authorization_url(ATTEMPT)
    assert url.startswith(
        f"{issuer.url}/authorize?tenant=1&response_type=code&client_id=groundwork&redirect_uri=http%3A"
    )
    assert "scope=openid+email+profile" in url
    assert "nonce=the+nonce" in url


async def test_a_key_that_is_too_short_is_refused(issuer: Issuer) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    issuer.keys = [public(short, "short")]
    issuer.sign = lambda claims: signed_by_hand({"alg": "RS256", "kid": "short"}, claims, short)
    with pytest.raises(ProviderRefused, match="InvalidKeyError"):
        await identify(issuer, email=None)
