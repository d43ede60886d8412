"""What can go wrong with payments."""

from groundwork.kernel.errors import Conflict, Detail, Unprocessable
from groundwork.kernel.payment_provider import Failure, PaymentFailed


class Declined(PaymentFailed):
    """The card was declined; another may be tried."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.details = (Detail("card", failure.message),)


class NotOpen(Unprocessable):
    """It is paid or over."""

    message = "This payment is not open"


class NothingToPay(Unprocessable):
    """It costs nothing."""

    message = "There is nothing to pay"


class NotRefundable(Unprocessable):
    """Nothing was paid yet."""

    message = "Only a payment that succeeded can be refunded"


class TooMuch(Unprocessable):
    """More than is left of the payment."""

    message = "There is not so much left of this payment"

    def __init__(self, left: str) -> None:
        super().__init__(details=[Detail("amount", f"Only {left} is left of this payment")])


class BeingCharged(Conflict):
    """A saved card is being charged for the same invoice."""

    message = "This is being charged to your saved card at the moment"


class NoSavedCard(Unprocessable):
    """Nobody has saved a card that could be charged."""

    message = "There is no saved card"


class UnknownPayment(Exception):
    """The provider speaks of a payment that is not ours, or not ours yet."""


class Differs(Exception):
    """What the provider says contradicts what we asked for; nobody but a person can say what to do."""
