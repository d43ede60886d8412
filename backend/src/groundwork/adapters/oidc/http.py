"""Requests to providers: to safe addresses only, without redirects, within a time and a size."""

import asyncio
import json
import ssl
from functools import cache
from typing import Any

import httpx2

from groundwork import __version__
from groundwork.adapters.oidc.errors import ProviderRefused, ProviderUnavailable
from groundwork.kernel.oauth_settings import is_safe_address

_PATIENCE = 10.0
"""Seconds for a whole exchange; a provider that sends a byte now and then does not hold us longer."""
_LARGEST = 512 * 1024
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",  # nothing that unpacks to more than was counted
    "User-Agent": f"groundwork/{__version__}",
}


class ProviderHttp:
    """Asks a provider. ``plain_loopback`` allows HTTP to this machine, for development."""

    def __init__(self, *, plain_loopback: bool) -> None:
        self._plain_loopback = plain_loopback

    async def get(self, address: str, *, bearer: str | None = None) -> Any:
        """The JSON at ``address``.

        Raises:
            ProviderUnavailable: there is none to be had.
        """
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        status, content = await self._ask("GET", address, headers=headers)
        if status != 200:
            raise ProviderUnavailable(f"{address} answers {status}")
        return content

    async def post(self, address: str, form: dict[str, str], *, basic: tuple[str, str] | None = None) -> dict[str, Any]:
        """The JSON object that answers a form, as token endpoints do (RFC 6749, section 5).

        Raises:
            ProviderUnavailable: it does not answer as the protocol asks.
            ProviderRefused: it answers with an error.
        """
        auth = httpx2.BasicAuth(*basic) if basic else None
        status, content = await self._ask("POST", address, data=form, auth=auth)
        if not isinstance(content, dict):
            raise ProviderUnavailable(f"{address} answers {status} without an object")
        if "error" in content or status in {400, 401, 403}:
            raise ProviderRefused(f"{address} answers {status}, {str(content.get('error'))[:100]!r}")
        if status != 200:
            raise ProviderUnavailable(f"{address} answers {status}")
        return content

    async def _ask(self, method: str, address: str, **options: Any) -> tuple[int, Any]:
        if not is_safe_address(address, plain_loopback=self._plain_loopback):
            raise ProviderUnavailable(f"{address!r} is no address that may be asked")
        try:
            async with asyncio.timeout(_PATIENCE), self._client() as client:  # noqa: SIM117
                async with client.stream(method, address, **options) as response:
                    return response.status_code, json.loads(await _read(response))
        except (TimeoutError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise ProviderUnavailable(f"{address}: {type(error).__name__}") from error
        except (ValueError, RecursionError):
            raise ProviderUnavailable(f"{address} does not answer with JSON") from None

    def _client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(verify=_tls(), headers=_HEADERS, timeout=_PATIENCE, follow_redirects=False)


async def _read(response: httpx2.Response) -> bytes:
    """The body as it was sent, up to the limit."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise ProviderUnavailable(f"{response.url} answers in a coding that was not asked for")
    body = bytearray()
    async for part in response.aiter_raw():
        body += part
        if len(body) > _LARGEST:
            raise ProviderUnavailable(f"{response.url} answers with more than {_LARGEST} bytes")
    return bytes(body)


@cache
def _tls() -> ssl.SSLContext:
    """Made once: reading the certificates takes longer than a request."""
    return httpx2.create_ssl_context()
