"""Signed addresses: they open or take one file until a moment, for whoever has them."""

from uuid import UUID

from groundwork.kernel.clock import now
from groundwork.kernel.crypto import is_signed, sign
from groundwork.kernel.settings import Settings


def signature(settings: Settings, purpose: str, file_id: UUID, until: int) -> str:
    """The signature of an address that is good ``until``, seconds since 1970."""
    return sign(settings.session_secret.get_secret_value(), purpose, str(file_id), str(until))


def is_good(settings: Settings, purpose: str, file_id: UUID, until: int, mark: str) -> bool:
    """Whether the signature is ours, and its time not over."""
    signed = is_signed(mark, settings.session_secret.get_secret_value(), purpose, str(file_id), str(until))
    return signed and now().timestamp() < until
