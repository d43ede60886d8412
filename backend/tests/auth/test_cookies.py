"""Cookies, and who may use them."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from groundwork.domains.auth.cookies import (
    CookieNames,
    clear_refresh_cookie,
    is_browser,
    refuse_foreign_pages,
    set_device_cookie,
    wants_token_in_body,
)
from groundwork.kernel.errors import Forbidden
from groundwork.kernel.settings import Settings
from tests.conftest import make_settings


def _request(**headers: str) -> Request:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": named})


@pytest.mark.parametrize(
    ("headers", "in_body", "browser"),
    [
        ({}, True, False),
        ({"x_client": "api"}, True, False),
        ({"x_client": "web"}, True, False),
        ({"origin": "https://a.example"}, False, True),
        ({"origin": "https://a.example", "x_client": "api"}, True, True),
        ({"sec_fetch_site": "same-origin"}, False, True),
        ({"sec_fetch_site": "same-origin", "x_client": "api"}, False, True),
        ({"sec_fetch_site": "none", "origin": "https://a.example", "x_client": "api"}, False, True),
    ],
)
def test_a_browser_never_gets_the_refresh_token_in_the_body(
    headers: dict[str, str], in_body: bool, browser: bool
) -> None:
    """Its scripts can set `X-Client`, but neither set nor omit `Sec-Fetch-Site`."""
    assert wants_token_in_body(_request(**headers)) is in_body
    assert is_browser(_request(**headers)) is browser


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://api.example.com"},
        {"origin": "https://app.example.com"},
        {"origin": "https://shop.example.com"},
        {"origin": "http://192.0.2.7:3000", "host": "192.0.2.7:3000"},
        {"sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
    ],
)
def test_our_own_pages_may(settings: Settings, headers: dict[str, str]) -> None:
    """The interface, the API's documentation, the origins that the settings name, and whatever host was asked."""
    ours = settings.model_copy(
        update={
            "api_url": "https://api.example.com",
            "app_url": "https://app.example.com",
            "allowed_origins": ("https://shop.example.com",),
        }
    )
    refuse_foreign_pages(_request(**headers), ours)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null", "host": "localhost:3000"},
        {"origin": "http://[", "host": "localhost:3000"},
        {"origin": "http://localhost:3000.evil.example", "host": "localhost:3000"},
        {"origin": "http://evil@localhost:3000", "host": "localhost:3000"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
)
def test_pages_of_others_may_not(settings: Settings, headers: dict[str, str]) -> None:
    """Siblings of our domain among them."""
    with pytest.raises(Forbidden):
        refuse_foreign_pages(_request(**headers), settings)


def test_cookies_belong_to_the_host_alone_in_production(settings: Settings) -> None:
    """By the prefix that browsers enforce."""
    production = make_settings("postgresql://x", settings.groundwork_home, node_env="staging", password_rounds=12)
    names = CookieNames(production)
    assert (names.refresh, names.device) == ("__Host-groundwork_refresh", "__Host-groundwork_device")
    response = Response()
    set_device_cookie(response, production, "value")
    clear_refresh_cookie(response, production)
    device, refresh = response.headers.getlist("set-cookie")
    assert device.lower().startswith(
        "__host-groundwork_device=value; httponly; max-age=31536000; path=/; samesite=strict; secure"
    )
    assert {"max-age=0", "secure", "path=/"} <= {part.strip().lower() for part in refresh.split(";")}
