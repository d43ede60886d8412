"""The cookies of a browser: its refresh token, and that it is a device the user has signed in with before."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from groundwork.kernel.errors import Forbidden
from groundwork.kernel.settings import Settings

_DEVICE_LIFE = 365 * 86400


class CookieNames:
    """``__Host-`` in production: only over HTTPS, only for this very host, whatever a sibling domain sets."""

    def __init__(self, settings: Settings) -> None:
        prefix = "__Host-" if settings.is_production else ""
        self.refresh = f"{prefix}groundwork_refresh"
        self.device = f"{prefix}groundwork_device"
        self.secure = settings.is_production


def set_refresh_cookie(response: Response, settings: Settings, token: str, expires: datetime) -> None:
    """Give the browser its refresh token, out of reach of scripts and of other sites."""
    names = CookieNames(settings)
    response.set_cookie(
        names.refresh, token, expires=expires, path="/", secure=names.secure, httponly=True, samesite="strict"
    )


def set_device_cookie(response: Response, settings: Settings, value: str) -> None:
    """Remember the device for a year."""
    names = CookieNames(settings)
    response.set_cookie(
        names.device, value, max_age=_DEVICE_LIFE, path="/", secure=names.secure, httponly=True, samesite="strict"
    )


def clear_refresh_cookie(response: Response, settings: Settings) -> None:
    """Take the refresh token back."""
    names = CookieNames(settings)
    response.delete_cookie(names.refresh, path="/", secure=names.secure, httponly=True, samesite="strict")


def is_browser(request: Request) -> bool:
    """Whether a browser's page asks; its scripts cannot leave these headers out, nor set the second kind."""
    return "origin" in request.headers or "sec-fetch-site" in request.headers


def wants_token_in_body(request: Request) -> bool:
    """Programs get the refresh token in the body; a browser gets it in the cookie alone (ASVS 3.3.4)."""
    if "sec-fetch-site" in request.headers:
        return False
    return request.headers.get("x-client") == "api" or "origin" not in request.headers


def refuse_foreign_pages(request: Request, settings: Settings) -> None:
    """Let a cookie count only for pages of our own.

    ``SameSite`` does not tell siblings of one registrable domain apart; ``Origin`` does (ASVS 3.5.1).

    Raises:
        Forbidden: a page of another origin asks.
    """
    origin = request.headers.get("origin")
    if origin is None:
        if request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
            raise Forbidden("Requests from other sites are refused")
        return
    ours = {settings.public_api_url, settings.public_app_url, *settings.allowed_origins}
    if origin not in ours and origin.partition("://")[2] != request.headers.get("host"):
        raise Forbidden("Requests from other sites are refused")
