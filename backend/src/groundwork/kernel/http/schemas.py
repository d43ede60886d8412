"""The base of everything that comes in."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from groundwork.kernel.money import CURRENCIES


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


def _in_use(code: str) -> str:
    if code not in CURRENCIES:
        raise PydanticCustomError("currency", "Must be a currency of ISO 4217")
    return code


Currency = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{3}$"),
    AfterValidator(_in_use),
    Field(description="ISO 4217, upper case", examples=["USD"]),
]
Bound = Annotated[Decimal, Field(ge=0, max_digits=25, decimal_places=10)]
"""Of a range of amounts."""
Flag = Annotated[bool, Field(strict=True)]
"""True or false: pydantic would take ``"yes"`` and 1 as well."""
