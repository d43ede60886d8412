"""Requests to providers: to safe addresses, without redirects, within a time and a size."""

import time
from collections.abc import Iterator

import pytest

from groundwork.adapters.oidc import ProviderRefused, ProviderUnavailable, http
from groundwork.adapters.oidc.http import ProviderHttp
from tests.adapters.conftest import free_port
from tests.auth.oauth.loopback import Asked, Loopback, Told

pytestmark = pytest.mark.anyio


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A provider."""
    made = Loopback()
    yield made
    made.stop()


def _http() -> ProviderHttp:
    return ProviderHttp(plain_loopback=True)


async def test_json_is_read_and_a_form_is_sent(server: Loopback) -> None:
    server.routes = {"/a": lambda _: Told([1, 2]), "/b": lambda asked: Told({"form": asked.form})}
    assert await _http().get(f"{server.address}/a", bearer="the token") == [1, 2]
    assert await _http().post(f"{server.address}/b", {"x": "ü &"}, basic=("id", "secret")) == {"form": {"x": "ü &"}}
    got, posted = server.asked
    assert (got.method, got.headers["Authorization"], got.headers["Accept-Encoding"]) == (
        "GET",
        "Bearer the token",
        "identity",
    )
    assert (posted.method, posted.headers["Authorization"]) == ("POST", "Basic aWQ6c2VjcmV0")


@pytest.mark.parametrize(
    "address",
    [
        "http://accounts.example.com/",
        "http://127.0.0.2/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://user:password@accounts.example.com/",
        "https://",
        "https://[",
        "",
    ],
)
async def test_only_safe_addresses_are_asked(address: str) -> None:
    with pytest.raises(ProviderUnavailable, match="no address that may be asked"):
        await _http().get(address)


async def test_plain_http_is_for_development_alone(server: Loopback) -> None:
    with pytest.raises(ProviderUnavailable, match="no address that may be asked"):
        await ProviderHttp(plain_loopback=False).get(server.address)
    assert server.asked == []


@pytest.mark.parametrize(
    "told",
    [
        Told(status=500),
        Told(status=404),
        Told(b"<html>"),
        Told(b'{"a": '),
        Told(b"\xff\xfe"),
        Told(b"[" * 200_000),
        Told(b" " * 600_000),
        Told(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["500", "404", "no JSON", "half", "no text", "deep", "big", "packed"],
)
async def test_whatever_is_no_good_answer_is_told(server: Loopback, told: Told) -> None:
    server.routes = {"/": lambda _: told}
    with pytest.raises(ProviderUnavailable):
        await _http().get(f"{server.address}/")


async def test_redirects_are_not_followed(server: Loopback) -> None:
    server.routes = {"/": lambda _: Told(status=302, headers={"Location": "/inside"}), "/inside": lambda _: Told()}
    with pytest.raises(ProviderUnavailable, match="302"):
        await _http().get(f"{server.address}/")
    assert server.times("/inside") == 0


async def test_nobody_there_is_told() -> None:
    with pytest.raises(ProviderUnavailable, match="ConnectError"):
        await _http().get(f"http://127.0.0.1:{free_port()}/")


async def test_a_slow_provider_is_not_waited_for(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(_: Asked) -> Told:
        time.sleep(0.5)
        return Told()

    server.routes = {"/": slowly}
    monkeypatch.setattr(http, "_PATIENCE", 0.1)
    started = time.monotonic()
    with pytest.raises(ProviderUnavailable):
        await _http().get(f"{server.address}/")
    assert time.monotonic() - started < 0.45


@pytest.mark.parametrize("told", [Told({"error": "invalid_grant"}, 400), Told({"error": "x"}), Told({}, 401)])
async def test_a_refusal_is_told_from_an_outage(server: Loopback, told: Told) -> None:
    server.routes = {"/": lambda _: told}
    with pytest.raises(ProviderRefused):
        await _http().post(f"{server.address}/", {})


@pytest.mark.parametrize("told", [Told([]), Told("text"), Told({}, 500)])
async def test_what_is_no_answer_of_a_token_endpoint_is_an_outage(server: Loopback, told: Told) -> None:
    server.routes = {"/": lambda _: told}
    with pytest.raises(ProviderUnavailable):
        await _http().post(f"{server.address}/", {})
