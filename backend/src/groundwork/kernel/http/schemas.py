"""The base of everything that comes in."""

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


def printable(value: str) -> str:
    """Refuse control characters, in text of one line."""
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        raise PydanticCustomError("control_character", "Must not contain control characters")
    return value
