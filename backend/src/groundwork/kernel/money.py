"""Money: integers in minor units inside, decimal strings in major units on the wire, never a float."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

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


_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,10})?")
"""Bounded, so that no amount is rounded on the way and each fits a BIGINT in minor units."""


CURRENCIES = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
    CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()  # noqa: SIM905  (a list has a line for each)
)
"""What somebody pays with, by ISO 4217; its codes for metals, funds and tests are none."""


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
            ValueError: not a plain decimal number of at most 15 digits before the point, or more decimal places than
                the currency has.
        """
        if not _PLAIN.fullmatch(major):
            raise ValueError(f"{major[:50]!r} is not an amount of money")
        shifted = Decimal(major).scaleb(exponent(currency))
        if shifted != shifted.to_integral_value():
            raise ValueError(f"{currency} has {exponent(currency)} decimal places")
        return cls(int(shifted), currency)

    def __str__(self) -> str:
        """The amount in major units, with all decimal places of the currency: ``"499.00"``."""
        places = exponent(self.currency)
        return f"{Decimal(self.minor).scaleb(-places):.{places}f}"


def tax_on(subtotal: int, percent: Decimal) -> int:
    """The tax on an amount at so many percent; both in minor units, half up."""
    return int((subtotal * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


def share(amount: int, part: int, whole: int) -> int:
    """``amount`` times ``part`` by ``whole``, half up: of the whole it is exactly the amount. Of nothing, nothing."""
    return (2 * amount * part + whole) // (2 * whole) if whole else 0
