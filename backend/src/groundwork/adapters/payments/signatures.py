"""Signatures of payment events: Stripe's scheme, ``t=<seconds>,v1=<HMAC-SHA256 of "t.body">``.

Source: https://docs.stripe.com/webhooks#verify-manually
"""

import hmac
from datetime import datetime

from groundwork.kernel.payment_provider import BadEvent

OLDEST = 300
"""Seconds; what was signed longer ago may have been caught and be sent again."""
_AHEAD = 60
"""Seconds by which the sender's clock may be ahead of ours."""
_MOST_PARTS = 16


def sign(body: bytes, secret: str, at: datetime) -> str:
    """The header ``Stripe-Signature`` for a body that leaves at that time."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_digest(body, secret, str(seconds))}"


def verify(body: bytes, header: str, secret: str, *, at: datetime) -> None:
    """Whether ``header`` is over exactly these bytes, made with ``secret`` and fresh ``at`` that time.

    Several ``v1`` are fine: while a secret is changed there is one for each.

    Raises:
        BadEvent: it is not.
    """
    parts = [part.strip().partition("=") for part in header.split(",", _MOST_PARTS)]
    times = [value for name, _, value in parts if name == "t"]
    signatures = [value for name, _, value in parts if name == "v1"]
    if len(times) != 1 or not times[0].isascii() or not times[0].isdigit() or len(times[0]) > 12:
        raise BadEvent("The signature is missing or cannot be read")
    expected = _digest(body, secret, times[0]).encode()
    # All are compared, so that the time it takes says nothing.
    matching = [hmac.compare_digest(expected, signature.encode()) for signature in signatures]
    if not any(matching):
        raise BadEvent("The signature does not belong to this body")
    age = at.timestamp() - int(times[0])
    if age > OLDEST or age < -_AHEAD:
        raise BadEvent("The signature is too old, or of the future")


def _digest(body: bytes, secret: str, seconds: str) -> str:
    return hmac.digest(secret.encode(), seconds.encode() + b"." + body, "sha256").hex()
