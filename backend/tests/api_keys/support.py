"""What the tests of API keys share."""

from typing import Any

import httpx2
from starlette.types import ASGIApp

from tests.conftest import Person, client_of
from tests.security.support import V1

READ_SELF = ["account:use"]


async def make_key(someone: Person, scopes: list[str] | None = None, **fields: Any) -> dict[str, Any]:
    """A key of theirs, as the answer tells it once."""
    form = {"name": "Nightly import", "scopes": scopes or READ_SELF, **fields}
    answer = await someone.post("/api-keys", form)
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["data"])


async def ask(app: ASGIApp, key: str, method: str = "GET", path: str = "/auth/me", **options: Any) -> httpx2.Response:
    """A request of a program that has the key."""
    headers = {"Authorization": f"Bearer {key}", **options.pop("headers", {})}
    async with client_of(app) as client:
        return await client.request(method, f"{V1}{path}", headers=headers, **options)
