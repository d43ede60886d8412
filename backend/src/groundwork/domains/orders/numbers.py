"""Order numbers: short, readable, told apart from a slip of the pen, and silent about how many orders there are."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that looks like a digit."""

_BITS = 35
_MASK = (1 << _BITS) - 1
_FACTORS = (0x2C1B3C6D5, 0x4D1A2F3B7)
"""Odd, so that multiplying by them modulo 2³⁵ loses nothing."""


def number_of(place: int) -> str:
    """The number of the order that comes at a ``place`` (counted from 1) of the sequence: ``7K3Q-M9TD``.

    Different for 2³⁵ places: each step of the mixing can be undone.
    """
    mixed = place & _MASK
    for factor in _FACTORS:
        mixed = (mixed * factor) & _MASK
        mixed ^= mixed >> 17
    letters = "".join(ALPHABET[(mixed >> shift) & 31] for shift in range(_BITS - 5, -1, -5))
    whole = letters + check_character(letters)
    return f"{whole[:4]}-{whole[4:]}"


def check_character(letters: str) -> str:
    """The last character: Luhn's algorithm modulo 32, which finds any one wrong character."""
    total = 0
    for place, letter in enumerate(reversed(letters)):
        value = ALPHABET.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]
