"""The operations of the contract."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from groundwork.entrypoints.http import create_app
from groundwork.kernel.runtime import Runtime

Json = dict[str, Any]
WRITES = {"post", "put", "patch", "delete"}


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    name: str
    method: str
    path: str
    described: Json

    @property
    def has_body(self) -> bool:
        """Whether it reads a body of fields."""
        return "application/json" in self.described.get("requestBody", {}).get("content", {})

    @property
    def has_object(self) -> bool:
        """Whether it is about one object, which its address names."""
        return "{" in self.path

    @property
    def tag(self) -> str:
        """The part of the API to which it belongs."""
        return str(self.described["tags"][0])

    @property
    def permissions(self) -> list[str]:
        """The rows of the matrix of which one is needed."""
        return list(self.described["x-permissions"])

    @property
    def secured(self) -> bool:
        """Whether one must be signed in."""
        return "security" in self.described


class Contract:
    """``openapi.json`` as the application gives it."""

    def __init__(self, runtime: Runtime) -> None:
        self.document = create_app(runtime).openapi()

    def operations(self) -> Iterator[Operation]:
        """All of them."""
        for path, methods in self.document["paths"].items():
            for method, described in methods.items():
                yield Operation(described["operationId"], method, path, described)

    def resolved(self, schema: Json) -> Json:
        """The schema itself, or the header, where there is a reference to it."""
        while "$ref" in schema:
            kind, name = schema["$ref"].split("/")[-2:]
            schema = self.document["components"][kind][name]
        return schema

    def body_fields(self, operation: Operation) -> set[str]:
        """The fields that its body can have."""
        content = operation.described["requestBody"]["content"]["application/json"]
        return self._fields(content["schema"])

    def _fields(self, schema: Json) -> set[str]:
        schema = self.resolved(schema)
        options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
        return set(schema.get("properties", {})).union(*(self._fields(option) for option in options))

    def answer_schema(self, operation: Operation, status: int) -> Json:
        """What an answer with this status looks like."""
        content = operation.described["responses"][str(status)]["content"]
        return self.resolved(content["application/json"]["schema"])

    def undeclared(self, value: Any, schema: Json, place: str = "") -> list[str]:
        """The places in an answer that its schema does not know."""
        schema = self.resolved(schema)
        options = [option for option in schema.get("anyOf", []) if option.get("type") != "null"]
        if options:
            return min((self.undeclared(value, option, place) for option in options), key=len)
        if isinstance(value, list):
            return [found for item in value for found in self.undeclared(item, schema.get("items", {}), f"{place}[]")]
        if not isinstance(value, dict) or "additionalProperties" in schema:
            return []
        known = schema.get("properties", {})
        inside = [
            found
            for name, item in value.items()
            if name in known
            for found in self.undeclared(item, known[name], f"{place}.{name}")
        ]
        return [f"{place}.{name}" for name in value if name not in known] + inside
