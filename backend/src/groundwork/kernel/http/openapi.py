"""``openapi.json``: what FastAPI derives from the routes, with the errors and the security that hold everywhere."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from groundwork import __version__
from groundwork.kernel.actor import GUEST
from groundwork.kernel.errors import AppError
from groundwork.kernel.http.authorization import permissions_of
from groundwork.kernel.http.dependencies import signed_in_actor
from groundwork.kernel.http.envelope import Failure
from groundwork.kernel.http.idempotency import HEADER, needs, takes_key
from groundwork.kernel.http.preconditions import expected_version

_DESCRIPTION = """
Every answer is an envelope: `{success, data, message?, meta}`, with `pagination` on lists, and
`{success: false, error: {code, message, details}, meta}` for errors. Clients that send
`Accept: application/problem+json` get errors as RFC 9457.

A request body is the plain object, or the same inside `{data, meta}`. Unknown fields and query parameters are refused.

Single objects carry an `ETag`: sent back in `If-None-Match` it gets 304 while nothing has changed, in `If-Match` of a
`PATCH` 412 when something has.

A `POST` that creates or charges takes an `Idempotency-Key`: sent again with the same key within 24 hours, the first
answer comes again with `Idempotent-Replayed: true`, and nothing happens twice. The same key with another request gets
422, while the first still runs 409.

`x-permissions` names the rows of the permission matrix (`GET /roles`) of which one is needed.

Sign in at `POST /auth/login` and send the access token as `Authorization: Bearer …`. Programs send an API key
(`POST /api-keys`) in its place, or as `X-API-Key`; it does what its scopes allow and its owner may.
"""

_IDEMPOTENCY_KEY = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Sent again with the same request within 24 hours, the first answer comes again",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}

_ERRORS = {
    "400": "VALIDATION_ERROR or BAD_REQUEST: the input is not valid",
    "401": "UNAUTHORIZED or INVALID_TOKEN: signing in is needed",
    "403": "FORBIDDEN: not allowed; REAUTHENTICATION_REQUIRED: sign in again first",
    "404": "NOT_FOUND: it does not exist, or you may not see it",
    "409": "CONFLICT: a request with this Idempotency-Key is still running",
    "412": "PRECONDITION_FAILED: it was changed in the meantime",
    "413": "PAYLOAD_TOO_LARGE: the body exceeds the limit",
    "415": "UNSUPPORTED_MEDIA_TYPE: the body is not JSON",
    "422": "UNPROCESSABLE_ENTITY: this Idempotency-Key was used for another request",
    "429": "RATE_LIMIT_EXCEEDED: too many requests; see Retry-After",
    "500": "INTERNAL_ERROR: our fault; tell us the request id",
    "503": "SERVICE_UNAVAILABLE: try again after Retry-After seconds",
}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the application."""
    document = get_openapi(
        title="Groundwork",
        version=__version__,
        description=_DESCRIPTION.strip(),
        routes=app.routes,
        separate_input_output_schemas=True,
    )
    schemas = document["components"]["schemas"]
    for leftover in ("HTTPValidationError", "ValidationError"):
        schemas.pop(leftover, None)
    failure = Failure.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(failure.pop("$defs"))
    schemas["Failure"] = failure
    document["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "description": "An access token (JWT), or an API key"},
        "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "An API key"},
    }
    routes = {
        context.name: context.original_route
        for context in iter_route_contexts(app.routes)
        if isinstance(context.original_route, APIRoute)
    }
    matrix = app.state.runtime.matrix
    guests, grantable = matrix.of(GUEST), matrix.grantable()
    for path, operations in document["paths"].items():
        for operation in operations.values():
            route = routes[operation["operationId"]]
            dependant, permissions = route.dependant, permissions_of(route.endpoint)
            operation["x-permissions"] = list(permissions)
            statuses = ["404"] if "{" in path else []
            statuses += ["412"] if needs(dependant, expected_version) else []
            if guests.isdisjoint(permissions) or needs(dependant, signed_in_actor):
                schemes = ["bearer"] if grantable.isdisjoint(permissions) else ["bearer", "apiKey"]
                operation["security"] = [{scheme: []} for scheme in schemes]
                statuses += ["401", "403"]
            if takes_key(route.methods, dependant, route.endpoint):
                operation.setdefault("parameters", []).append(_IDEMPOTENCY_KEY)
                statuses += ["409", "422"]
            _complete(operation, statuses)
    return document


def refusals(*errors: type[AppError]) -> dict[int | str, dict[str, Any]]:
    """What a route adds as ``responses``: errors of its own, beside those that hold everywhere."""
    told: dict[int | str, dict[str, Any]] = {}
    for error in errors:
        sentence = f"{error.code}: {error.message}"
        before = told.get(error.status)
        told[error.status] = {
            "model": Failure,
            "description": f"{before['description']}; or {sentence}" if before else sentence,
        }
    return told


def _complete(operation: dict[str, Any], statuses: list[str]) -> None:
    statuses = [*statuses, "400", "429", "500", "503"]
    if "requestBody" in operation:
        statuses += ["413", "415"]
    responses = operation["responses"]
    if responses.get("422", {}).get("description") == "Validation Error":  # FastAPI's own, which is a 400 here
        del responses["422"]
    for status in sorted(statuses):
        responses.setdefault(
            status,
            {
                "description": _ERRORS[status],
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}},
            },
        )
    operation["responses"] = dict(sorted(responses.items()))
