"""Rates in settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from groundwork.kernel.rates import Rate


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("100/hour", Rate(100, 3600)),
        ("5/15 minutes", Rate(5, 900)),
        (" 1 per second ", Rate(1, 1)),
        ("3/2days", Rate(3, 172800)),
    ],
)
def test_rates_are_read(text: str, rate: Rate) -> None:
    assert Rate.parse(text) == rate


@pytest.mark.parametrize("text", ["", "100", "0/hour", "-1/hour", "1/fortnight", "1.5/hour", "x/hour"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a rate such as 100/hour"):
        Rate.parse(text)


@given(st.integers(1, 10**9), st.sampled_from([1, 60, 3600, 86400, 900, 7]))
def test_a_rate_is_written_as_it_is_read(amount: int, period: int) -> None:
    assert Rate.parse(str(Rate(amount, period))) == Rate(amount, period)


def test_a_model_takes_a_rate_or_its_text() -> None:
    model = TypeAdapter(Rate)
    assert model.validate_python("2/minute") == model.validate_python(Rate(2, 60)) == Rate(2, 60)
    with pytest.raises(ValidationError, match="is not a rate"):
        model.validate_python("never")
