"""What an operation needs of who asks: declared on the route, checked before the rest of the request is read.

The gate asks whether the actor holds one of the permissions at all; whose object it is about (``:own``, ``:team``) is
for the domain's service to say, which knows the object.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import Scope

from groundwork.kernel.errors import Forbidden, Unauthorized
from groundwork.kernel.http.request_state import RequestState
from groundwork.kernel.permissions import Matrix
from groundwork.kernel.settings import SettingsError

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def requires(*permissions: str) -> Callable[[Endpoint], Endpoint]:
    """Mark an operation: who asks must hold one of ``permissions``, rows of a domain's ``policy.py``."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.__permissions__ = permissions  # type: ignore[attr-defined]
        return endpoint

    return mark


def permissions_of(endpoint: Callable[..., Any]) -> tuple[str, ...]:
    """What :func:`requires` has marked; nothing, so that nobody is let in, where it has not."""
    marked: tuple[str, ...] = getattr(endpoint, "__permissions__", ())
    return marked


def admit(scope: Scope, permissions: Iterable[str]) -> None:
    """Let the request pass when who asks holds one of ``permissions``.

    Raises:
        InvalidToken: the credential that was sent is not good.
        Unauthorized: nobody is signed in.
        Forbidden: the user may not.
    """
    state = RequestState.of(scope)
    if state.actor.permissions.isdisjoint(permissions):
        raise state.refusal or (Forbidden() if state.actor.is_signed_in else Unauthorized())


def check_operations(routes: Iterable[BaseRoute], matrix: Matrix) -> None:
    """Every operation of the API has its rows in the matrix.

    Raises:
        SettingsError: with each operation that has none, or names one that no domain declares.
    """
    problems = []
    for route in routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            marked = permissions_of(route.endpoint)
            unknown = [name for name in marked if name not in matrix.names]
            if unknown or not marked:
                lack = f"no domain declares {', '.join(unknown)}" if unknown else "it has no @requires(…)"
                problems.append(f"{'/'.join(sorted(route.methods or ()))} {route.path}: {lack}")
    if problems:
        raise SettingsError("Operations without a row in the permission matrix:\n" + "\n".join(problems))
