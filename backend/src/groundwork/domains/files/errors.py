"""What can go wrong with files."""

from groundwork.kernel.errors import (
    Conflict,
    Detail,
    Forbidden,
    PayloadTooLarge,
    Unprocessable,
    UnsupportedMediaType,
    ValidationFailed,
)

_CLOSING = {"Connection": "close"}
"""The rest of what the client sends is not read."""


def in_words(size: int) -> str:
    """A size as people write it: 1.5 MB."""
    value, unit = float(size), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if value < 1024:
            break
        value, unit = value / 1024, larger
    return f"{value:.1f} {unit}".replace(".0 ", " ")


class FileTooLarge(PayloadTooLarge):
    """More bytes than a file may have, or than were announced."""

    message = "The file is too large"

    def __init__(self, largest: int) -> None:
        super().__init__(
            f"The file is larger than {in_words(largest)}",
            details=[Detail("file", f"Must have at most {largest} bytes")],
            headers=_CLOSING,
        )


class OverQuota(PayloadTooLarge):
    """The user's files would take more than they may."""

    message = "There is not enough room left for this file"

    def __init__(self, used: int, quota: int) -> None:
        super().__init__(
            f"Your files take {in_words(used)} of {in_words(quota)}: there is not enough room left for this one. "
            "Delete some first",
            details=[Detail("file", "Does not fit into what is left")],
            headers=_CLOSING,
        )


class NoForm(UnsupportedMediaType):
    """The body is no form with a file."""

    message = "Content-Type must be multipart/form-data"


class FileMissing(ValidationFailed):
    """The form has no file."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("file", "Required")])


class NothingUploaded(Unprocessable):
    """The upload was announced, and nothing came, or not all of it."""

    message = "The file has not been uploaded, or not completely"


class AlreadyComplete(Conflict):
    """The upload has been completed."""

    message = "The upload is complete already"


class InUse(Conflict):
    """A product, an article or something else shows it."""

    message = "The file is shown somewhere; take it out there first"


class LinkExpired(Forbidden):
    """The signature is wrong, or too old."""

    message = "The link is not good, or no longer; get a new one"
