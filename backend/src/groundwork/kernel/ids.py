"""Identifiers."""

import hashlib
import os
import time
from datetime import datetime
from uuid import UUID


def uuid7() -> UUID:
    """A time-ordered UUID, version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 74 random bits.

    Rows that are made one after the other land beside each other in an index, which random UUIDs do not.
    """
    return _version_7(time.time_ns() // 1_000_000, os.urandom(10))


def dated_uuid(moment: datetime, name: str) -> UUID:
    """The identifier that something would have got at ``moment``; the same for the same ``name``."""
    return _version_7(int(moment.timestamp() * 1000), hashlib.sha256(name.encode()).digest()[:10])


def _version_7(milliseconds: int, rest: bytes) -> UUID:
    value = milliseconds << 80 | int.from_bytes(rest)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
