"""What can go wrong with users."""

from groundwork.kernel.errors import (
    Detail,
    DuplicateEntry,
    Forbidden,
    PayloadTooLarge,
    Unprocessable,
    UnsupportedMediaType,
    ValidationFailed,
)


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


class NoPicture(UnsupportedMediaType):
    """The bytes are not a picture of a kind that is read, whatever the request calls them."""

    message = "Must be a JPEG, PNG, WebP or GIF picture"


class PictureTooLarge(PayloadTooLarge):
    """Too many bytes, or too many pixels in few bytes."""

    message = "The picture is too large"


class DamagedPicture(ValidationFailed):
    """It begins like a picture and cannot be read to its end."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("body", "The picture is damaged")])


class LinkExpired(Forbidden):
    """The signature is wrong, or more than a quarter of an hour old."""

    message = "The link is not good, or no longer; get a new one"
