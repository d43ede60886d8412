"""Signatures of events, held against Stripe's own library. s59."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe

from groundwork.adapters.payments.signatures import sign, verify
from groundwork.kernel.payment_provider import BadEvent

SECRET = "whsec_of_this_test"
BODY = '{\n  "id": "evt_1",\n  "name": "Zoë"\n}'.encode()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_ours_are_stripes() -> None:
    moment = datetime.now(UTC).replace(microsecond=0)
    header = sign(BODY, SECRET, moment)
    assert header == stripe.WebhookSignature.generate_signature_header(BODY.decode(), SECRET, int(moment.timestamp()))
    assert stripe.WebhookSignature.verify_header(BODY, header, SECRET, tolerance=300)


def test_stripes_are_taken() -> None:
    header = stripe.WebhookSignature.generate_signature_header(BODY.decode(), SECRET)
    verify(BODY, header, SECRET, at=datetime.now(UTC))


@pytest.mark.parametrize("age", [-60, 0, 299, 300])
def test_within_its_time(age: int) -> None:
    verify(BODY, sign(BODY, SECRET, NOW), SECRET, at=NOW + timedelta(seconds=age))


@pytest.mark.parametrize("age", [-3600, -61, 301, 86_400])
def test_s59_neither_old_nor_of_the_future(age: int) -> None:
    with pytest.raises(BadEvent):
        verify(BODY, sign(BODY, SECRET, NOW), SECRET, at=NOW + timedelta(seconds=age))


def test_one_of_several_is_enough() -> None:
    """While Stripe rolls a secret, there is one for each; and there are older schemes beside them."""
    ours = sign(BODY, SECRET, NOW)
    other = sign(BODY, "whsec_other", NOW).partition(",")[2]
    verify(BODY, f"{ours},{other},v0=00", SECRET, at=NOW)
    stamp, _, signature = ours.partition(",")
    verify(BODY, f"{stamp},v0=00,{other},{signature}", SECRET, at=NOW)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "t=,v1=",
        "v1=00",
        "t=1795348800",
        "t=x,v1=00",
        "t=1795348800,v1=ü",
        "t=" + "9" * 400 + ",v1=00",
        "t=1795348800,t=1795348800,v1=00",
        "t=1795348800,v1=" + "0" * 64,
        sign(BODY, "whsec_other", NOW),
        sign(BODY + b" ", SECRET, NOW),
        sign(BODY.replace(b"\n  ", b" "), SECRET, NOW),
        sign(BODY, SECRET, NOW).replace("v1=", "v0="),
        "," * 10_000,
    ],
)
def test_s59_what_is_not_signed_by_the_secret(header: str) -> None:
    """ASVS 5.0 requirement 4.1.5: changed, written anew, with another secret, in another scheme."""
    with pytest.raises(BadEvent):
        verify(BODY, header, SECRET, at=NOW)


def test_the_time_cannot_be_moved() -> None:
    stamp, _, signature = sign(BODY, SECRET, NOW).partition(",")
    later = f"t={int(stamp[2:]) + 600},{signature}"
    with pytest.raises(BadEvent):
        verify(BODY, later, SECRET, at=NOW + timedelta(seconds=600))
