"""Digests, signatures and encryption of columns."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, Text, TypeDecorator


def digest(token: str) -> str:
    """SHA-256 of a random token as 64 hexadecimal characters: what the database keeps instead of the token.

    Only for values with 128 bits of randomness or more; passwords need a slow hash.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def sign(secret: str, purpose: str, *parts: str) -> str:
    """HMAC-SHA-256 (RFC 2104) over ``purpose`` and ``parts``, URL-safe; no signature serves two purposes."""
    message = "\x1f".join((purpose, *parts)).encode()
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), message, "sha256")).decode().rstrip("=")


def is_signed(signature: str, secret: str, purpose: str, *parts: str) -> bool:
    """Whether ``signature`` is the one that :func:`sign` gives, compared in constant time."""
    return hmac.compare_digest(signature.encode(), sign(secret, purpose, *parts).encode())


class FieldCipher:
    """Encrypts column values. The first key encrypts, every key decrypts, so a key can be rotated without a pause."""

    def __init__(self, keys: Sequence[str]) -> None:
        """``keys``: secrets of any form; Fernet keys (AES-128-CBC with HMAC-SHA-256) are derived from them."""
        every = [Fernet(_fernet_key(key)) for key in keys]
        self._fernet, self._newest = MultiFernet(every), every[0]

    def encrypt(self, text: str) -> str:
        """``text`` as a Fernet token under the newest key."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        """The text of ``token``.

        Raises:
            cryptography.fernet.InvalidToken: it was altered, or its key is gone.
        """
        return self._fernet.decrypt(token.encode()).decode()

    def is_newest(self, token: str) -> bool:
        """Whether ``token`` is encrypted under the newest key."""
        try:
            self._newest.decrypt(token.encode())
        except InvalidToken:
            return False
        return True

    def rotate(self, token: str) -> str:
        """``token`` encrypted anew under the newest key."""
        return self._fernet.rotate(token.encode()).decode()


def _fernet_key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"groundwork field key\x1f{secret}".encode()).digest())


class EncryptedText(TypeDecorator[str]):
    """A text column that is encrypted at rest. The process's cipher is set once, by :func:`use_cipher`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy's interface)
        """Encrypt on the way in."""
        return None if value is None else cipher_in_use().encrypt(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy's interface)
        """Decrypt on the way out."""
        return None if value is None else cipher_in_use().decrypt(value)


_in_use: list[FieldCipher] = []


def use_cipher(cipher: FieldCipher) -> None:
    """Make ``cipher`` the one that :class:`EncryptedText` columns of this process use."""
    _in_use[:] = [cipher]


def cipher_in_use() -> FieldCipher:
    """The cipher of this process's encrypted columns, for those who read them without SQLAlchemy.

    Raises:
        RuntimeError: none has been set.
    """
    if not _in_use:
        raise RuntimeError("No field cipher is set: call use_cipher() when the process starts")
    return _in_use[0]
