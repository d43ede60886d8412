"""The sandbox's cards: Stripe's well-known test numbers, and what becomes of each."""

from dataclasses import dataclass

from groundwork.kernel.payment_provider import Card, Failure

_DECLINED = Failure("card_declined", "Your card was declined")
EXPIRED = Failure("expired_card", "Your card has expired")
UNKNOWN = Failure("card_declined", "Use one of the sandbox's cards: this one belongs to nobody here")
REFUSED = Failure(
    "payment_intent_authentication_failure", "The payment was refused when your bank asked for a confirmation"
)
AUTHENTICATION_REQUIRED = Failure(
    "authentication_required", "Your bank wants you to confirm this payment: please pay it yourself"
)


@dataclass(frozen=True, slots=True)
class SandboxCard:
    """How a card behaves."""

    last4: str
    brand: str = "visa"
    failure: Failure | None = None
    asks: bool = False
    """Its bank wants a confirmation of its owner (3-D Secure)."""
    settles_late: bool = False
    later: Failure | None = None
    """Why it is declined when its owner does not sit there."""

    @property
    def shown(self) -> Card:
        """What may be shown of it."""
        return Card(self.brand, self.last4)


_CARDS = {
    "4242424242424242": SandboxCard("4242"),
    "5555555555554444": SandboxCard("4444", "mastercard"),
    "4000000000000002": SandboxCard("0002", failure=_DECLINED),
    "4000000000009995": SandboxCard("9995", failure=Failure("insufficient_funds", "Your card has insufficient funds")),
    "4000000000000069": SandboxCard("0069", failure=EXPIRED),
    "4000000000000127": SandboxCard("0127", failure=Failure("incorrect_cvc", "Your card's security code is incorrect")),
    "4000000000000119": SandboxCard(
        "0119",
        failure=Failure("processing_error", "An error occurred while processing your card. Try again in a little bit"),
    ),
    "4000002500003155": SandboxCard("3155", asks=True),
    "4000002760003184": SandboxCard("3184", asks=True, later=AUTHENTICATION_REQUIRED),
    "4000000000003220": SandboxCard("3220", asks=True, later=AUTHENTICATION_REQUIRED),
    "4000000000000341": SandboxCard("0341", later=_DECLINED),
    "4000000000000077": SandboxCard("0077", settles_late=True),
}
_BY_LAST4 = {card.last4: card for card in _CARDS.values()}


def find(number: str) -> SandboxCard | None:
    """The card with this number, if it is one of the sandbox's."""
    return _CARDS.get(number)


def find_by_last4(last4: str) -> SandboxCard | None:
    """The card that ends like this: no two of them do alike, so its number need not be kept."""
    return _BY_LAST4.get(last4)


def card_of(payment_method: str) -> SandboxCard | None:
    """The card of a payment method: ``pm_<last four>_…``."""
    _, _, rest = payment_method.partition("_")
    return find_by_last4(rest.partition("_")[0])
