"""Amounts as Stripe counts them, which for a few currencies is not as ISO 4217 does.

Source: docs.stripe.com/currencies, "Zero-decimal currencies" and "Special cases".
"""

from groundwork.kernel.errors import Detail, Unprocessable
from groundwork.kernel.money import Money, exponent

_EXPONENTS = {"ISK": 2, "UGX": 2, "MGA": 0}
"""Króna and shilling have lost their cents, which Stripe still counts; ariary have fifths, which it does not."""


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
