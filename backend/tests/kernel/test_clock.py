"""The clock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import time_machine

from groundwork.kernel.clock import now, rfc3339


def test_now_is_aware_and_can_be_moved() -> None:
    with time_machine.travel(datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC), tick=False):
        assert now() == datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
        assert now().utcoffset() == timedelta(0)


@pytest.mark.parametrize("hours", [-11, 0, 2, 14])
def test_times_on_the_wire_are_utc_with_z(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    moment = datetime(2026, 1, 15, 10, 30, 0, 123999, tzinfo=UTC).astimezone(zone)
    assert rfc3339(moment) == "2026-01-15T10:30:00.123Z"
