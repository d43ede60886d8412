"""Where the browser lands after a provider has sent it back (docs/decisions/0011-oauth.md)."""

from html import escape
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from groundwork.domains.auth.admission import MfaChallenge
from groundwork.domains.auth.errors import AccountDeactivated
from groundwork.domains.auth.oauth import errors
from groundwork.domains.auth.oauth.return_to import HOME, SIGN_IN_PAGE, page, safe_path
from groundwork.kernel.errors import AppError, DuplicateEntry, RateLimitExceeded
from groundwork.kernel.settings import Settings

ERROR_CODES = tuple(
    error.code
    for error in (
        errors.OAuthStateInvalid,
        errors.OAuthDenied,
        errors.OAuthFailed,
        errors.OAuthUnavailable,
        errors.OAuthEmailMissing,
        errors.OAuthEmailNotVerified,
        errors.OAuthRegistrationClosed,
        errors.OAuthAlreadyLinked,
        AccountDeactivated,
        DuplicateEntry,
        RateLimitExceeded,
    )
)
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Not signed in</title>
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={url}">
<p>{message}. <a href="{url}">Continue</a></p>
</html>
"""


def arrived(settings: Settings, return_to: str, **parameters: str) -> Response:
    """Done: on to the page that was wanted."""
    return _unkept(RedirectResponse(page(settings, return_to, **parameters), 303))


def challenged(settings: Settings, return_to: str, challenge: MfaChallenge) -> Response:
    """A second factor is asked for, by the sign-in page.

    The challenge stands in the fragment, which a browser keeps to itself: no server, log or ``Referer`` sees it.
    """
    fragment = {"challenge": challenge.token, "methods": ",".join(challenge.methods), "returnTo": return_to}
    return _unkept(RedirectResponse(page(settings, SIGN_IN_PAGE, urlencode(fragment)), 303))


def refused(error: AppError, url: str) -> Response:
    """Not done: an error by its status, and a page that leads on to ``url``, where it is told in the right language."""
    content = _PAGE.format(url=escape(url), message=escape(error.message))
    return _unkept(HTMLResponse(content, error.status, headers=error.headers))


def sign_in_page(settings: Settings, return_to: str | None, error: AppError) -> str:
    """The address of the sign-in page that tells an error, and goes on to ``return_to`` after the next attempt."""
    path = safe_path(return_to)
    onward = {} if path == HOME else {"returnTo": path}
    return page(settings, SIGN_IN_PAGE, error=error.code, **onward)


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
