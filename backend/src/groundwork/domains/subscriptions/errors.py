"""What can go wrong with plans, subscriptions and invoices."""

from groundwork.kernel.errors import Conflict, Detail, DuplicateEntry, Unprocessable


class SlugTaken(DuplicateEntry):
    """Another plan has this slug."""

    message = "This slug is taken"

    def __init__(self) -> None:
        super().__init__(details=[Detail("slug", self.message)])


class PlanInUse(Conflict):
    """Somebody subscribes to it, or has."""

    message = "Somebody subscribes to this plan or has: deactivate it instead"


class TermsInUse(Conflict):
    """A plan's currency and interval stay as somebody subscribed to them."""

    message = "Somebody subscribes to this plan or has: its currency and interval stay. Add another plan"


class NoSuchPlan(Unprocessable):
    """There is no such plan, or it is not offered."""

    message = "This plan is not offered"

    def __init__(self) -> None:
        super().__init__(details=[Detail("planId", self.message)])


class AlreadySubscribed(Conflict):
    """A person has one subscription at most."""

    message = "You have a subscription already: change its plan, or cancel it first"


class NothingToCancel(Unprocessable):
    """It has ended."""

    message = "This subscription has ended"


class NothingToResume(Unprocessable):
    """It was not canceled, or is over."""

    message = "This subscription is not about to end"


class NotChangeable(Unprocessable):
    """Only what is in use can be changed, and only while its period lasts."""

    message = "Only a subscription that is in use can be changed: pay the open invoice first"


class SamePlan(Unprocessable):
    """It is the plan that the subscription has."""

    message = "This is the plan you have"

    def __init__(self) -> None:
        super().__init__(details=[Detail("planId", self.message)])


class OtherCurrency(Unprocessable):
    """Amounts in two currencies cannot be set off against each other."""

    message = "This plan is paid in another currency"

    def __init__(self) -> None:
        super().__init__(details=[Detail("planId", self.message)])


class NothingToPay(Unprocessable):
    """It was paid, or is void."""

    message = "This invoice is not open"
