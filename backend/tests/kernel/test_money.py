"""Money: exact in every currency, whatever the amount."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.kernel.money import Money, exponent

currencies = st.sampled_from(["USD", "EUR", "JPY", "KRW", "KWD", "TND", "XTS"])


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("499.00", "USD", 49900),
        ("499", "JPY", 499),
        ("1.234", "KWD", 1234),
        ("-0.01", "EUR", -1),
        ("999999999999999", "KWD", 999999999999999000),
        ("1.10000", "USD", 110),
        ("0.1", "USD", 10),
    ],
)
def test_amounts_are_read_in_minor_units(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(("text", "currency"), [("1.5", "JPY"), ("0.001", "USD"), ("0.0001", "KWD")])
def test_more_places_than_the_currency_has_are_refused(text: str, currency: str) -> None:
    with pytest.raises(ValueError, match=f"{currency} has {exponent(currency)} decimal places"):
        Money.parse(text, currency)


@pytest.mark.parametrize(
    "text",
    ["", "a lot", "NaN", "Infinity", "-inf", "1,50", "0x10", "1.2.3", "1e2", "1e999999", "1_000", "١", ".5", "1" * 16],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an amount of money"):
        Money.parse(text, "USD")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(49900, "USD"), "499.00"),
        (Money(5, "USD"), "0.05"),
        (Money(-5, "USD"), "-0.05"),
        (Money(499, "JPY"), "499"),
        (Money(1, "KWD"), "0.001"),
        (Money(0, "EUR"), "0.00"),
    ],
)
def test_amounts_are_written_with_all_places(money: Money, text: str) -> None:
    assert str(money) == text


@given(st.integers(-(10**15 - 1), 10**15 - 1), currencies)
def test_an_amount_is_written_as_it_is_read(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.parse(str(money), currency) == money


@given(st.text(max_size=30), currencies)
def test_any_text_is_an_amount_or_refused(text: str, currency: str) -> None:
    try:
        money = Money.parse(text, currency)
    except ValueError:
        return
    assert Decimal(str(money)) == Decimal(text)
