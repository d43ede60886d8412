"""What can go wrong with articles."""

from groundwork.kernel.errors import Detail, DuplicateEntry, Unprocessable, ValidationFailed


class SlugTaken(DuplicateEntry):
    """Another article has this address."""

    message = "Another article has this address"

    def __init__(self) -> None:
        super().__init__(details=[Detail("slug", self.message)])


class TooIntricate(ValidationFailed):
    """The text would take too long to render."""

    def __init__(self, message: str) -> None:
        super().__init__(details=[Detail("body", message)])


class NotYourTeam(ValidationFailed):
    """The team does not exist, or the actor is not in it."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("teamId", "You are in no such team")])


class NoPicture(ValidationFailed):
    """The cover is no picture that the actor may see."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("coverId", "You have no such picture")])


class AlreadyPublished(Unprocessable):
    """What is published cannot be scheduled."""

    message = "It is published already; take it back before you schedule it"


class NotPublished(Unprocessable):
    """There is nothing to take back."""

    message = "It is neither published nor scheduled"
