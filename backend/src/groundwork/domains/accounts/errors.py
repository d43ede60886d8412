"""What can go wrong with users."""

from groundwork.kernel.errors import Detail, DuplicateEntry


class EmailTaken(DuplicateEntry):
    """Another account has this address."""

    message = "Email already exists"

    def __init__(self) -> None:
        super().__init__(details=[Detail("email", self.message)])
