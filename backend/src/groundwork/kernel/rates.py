"""How often something may happen, as written in settings: ``100/hour``."""

import re
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_PERIODS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class Rate(NamedTuple):
    """``amount`` events in each window of ``period`` seconds."""

    amount: int
    period: int

    def __str__(self) -> str:
        names = {seconds: name for name, seconds in _PERIODS.items()}
        return f"{self.amount}/{names.get(self.period, f'{self.period} seconds')}"

    @classmethod
    def parse(cls, text: str) -> "Rate":
        """Read ``100/hour`` (also ``5/15 minutes``).

        Raises:
            ValueError: the text is not of that form.
        """
        match = re.fullmatch(r"\s*(\d+)\s*(?:/|per)\s*(\d*)\s*(second|minute|hour|day)s?\s*", text)
        if not match or int(match[1]) < 1:
            raise ValueError(f"{text!r} is not a rate such as 100/hour")
        return cls(int(match[1]), int(match[2] or 1) * _PERIODS[match[3]])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Settings hold a rate, or its text."""
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(str(value))
        )
