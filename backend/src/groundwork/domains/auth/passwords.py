"""Passwords: the rules of chapter 11.2, and bcrypt outside the event loop."""

import asyncio
import base64
import hashlib
import os
import re
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from pwdlib.hashers.bcrypt import BcryptHasher

from groundwork.kernel.errors import ServiceUnavailable

T = TypeVar("T")

SHORTEST, LONGEST = 8, 128
_RULES = (
    (re.compile(r"[A-Z]"), "Must contain an uppercase letter"),
    (re.compile(r"[a-z]"), "Must contain a lowercase letter"),
    (re.compile(r"[0-9]"), "Must contain a number"),
    (re.compile(r"[^A-Za-z0-9\s]"), "Must contain a special character"),
)
_COSTUMES = str.maketrans("@4301!5$", "aaeoiiss")
_HASHERS = max(1, os.cpu_count() or 1)
_LONGEST_QUEUE = 40 * _HASHERS
"""About ten seconds of hashing; who would wait longer is told to come back instead."""
_NICENESS = 10


def violations(password: str) -> list[str]:
    """A sentence for each rule of chapter 11.2 that the password breaks, and of ASVS 6.2.1 and 6.2.4."""
    broken = []
    if len(password) < SHORTEST:
        broken.append(f"Must have at least {SHORTEST} characters")
    if len(password) > LONGEST:
        broken.append(f"Must have at most {LONGEST} characters")
    broken += [sentence for rule, sentence in _RULES if not rule.search(password)]
    if not _common_passwords().isdisjoint(_plain_forms(password)):
        broken.append("Is among the most common passwords")
    return broken


def is_personal(password: str, personal: tuple[str | None, ...]) -> bool:
    """Whether the password is no more than the person's address, its local part or a name, with digits put behind.

    ``personal``: the address and the names.
    """
    texts = [text for text in personal if text]
    parts = {piece for text in texts for piece in (text, text.partition("@")[0])}
    parts |= {first + last for first in texts for last in texts if first != last and "@" not in first + last}
    letters = re.sub(r"[\W\d_]", "", password.lower())
    return any(len(stem) >= 3 and stem in {_stem(password), letters} for stem in map(_stem, parts))


def _stem(text: str) -> str:
    """Letters and digits in lower case, without the digits at the end."""
    return re.sub(r"[\W_]", "", text.lower()).rstrip("0123456789")


def _plain_forms(password: str) -> set[str]:
    """``P@ssw0rd1!`` is ``password1`` in a costume: the special characters behind dropped, the usual swaps undone."""
    lower = password.lower()
    bare = re.sub(r"[\W_]+$", "", lower)
    stem = bare.rstrip("0123456789")  # digits behind it are digits: the 1 of password1 is no i
    undone = stem.translate(_COSTUMES) + bare[len(stem) :]
    return {lower, bare, lower.translate(_COSTUMES), bare.translate(_COSTUMES), undone}


@cache
def _common_passwords() -> frozenset[str]:
    """The 10,000 commonest passwords in lower case: the head of zxcvbn's frequency list (MIT)."""
    return frozenset((Path(__file__).parent / "common_passwords.txt").read_text().split())


class PasswordHasher:
    """bcrypt in a few threads of low priority, so that a storm of sign-ins does not slow down reads.

    bcrypt reads 72 bytes and stops at a NUL, so it gets the SHA-256 digest of the password: all 128 characters count.
    """

    def __init__(self, rounds: int) -> None:
        self._bcrypt = BcryptHasher(rounds=rounds)
        self._threads = ThreadPoolExecutor(_HASHERS, "bcrypt", initializer=_lower_priority)
        self._waiting = 0
        self._nobody = self._bcrypt.hash(_digest("a password that nobody has"))

    async def hash(self, password: str) -> str:
        """The hash to keep.

        Raises:
            ServiceUnavailable: too many are waiting.
        """
        return await self._run(self._bcrypt.hash, _digest(password))

    async def is_right(self, password: str, password_hash: str | None) -> bool:
        """Whether it is the password. Without a hash it takes as long, and is wrong (ASVS 6.3.8).

        Raises:
            ServiceUnavailable: too many are waiting.
        """
        right = await self._run(self._bcrypt.verify, _digest(password), password_hash or self._nobody)
        return right and password_hash is not None

    async def _run(self, work: Callable[..., T], *arguments: str) -> T:
        if self._waiting >= _LONGEST_QUEUE:
            raise ServiceUnavailable(retry_after=5)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        finally:
            self._waiting -= 1


def _digest(password: str) -> str:
    return base64.b64encode(hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest()).decode()


def _lower_priority() -> None:
    """On Linux a thread has a priority of its own; elsewhere these threads run like the others."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


@cache
def hasher(rounds: int) -> PasswordHasher:
    """The process's hasher for this many rounds."""
    return PasswordHasher(rounds)
