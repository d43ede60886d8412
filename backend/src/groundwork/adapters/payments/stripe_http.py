"""How Stripe's SDK reaches Stripe: over the HTTP library that everything here uses, within a time."""

import asyncio
from collections.abc import Awaitable, Mapping

import httpx2
import stripe

_ANSWER = 4.0
"""Seconds for one attempt. What takes longer goes on at Stripe, and the next attempt with its key gets the answer."""
_CONNECT = 2.0


class SdkHttp(stripe.HTTPClient):
    """The SDK's requests over ``httpx2``; the SDK repeats those that fail."""

    name = "httpx2"

    def __init__(self) -> None:
        super().__init__()
        self._client = httpx2.AsyncClient(
            timeout=httpx2.Timeout(_ANSWER, connect=_CONNECT),
            follow_redirects=False,
            headers={"Accept-Encoding": "gzip"},
        )

    async def request_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: str | bytes | None = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        """One attempt.

        Raises:
            stripe.APIConnectionError: there is no answer; what was asked for may have happened.
        """
        try:
            async with asyncio.timeout(_ANSWER):
                answer = await self._client.request(method, url, headers=dict(headers), content=post_data)
        except (TimeoutError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise _no_answer(type(error).__name__) from error
        return answer.content, answer.status_code, answer.headers

    def sleep_async(self, secs: float) -> Awaitable[None]:
        """The pause before another attempt."""
        return asyncio.sleep(secs)

    async def close_async(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _no_answer(why: str) -> stripe.APIConnectionError:
    return stripe.APIConnectionError(why, should_retry=True)  # type: ignore[no-untyped-call]
