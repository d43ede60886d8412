"""What is never written, and what is sealed."""

from typing import Any

import pytest

from groundwork.domains.audit.masking import HIDDEN, masked, names_a_secret, separated


@pytest.mark.parametrize(
    "field",
    [
        "password",
        "newPassword",
        "password_hash",
        "refresh_token",
        "accessToken",
        "clientSecret",
        "api_key",
        "apiKey",
        "recovery-code",
        "codes",
        "totp",
        "Authorization",
        "cookie",
        "digest",
        "signature",
        "HASH",
    ],
)
def test_names_of_secrets(field: str) -> None:
    assert names_a_secret(field)


@pytest.mark.parametrize("field", ["role", "email", "keyboard", "barcodes_enabled", "encoded", "spinning", "hashtag"])
def test_other_names(field: str) -> None:
    assert not names_a_secret(field)


def test_secrets_are_masked_however_deep() -> None:
    changes = {"password": "a", "key": {"from": "b", "to": "c"}, "list": [{"token": "d"}, ("e",)], "name": "f"}
    assert masked(changes) == {"password": HIDDEN, "key": HIDDEN, "list": [{"token": HIDDEN}, ["e"]], "name": "f"}


@pytest.mark.parametrize(
    ("changes", "plain"),
    [
        ({"role": {"from": "user", "to": "admin"}}, True),
        ({"is_active": {"from": True, "to": False}}, True),
        ({"by": "password"}, True),
        ({"secret": HIDDEN}, True),
        ({"first_name": {"from": "Ada", "to": "Eva"}}, False),
        ({"phone": {"from": None, "to": "1"}}, False),
        ({"phone": {"from": None, "to": None}}, False),
        ({"year": 1815}, False),
        ({"note": "x"}, False),
        ({"price": {"from": 1, "to": 2}}, True),
    ],
)
def test_what_may_be_personal_is_sealed(changes: dict[str, Any], plain: bool) -> None:
    """A field that nobody has declared to be harmless counts as personal."""
    opened, personal = separated(changes, plain=["price"])
    assert (opened, personal) == ((changes, {}) if plain else ({}, changes))
