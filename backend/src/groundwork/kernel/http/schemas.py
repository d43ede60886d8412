"""The base of everything that comes in."""

import re
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError


class Input(BaseModel):
    """A request body: camelCase on the wire; unknown fields are refused, so nobody slips a role in."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", validate_by_alias=True, validate_by_name=False)

    def changes(self) -> dict[str, Any]:
        """The fields that the client sent, by their Python names: what a PATCH is to change."""
        return self.model_dump(exclude_unset=True)


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def printable(value: str) -> str:
    """Refuse control characters, in text of one line; those that turn the direction of writing around are some too."""
    if _CONTROLS.search(value):
        raise PydanticCustomError("control_character", "Must not contain control characters")
    return value
