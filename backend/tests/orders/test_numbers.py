"""Order numbers."""

import re
from random import Random

from groundwork.domains.orders.numbers import ALPHABET, check_character, number_of

NUMBER = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")


def test_no_two_are_alike() -> None:
    places = [*range(1, 50_000), *(2**35 - step for step in range(1, 1000))]
    numbers = {number_of(place) for place in places}
    assert len(numbers) == len(places)
    assert all(NUMBER.fullmatch(number) for number in numbers)


def test_neighbors_tell_nothing() -> None:
    """Of two that follow each other, the characters differ as those of any two do; none begins where the other did."""
    pairs = [(number_of(place), number_of(place + 1)) for place in range(1, 20_000)]
    alike = sum(sum(a == b for a, b in zip(one, next_one, strict=True)) - 1 for one, next_one in pairs) / len(pairs)
    assert alike < 2 * 8 / len(ALPHABET)
    assert sum(one < next_one for one, next_one in pairs) / len(pairs) < 0.6


def test_a_wrong_character_is_found() -> None:
    chance = Random(3)
    for place in range(1, 2000):
        letters = number_of(place).replace("-", "")
        at = chance.randrange(7)
        wrong = chance.choice([letter for letter in ALPHABET if letter != letters[at]])
        assert check_character(letters[:at] + wrong + letters[at + 1 : 7]) != letters[7]
