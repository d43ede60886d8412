"""What can go wrong with teams."""

from groundwork.kernel.errors import Conflict, Detail, DuplicateEntry, Forbidden, Unprocessable


class SlugTaken(DuplicateEntry):
    """Another team has this short name."""

    message = "Another team has this short name"

    def __init__(self) -> None:
        super().__init__(details=[Detail("slug", self.message)])


class LastOwner(Unprocessable):
    """A team always has an owner who can sign in."""

    message = "A team needs an owner: make somebody else an owner first"


class NotAMember(Unprocessable):
    """The team can only be handed to somebody who is in it."""

    message = "Is not a member of the team"

    def __init__(self) -> None:
        super().__init__(details=[Detail("userId", self.message)])


class AlreadyMember(DuplicateEntry):
    """Who has this address is in the team."""

    message = "Is a member already"

    def __init__(self) -> None:
        super().__init__(details=[Detail("email", self.message)])


class AlreadyInvited(DuplicateEntry):
    """There is an open invitation for this address."""

    message = "Is invited already"

    def __init__(self) -> None:
        super().__init__(details=[Detail("email", self.message)])


class JoinedAlready(Conflict):
    """Who accepts is in the team."""

    message = "You are a member of this team already"


class InvitationSettled(Unprocessable):
    """It was accepted or revoked."""

    message = "The invitation was accepted or revoked already"


class InvitationOfAnother(Forbidden):
    """An invitation works for its address alone."""

    message = "This invitation is for another address"
