"""Request ids: the caller's when it is fit to be logged, else a new one."""

import re
from os import urandom

_FIT = re.compile(r"[A-Za-z0-9_-]{8,64}")


def is_request_id(text: str) -> bool:
    """Whether a caller's id may go into headers and logs as it is."""
    return _FIT.fullmatch(text) is not None


def new_request_id() -> str:
    """``req_`` and 64 random bits."""
    return f"req_{urandom(8).hex()}"
