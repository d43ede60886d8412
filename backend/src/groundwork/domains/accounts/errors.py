"""What can go wrong with users."""

from groundwork.kernel.errors import Detail, DuplicateEntry, Forbidden, Unprocessable


class EmailTaken(DuplicateEntry):
    """Another account has this address."""

    message = "Email already exists"

    def __init__(self) -> None:
        super().__init__(details=[Detail("email", self.message)])


class OwnAccount(Unprocessable):
    """Administrators cannot lock themselves out."""

    message = "You cannot do this to your own account; ask another administrator"


class LastAdministrator(Unprocessable):
    """Without an administrator nobody could make another one."""

    message = "This is the last active administrator; make somebody else an administrator first"


class LinkExpired(Forbidden):
    """The signature is wrong, or more than a quarter of an hour old."""

    message = "The link is not good, or no longer; get a new one"
