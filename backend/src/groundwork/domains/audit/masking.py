"""What of an act's changes is written: secrets never, personal values sealed, the rest plain."""

import re
from collections.abc import Collection
from typing import Any

HIDDEN = "[hidden]"
_SECRET_PARTS = ("password", "passphrase", "token", "secret", "authorization", "cookie", "credential", "apikey")
_SECRET_WORDS = frozenset({"hash", "digest", "code", "codes", "otp", "totp", "pin", "key", "signature"})
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")

_NEVER_PERSONAL = frozenset({"by", "ended", "method", "path", "permission", "reason", "role", "scopes", "status"})
"""Fields whose values are words of this product, not of a person. True, false and null tell nobody apart either."""


def masked(value: Any) -> Any:
    """``value`` with the values of keys that name a secret replaced, however deep they are."""
    if isinstance(value, dict):
        return {key: HIDDEN if names_a_secret(str(key)) else masked(part) for key, part in value.items()}
    return [masked(part) for part in value] if isinstance(value, list | tuple) else value


def names_a_secret(field: str) -> bool:
    """Whether a field's name says that its value is a secret: ``newPassword``, ``token_hash``, ``recovery-code``."""
    lower = field.lower().replace("_", "").replace("-", "")
    return any(part in lower for part in _SECRET_PARTS) or any(
        word.lower() in _SECRET_WORDS for word in _WORDS.findall(field)
    )


def separated(changes: dict[str, Any], plain: Collection[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The changes that stay readable for ever, and those that are sealed: every field that is not known to be plain."""
    opened: dict[str, Any] = {}
    personal: dict[str, Any] = {}
    for field, value in changes.items():
        is_plain = field in _NEVER_PERSONAL or field in plain or value == HIDDEN or _is_truth(value)
        (opened if is_plain else personal)[field] = value
    return opened, personal


def _is_truth(value: Any) -> bool:
    return all(_is_truth(part) for part in value.values()) if isinstance(value, dict) else isinstance(value, bool)
