"""Amounts as Stripe counts them, which for a few currencies is not as ISO 4217 does, and the least that it charges.

Source: docs.stripe.com/currencies, "Zero-decimal currencies", "Special cases", "Minimum and maximum charge amounts".
"""

from groundwork.kernel.errors import Detail, Unprocessable
from groundwork.kernel.money import Money, exponent

_EXPONENTS = {"ISK": 2, "UGX": 2, "MGA": 0}
"""Króna and shilling have lost their cents, which Stripe still counts; ariary have fifths, which it does not."""

_LEAST = {
    **dict.fromkeys(("AUD", "BRL", "CAD", "CHF", "EUR", "INR", "NZD", "SGD", "USD"), "0.50"),
    **dict.fromkeys(("AED", "MYR", "PLN", "RON"), "2.00"),
    **dict.fromkeys(("MXN", "THB"), "10.00"),
    **dict.fromkeys(("NOK", "SEK"), "3.00"),
    "BGN": "1.00",
    "CZK": "15.00",
    "DKK": "2.50",
    "GBP": "0.30",
    "HKD": "4.00",
    "HUF": "175.00",
    "JPY": "50",
}
"""Where the account is paid out in the same currency; else it is what that one's least comes to on the day."""


def least(currency: str) -> int:
    """The smallest amount that Stripe charges, minor units; of a currency without a figure any amount."""
    return Money.parse(_LEAST[currency], currency).minor if currency in _LEAST else 1


def to_stripe(amount: Money) -> int:
    """The amount in the units that Stripe takes for its currency.

    Raises:
        Unprocessable: it cannot be told to Stripe, as 1.234 KWD, whose last place must be 0.
    """
    units, rest = _scaled(amount.minor, _places(amount.currency) - exponent(amount.currency))
    if rest or (exponent(amount.currency) == 3 and units % 10):
        raise Unprocessable(
            "This amount cannot be paid",
            details=[Detail("amount", f"{amount} {amount.currency} is finer than the payment provider counts")],
        )
    return units


def from_stripe(units: int, currency: str) -> Money:
    """The amount that Stripe means by so many units of ``currency``, in lower case as it writes it.

    Raises:
        ValueError: it is no whole number of our minor units.
    """
    code = currency.upper()
    minor, rest = _scaled(units, exponent(code) - _places(code))
    if rest:
        raise ValueError(f"{units} units of {code} are no whole number of its minor units")
    return Money(minor, code)


def _places(currency: str) -> int:
    return _EXPONENTS.get(currency, exponent(currency))


def _scaled(units: int, places: int) -> tuple[int, int]:
    """``units`` times ten to the power of ``places``, and what is left over."""
    return (units * 10**places, 0) if places >= 0 else divmod(units, 10**-places)
