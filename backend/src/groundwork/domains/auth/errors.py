"""What can go wrong when signing in."""

from groundwork.kernel.errors import AppError, Detail, ValidationFailed


class InvalidCredentials(AppError):
    """Address or password is wrong; which of them is not told."""

    status, code, message = 401, "INVALID_CREDENTIALS", "Invalid email or password"


class AccountDeactivated(AppError):
    """The password is right, the account is closed."""

    status, code, message = 403, "ACCOUNT_DEACTIVATED", "Account is deactivated"


class RegistrationClosed(AppError):
    """``REGISTRATION=invite``."""

    status, code, message = 403, "FORBIDDEN", "Registration is by invitation only"


class BadInvitation(ValidationFailed):
    """The token is no open invitation's, or the invitation is for another address."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("invitationToken", "Is not an open invitation for this address")])


class BadMailToken(ValidationFailed):
    """The token of a mail is unknown, used, superseded or too old."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("token", "Invalid or expired token")])


class WrongCurrentPassword(ValidationFailed):
    """Changing the password needs the one that is to be changed."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("currentPassword", "Is not your current password")])


class PersonalPassword(ValidationFailed):
    """The new password is the person's own address or name (ASVS 6.2.4)."""

    def __init__(self, field: str) -> None:
        super().__init__(details=[Detail(field, "Must not be your address or name")])
