"""Spans of time in settings: ``7d``, ``1h``, ``30s``, or plain seconds."""

import re
from typing import Annotated

from pydantic import BeforeValidator

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def _read(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhdw]?)", value.strip())
    if not match or float(match[1]) <= 0:
        raise ValueError(f"{value!r} is not a span of time such as 7d, 1h, 15m or 30s")
    return float(match[1]) * _UNITS[match[2]]


Seconds = Annotated[float, BeforeValidator(_read)]
"""A span of time in seconds; text may carry a unit (s, m, h, d, w)."""
