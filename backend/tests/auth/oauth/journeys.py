"""A browser on its way to a provider and back."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
from starlette.types import ASGIApp

from tests.auth.oauth.issuer import CLIENT_ID, CLIENT_SECRET, Issuer
from tests.conftest import client_of
from tests.security.support import V1, as_user

NAVIGATION = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def settings_for(issuer: Issuer, **more: Any) -> dict[str, Any]:
    """The settings of an application that knows this issuer."""
    return {
        "oidc_issuer": issuer.url,
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret": CLIENT_SECRET,
        "oidc_name": "Loopback",
        **more,
    }


def browser_of(app: ASGIApp) -> httpx2.AsyncClient:
    """A browser, as it navigates."""
    return client_of(app, headers=NAVIGATION)


async def depart(browser: httpx2.AsyncClient, *, provider: str = "oidc", return_to: str | None = None) -> str:
    """Begin to sign in; the provider's address to which the browser is sent."""
    parameters = {} if return_to is None else {"returnTo": return_to}
    answer = await browser.get(f"{V1}/auth/oauth/{provider}/authorize", params=parameters)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def depart_to_link(
    browser: httpx2.AsyncClient, access: str, *, provider: str = "oidc", return_to: str | None = None
) -> str:
    """Begin to link; the same."""
    path = f"{V1}/auth/oauth/{provider}/authorization"
    answer = await browser.post(path, json={"returnTo": return_to}, headers=as_user(access))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["data"]["url"])


def state_of(url: str) -> str:
    """The state in an authorization request."""
    return parse_qs(urlsplit(url).query)["state"][0]


async def come_back(
    browser: httpx2.AsyncClient, url: str, code: str, *, provider: str = "oidc", **parameters: str
) -> httpx2.Response:
    """What the browser gets when the provider has sent it back."""
    query = {"state": state_of(url), "code": code, **parameters}
    return await browser.get(f"/auth/{provider}/callback", params=query)


async def sign_in(
    browser: httpx2.AsyncClient, issuer: Issuer, *, provider: str = "oidc", return_to: str | None = None, **claims: Any
) -> httpx2.Response:
    """There and back, as the person whom the claims tell."""
    url = await depart(browser, provider=provider, return_to=return_to)
    return await come_back(browser, url, issuer.authorize(url, **claims), provider=provider)


async def access_token(browser: httpx2.AsyncClient) -> str:
    """What the page gets that the browser has landed on."""
    headers = {"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-origin"}
    answer = await browser.post(f"{V1}/auth/refresh", headers=headers)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["data"]["accessToken"])


async def me(browser: httpx2.AsyncClient) -> dict[str, Any]:
    """Who is signed in in this browser."""
    answer = await browser.get(f"{V1}/auth/me", headers=as_user(await access_token(browser)))
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


def claims_of(email: str, *, sub: str | None = None, verified: Any = True, **more: Any) -> dict[str, Any]:
    """The claims about somebody."""
    return {"sub": sub or f"sub of {email}", "email": email, "email_verified": verified, **more}
