"""The one source of the current time, so that tests can move it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current instant, aware and in UTC."""
    return datetime.now(UTC)


def rfc3339(moment: datetime) -> str:
    """``moment`` in UTC as RFC 3339 with ``Z`` and milliseconds, the form of every time on the wire."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
