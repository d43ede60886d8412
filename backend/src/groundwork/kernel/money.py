"""Money: integers in minor units inside, decimal strings in major units on the wire, never a float."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# ISO 4217 exponents that are not 2.
_EXPONENTS = {
    **dict.fromkeys(
        (
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def exponent(currency: str) -> int:
    """How many decimal places ``currency`` (ISO 4217, upper case) has: JPY 0, USD 2, KWD 3."""
    return _EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: ``minor`` units (cents) of ``currency`` (ISO 4217, upper case)."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, major: str, currency: str) -> "Money":
        """Read ``"499.00"`` as 49900 cents.

        Raises:
            ValueError: not a plain decimal number, or more decimal places than the currency has.
        """
        try:
            amount = Decimal(major)
        except InvalidOperation:
            raise ValueError(f"{major!r} is not an amount of money") from None
        if not amount.is_finite():
            raise ValueError(f"{major!r} is not an amount of money")
        shifted = amount.scaleb(exponent(currency))
        if shifted != shifted.to_integral_value():
            raise ValueError(f"{currency} has {exponent(currency)} decimal places")
        return cls(int(shifted), currency)

    def __str__(self) -> str:
        """The amount in major units, with all decimal places of the currency: ``"499.00"``."""
        places = exponent(self.currency)
        return f"{Decimal(self.minor).scaleb(-places):.{places}f}"
