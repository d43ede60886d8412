"""What can go wrong with API keys."""

from collections.abc import Iterable

from groundwork.kernel.errors import Detail, Unprocessable, ValidationFailed


class NotGrantable(ValidationFailed):
    """Scopes that do not exist, that the owner does not hold, or that are for people alone."""

    def __init__(self, scopes: Iterable[str]) -> None:
        super().__init__(details=[Detail("scopes", f"No key of yours can have {scope!r}") for scope in scopes])


class TooManyKeys(Unprocessable):
    """There are as many as one user can have."""

    message = "You have 100 active keys: revoke one first"
