"""GitHub's OAuth 2, against a small server on loopback that answers as a GitHub Enterprise Server does."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from groundwork.adapters.oidc import Attempt, Callback, Client, GitHub, Identity, ProviderRefused, pkce_challenge
from groundwork.adapters.oidc.http import ProviderHttp
from tests.auth.oauth.loopback import Loopback, Told

pytestmark = pytest.mark.anyio

ATTEMPT = Attempt("the state", "the nonce", "v" * 64)
CLIENT = Client("id", "secret", "http://localhost:3000/auth/github/callback")


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A GitHub Enterprise Server."""
    made = Loopback()
    answers: dict[str, Any] = {
        "/login/oauth/access_token": {"access_token": "gho_1", "token_type": "bearer", "scope": "read:user,user:email"},
        "/api/v3/user": {"id": 583231, "login": "octocat", "name": "Mona Lisa Octocat", "email": "public@example.com"},
        "/api/v3/user/emails": [
            {"email": "other@example.com", "primary": False, "verified": True},
            {"email": "mona@example.com", "primary": True, "verified": True},
        ],
    }
    made.routes = {path: (lambda _, body=body: Told(body)) for path, body in answers.items()}
    yield made
    made.stop()


async def identify(server: Loopback, **changes: Any) -> Identity:
    """Who comes back; ``changes`` replace answers: ``user``, ``emails``, ``token``."""
    for name, path in (
        ("user", "/api/v3/user"),
        ("emails", "/api/v3/user/emails"),
        ("token", "/login/oauth/access_token"),
    ):
        if name in changes:
            server.routes[path] = lambda _, body=changes[name]: Told(body)  # type: ignore[misc]
    return await GitHub(server.address, CLIENT, ProviderHttp(plain_loopback=True)).identify(
        ATTEMPT, Callback("the code")
    )


async def test_where_the_browser_is_sent() -> None:
    url = await GitHub("https://github.com", CLIENT, ProviderHttp(plain_loopback=False)).authorization_url(ATTEMPT)
    assert url.startswith("https://github.com/login/oauth/authorize?")
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert (query["client_id"], query["state"], query["scope"]) == ("id", "the state", "read:user user:email")
    assert (query["code_challenge"], query["code_challenge_method"]) == (pkce_challenge("v" * 64), "S256")


async def test_who_signed_in_is_asked_of_its_api(server: Loopback) -> None:
    identity = await identify(server)
    assert identity.subject == "583231"
    assert (identity.email, identity.email_verified) == ("mona@example.com", True)
    assert (identity.first_name, identity.last_name, identity.account_name) == ("Mona", "Lisa Octocat", "octocat")
    exchange, user, emails = server.asked
    assert exchange.form == {
        "client_id": "id",
        "client_secret": "secret",
        "code": "the code",
        "redirect_uri": "http://localhost:3000/auth/github/callback",
        "code_verifier": "v" * 64,
    }
    assert exchange.headers["Accept"] == "application/json"
    assert user.headers["Authorization"] == emails.headers["Authorization"] == "Bearer gho_1"


async def test_an_address_counts_as_verified_when_github_says_so(server: Loopback) -> None:
    identity = await identify(server, emails=[{"email": "mona@example.com", "primary": True, "verified": False}])
    assert (identity.email, identity.email_verified) == ("mona@example.com", False)


@pytest.mark.parametrize("emails", [[], {}, ["x"], [{"email": "mona@example.com", "verified": True}]])
async def test_there_may_be_no_address(server: Loopback, emails: Any) -> None:
    identity = await identify(server, emails=emails, user={"id": 1, "login": "x", "name": None})
    assert (identity.email, identity.email_verified, identity.first_name) == (None, False, None)


@pytest.mark.parametrize("token", [{"error": "bad_verification_code"}, {"scope": ""}])
async def test_a_refusal_comes_as_200(server: Loopback, token: Any) -> None:
    with pytest.raises(ProviderRefused):
        await identify(server, token=token)
    assert server.times("/api/v3/user") == 0


@pytest.mark.parametrize("user", [[], {}, {"id": "583231"}])
async def test_nobody_is_refused(server: Loopback, user: Any) -> None:
    with pytest.raises(ProviderRefused):
        await identify(server, user=user)
