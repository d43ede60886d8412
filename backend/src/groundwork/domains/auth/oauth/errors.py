"""Why signing in at a provider did not lead anywhere. The sign-in page gets the code as ``?error=``."""

from groundwork.kernel.errors import AppError, Unprocessable


class OAuthStateInvalid(AppError):
    """The attempt is unknown, used, too old, or another browser's."""

    status, code = 400, "OAUTH_STATE_INVALID"
    message = "This sign-in has expired or was begun in another browser; please start again"


class OAuthDenied(AppError):
    """The person, or the provider, said no."""

    status, code, message = 403, "OAUTH_DENIED", "The sign-in was canceled at the provider"


class OAuthFailed(AppError):
    """The provider's answer cannot be believed, or there is none."""

    status, code, message = 400, "OAUTH_FAILED", "The provider's answer could not be accepted; please start again"


class OAuthUnavailable(AppError):
    """The provider does not answer."""

    status, code, message = 503, "OAUTH_UNAVAILABLE", "The provider cannot be reached at the moment"


class OAuthEmailMissing(AppError):
    """An account needs an address, and the provider tells none."""

    status, code, message = 422, "OAUTH_EMAIL_MISSING", "The provider does not tell an email address"


class OAuthEmailNotVerified(AppError):
    """Who can only claim an address gets nothing by it (ASVS 10.5.2)."""

    status, code = 403, "OAUTH_EMAIL_NOT_VERIFIED"
    message = "The provider has not verified this address; sign in another way and link the account in the settings"


class OAuthRegistrationClosed(AppError):
    """``REGISTRATION=invite``, and nobody here is linked to that account."""

    status, code = 403, "OAUTH_REGISTRATION_CLOSED"
    message = "No account here belongs to it, and registration is by invitation only"


class OAuthAlreadyLinked(AppError):
    """The account at the provider belongs to another user here."""

    status, code, message = 409, "OAUTH_ALREADY_LINKED", "That account is linked to another user"


class LastWayIn(Unprocessable):
    """Without it, nobody could sign in to this account."""

    message = "This is your only way to sign in: set a password first"
