"""What can go wrong with second factors."""

from groundwork.kernel.errors import AppError, Conflict, Detail, DuplicateEntry, RateLimitExceeded, ValidationFailed


class WrongSecondFactor(AppError):
    """A code that is wrong, used already, or too old."""

    status, code, message = 401, "INVALID_CREDENTIALS", "Invalid or used code"


class WrongCode(ValidationFailed):
    """The same, where somebody is signed in already."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("code", "Is wrong, or was used already")])


class BadPasskey(ValidationFailed):
    """What a passkey has signed is not what was asked, or it is not the right one; which is not told."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("credential", "The passkey could not be verified")])


class TooManyCodes(RateLimitExceeded):
    """Codes of an authenticator app were guessed; other factors still work."""

    def __init__(self, retry_after: int, *, first: bool) -> None:
        """``first``: whether this is the first one too many."""
        super().__init__(
            "Too many wrong codes. Use a recovery code or a passkey, or try again later", retry_after=retry_after
        )
        self.first = first


class TotpActive(Conflict):
    """There is an authenticator app already."""

    message = "There is an authenticator app already: remove it first"


class NoSecondFactor(Conflict):
    """Recovery codes stand in for a second factor, and there is none."""

    message = "Set up an authenticator app or a passkey first"


class TooManyPasskeys(Conflict):
    """More than anybody needs."""

    message = "There are too many passkeys: remove one first"


class PasskeyKnown(DuplicateEntry):
    """The credential is registered already, here or by somebody else."""

    message = "This passkey is registered already"

    def __init__(self) -> None:
        super().__init__(details=[Detail("credential", self.message)])
