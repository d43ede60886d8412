"""What a key looks like: ``gw_``, eight characters to find it by, and a secret of 256 bits."""

import re
import secrets
import string
from typing import NamedTuple

from groundwork.kernel.crypto import digest

MARK = "gw_"
_ALPHABET = string.ascii_letters + string.digits
_PREFIX_LENGTH, _SECRET_LENGTH = 8, 43
_FORM = re.compile(rf"{MARK}([0-9A-Za-z]{{{_PREFIX_LENGTH}}})_[0-9A-Za-z]{{{_SECRET_LENGTH}}}")


class NewKey(NamedTuple):
    """A key: the text that its owner sees once, and what is kept of it."""

    text: str
    prefix: str
    digest: str


def new_key() -> NewKey:
    """A key that nobody can guess, in letters and digits alone, so that one double click selects it."""
    prefix, secret = _random(_PREFIX_LENGTH), _random(_SECRET_LENGTH)
    text = f"{MARK}{prefix}_{secret}"
    return NewKey(text, prefix, digest(text))


def prefix_of(text: str) -> str | None:
    """The prefix of a key; none when the text is none."""
    match = _FORM.fullmatch(text)
    return match[1] if match else None


def _random(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
