"""/search: what each may find."""

import pytest

pytestmark = pytest.mark.anyio


async def found(client, **query) -> list[dict]:
    answer = await client.get("/api/v1/search", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]
