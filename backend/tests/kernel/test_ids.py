"""Identifiers: the layout of RFC 9562, section 5.7, and the order that it is for."""

import time
from datetime import UTC, datetime
from uuid import RFC_4122

import time_machine

from groundwork.kernel.ids import uuid7


def test_the_layout_is_that_of_version_7() -> None:
    for _ in range(1000):
        made = uuid7()
        assert made.version == 7
        assert made.variant == RFC_4122


def test_the_first_48_bits_are_unix_milliseconds() -> None:
    with time_machine.travel(datetime(2026, 5, 1, 12, 0, 0, 250_000, tzinfo=UTC), tick=False):
        assert uuid7().int >> 80 == 1_777_636_800_250


def test_later_ones_sort_behind_earlier_ones() -> None:
    made = []
    for _ in range(20):
        made.append(uuid7())
        time.sleep(0.002)
    assert made == sorted(made)
    assert [str(one) for one in made] == sorted(str(one) for one in made)


def test_those_of_one_millisecond_differ() -> None:
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC), tick=False):
        assert len({uuid7() for _ in range(10_000)}) == 10_000
