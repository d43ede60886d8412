"""Spans of time in settings."""

import pytest
from pydantic import TypeAdapter, ValidationError

from groundwork.kernel.durations import Seconds

spans = TypeAdapter(Seconds)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7d", 604800), ("1h", 3600), ("15m", 900), ("30s", 30), ("2w", 1209600), ("45", 45), (" 1.5 h ", 5400), (9, 9)],
)
def test_spans_are_read_in_seconds(text: object, seconds: float) -> None:
    assert spans.validate_python(text) == seconds


@pytest.mark.parametrize("text", ["", "0", "0s", "-1h", "1 fortnight", "h", "1h30m", "1e3", "١h"[1:], "inf"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="is not a span of time such as 7d"):
        spans.validate_python(text)
