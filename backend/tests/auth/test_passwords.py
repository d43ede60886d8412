"""The rules for passwords, and their hashes."""

import asyncio
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.auth import passwords
from groundwork.domains.auth.passwords import PasswordHasher, is_personal, violations
from groundwork.kernel.errors import ServiceUnavailable

pytestmark = pytest.mark.anyio

_RULES = {
    "Must contain an uppercase letter": string.ascii_uppercase,
    "Must contain a lowercase letter": string.ascii_lowercase,
    "Must contain a number": string.digits,
}


@given(st.text())
def test_each_rule_is_told_exactly_when_it_is_broken(password: str) -> None:
    """For any text at all."""
    broken = violations(password)
    for sentence, characters in _RULES.items():
        assert (sentence in broken) == (not set(password) & set(characters))
    assert ("Must have at least 8 characters" in broken) == (len(password) < 8)
    assert ("Must have at most 128 characters" in broken) == (len(password) > 128)
    plain = set(string.ascii_letters + string.digits)
    special = any(character not in plain and not character.isspace() for character in password)
    assert ("Must contain a special character" in broken) == (not special)


@given(st.text(st.characters(codec="utf-8"), min_size=4, max_size=100))
def test_a_long_enough_mixture_is_accepted(middle: str) -> None:
    """Whatever else is in it."""
    assert violations(f"Zq7!{middle}§xq") == []


@pytest.mark.parametrize("special", [*"!@#$%^&*-_=+[]{};:'\",.<>/?\\|`~()", "é", "漢", "🔑"])
def test_any_character_that_is_no_letter_digit_or_space_is_special(special: str) -> None:
    """Those of the specification, and every other."""
    assert violations(f"Kw7xqzpv{special}") == []


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Password1!",
        "P@ssw0rd",
        "P@$$w0rd",
        "P@ssw0rd1!",
        "pa55word",
        "QWERTY123!!!",
        "Trustno1!",
        "Dr@gon...",
    ],
)
def test_common_passwords_are_found_in_costume(password: str) -> None:
    """Case, special characters behind, and the usual swaps hide nothing."""
    assert "Is among the most common passwords" in violations(password)


def test_the_list_holds_ten_thousand() -> None:
    """All in lower case, as they are compared."""
    common = passwords._common_passwords()
    assert len(common) >= 9_900
    assert all(password == password.lower() for password in common)


@pytest.mark.parametrize(
    ("password", "personal"),
    [
        ("Ada.Byron@example.com1", ("ada.byron@example.com", None, None)),
        ("Ada.Byron1!", ("ada.byron@example.com", None, None)),
        ("Augusta-1815", ("x@example.com", "Augusta", "King")),
        ("Augusta.King1", ("x@example.com", "Augusta", "King")),
        ("King-Augusta1", ("x@example.com", "Augusta", "King")),
        ("R2d2-2024!", ("r2d2@example.com", None, None)),
        ("John1999!", ("john84@example.com", None, None)),
        ("Élodie-1!", ("x@example.com", "Élodie", None)),
        ("Андрей-1!", ("x@example.com", "Андрей", None)),
        ("1-Augusta-2", ("x@example.com", "Augusta", None)),
    ],
)
def test_the_address_and_the_names_are_no_password(password: str, personal: tuple[str | None, ...]) -> None:
    """Alone or together, with digits and special characters around."""
    assert is_personal(password, personal)


@pytest.mark.parametrize(
    ("password", "personal"),
    [
        ("Correct-horse7", ("ada@example.com", "Ada", "Byron")),
        ("Adamant-7", ("ada@example.com", "Ada", "Byron")),
        ("Li-1234567!", ("x@example.com", "Li", None)),
        ("Zq7!kkwpzq", ("", None, "")),
        ("Walk7!Ada", ("x@example.com", "Ada", "Byron")),
    ],
)
def test_a_password_that_merely_holds_a_name_is_one(password: str, personal: tuple[str | None, ...]) -> None:
    """Nor do names of one or two letters count."""
    assert not is_personal(password, personal)


async def test_a_hash_fits_its_password_alone() -> None:
    """bcrypt of the digest: every byte counts, NUL and lone surrogates too."""
    hasher = PasswordHasher(rounds=4)
    for password in ("Zq7!kkwpzq", "k" * 1000, "a\0b", "\ud800", "パスワード"):
        kept = await hasher.hash(password)
        assert kept.startswith("$2b$04$")
        assert await hasher.is_right(password, kept)
        assert not await hasher.is_right(password + "x", kept)
        assert await hasher.hash(password) != kept, "each with a salt of its own"


async def test_without_a_hash_no_password_is_right() -> None:
    """Not even the one whose hash is compared with instead."""
    hasher = PasswordHasher(rounds=4)
    assert not await hasher.is_right("a password that nobody has", None)


async def test_too_many_waiting_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than that everybody waits; and the queue drains."""
    monkeypatch.setattr(passwords, "_LONGEST_QUEUE", 3)
    hasher = PasswordHasher(rounds=4)
    results = await asyncio.gather(*(hasher.hash("x") for _ in range(5)), return_exceptions=True)
    refused = [result for result in results if isinstance(result, ServiceUnavailable)]
    assert [refusal.retry_after for refusal in refused] == [5, 5]
    assert await hasher.hash("x")


async def test_threads_keep_their_priority_where_it_is_not_theirs_to_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other systems, and those that forbid it."""

    def forbid(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(passwords.os, "setpriority", forbid)
    assert await PasswordHasher(rounds=4).hash("x")
    monkeypatch.setattr(passwords.sys, "platform", "darwin")
    assert await PasswordHasher(rounds=4).hash("x")


def test_there_is_one_hasher_for_a_process() -> None:
    """Since its threads are its limit."""
    assert passwords.hasher(4) is passwords.hasher(4)
