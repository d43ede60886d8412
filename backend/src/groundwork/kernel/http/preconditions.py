"""Conditional changes: ``If-Match`` (RFC 9110, section 13.1.1)."""

from typing import Annotated

from fastapi import Depends, Request

from groundwork.kernel.errors import PreconditionFailed
from groundwork.kernel.http.envelope import matches


class IfMatch:
    """The version that a client believes it changes, when it says so."""

    def __init__(self, request: Request) -> None:
        self._header = request.headers.get("if-match")

    def check(self, etag: str) -> None:
        """Go on when the client named this version, or none.

        Raises:
            PreconditionFailed: somebody else changed it in between.
        """
        if self._header is not None and not matches(self._header, etag):
            raise PreconditionFailed


async def expected_version(request: Request) -> IfMatch:
    """The version that the client expects."""
    return IfMatch(request)


ExpectedVersion = Annotated[IfMatch, Depends(expected_version)]
