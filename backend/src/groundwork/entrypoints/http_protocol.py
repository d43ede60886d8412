"""uvicorn's HTTP/1.1 protocol with a deadline for receiving a request, a bound on its head, and our form of refusal.

uvicorn waits for ever for the rest of a request, so that a few thousand connections which send a byte now and then
(slow-loris) use up its descriptors. Why uvicorn all the same: docs/decisions/0003-server.md.
"""

from asyncio import AbstractEventLoop, TimerHandle, Transport
from typing import Any, cast

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from groundwork import __version__
from groundwork.kernel.clock import now, rfc3339
from groundwork.kernel.http.request_ids import new_request_id
from groundwork.kernel.http.security_headers import RawHeaders, security_headers
from groundwork.kernel.settings import Settings

_LARGEST_HEAD = 32 * 1024
_LARGEST_JOINED = 64 * 1024
_SLOWEST_BODY = 1024
"""Bytes a second that a body must come in at, on average, once the time for the head is over."""


class DeadlineProtocol(HttpToolsProtocol):
    """One connection. :func:`protocol_for` fixes the settings."""

    request_timeout = 30.0
    refusal_headers: RawHeaders = []  # noqa: RUF012  (replaced as a whole, never changed)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._deadline: TimerHandle | None = None
        self._awaited_since = 0.0
        self._received = 0
        self._in_head = True
        self._refused = False

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """The first request is due from now on."""
        super().connection_made(transport)
        self.transport = cast(Transport, JoinedWrites(transport, self.loop))
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """Bytes of a request."""
        if self._refused:
            return
        if self._deadline is None:
            self._await_request()
        self._received += len(data)
        super().data_received(data)
        awaits_head = self._in_head and self._deadline is not None  # and has not just got a whole request
        if awaits_head and self._received > _LARGEST_HEAD:
            self.refuse(431, "HEADERS_TOO_LARGE", "The head of the request is too large")

    def on_headers_complete(self) -> None:
        """The head is complete; the body may take longer, in proportion to its size."""
        self._in_head = False
        # Of a head that began where the request before it ended nothing was counted yet.
        if (self._received > _LARGEST_HEAD or self._received == 0) and (
            sum(len(name) + len(value) for name, value in self.headers) > _LARGEST_HEAD
        ):
            self.refuse(431, "HEADERS_TOO_LARGE", "The head of the request is too large")
        elif sum(name == b"host" for name, _ in self.headers) != 1 and self.parser.get_http_version() == "1.1":
            self.refuse(400, "BAD_REQUEST", "The request needs exactly one Host header")  # RFC 9112, section 3.2
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The whole request is here."""
        self._stop_waiting()
        self._in_head, self._received = True, 0  # what came in was its body, not the next one's head
        if not self._refused:
            super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is due any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  (the parser's words are of no use to a client)
        """The parser does not understand the request."""
        self.refuse(400, "BAD_REQUEST", "The request is not valid HTTP")

    def refuse(self, status: int, code: str, message: str) -> None:
        """Answer with an error in the usual envelope and close: what follows on this connection cannot be trusted."""
        if self._refused:
            return
        self._refused = True
        self._stop_waiting()
        request_id = new_request_id()
        body = orjson.dumps(
            {
                "success": False,
                "error": {"code": code, "message": message, "details": []},
                "meta": {"requestId": request_id, "timestamp": rfc3339(now()), "version": __version__},
            }
        )
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            (b"x-request-id", request_id.encode()),
            (b"connection", b"close"),
            *self.refusal_headers,
        ]
        lines = b"".join(b"%s: %s\r\n" % header for header in headers)
        self.transport.write(STATUS_LINE[status] + lines + b"\r\n" + body)
        self.transport.close()

    def _await_request(self) -> None:
        self._awaited_since = self.loop.time()
        self._received = 0
        self._deadline = self.loop.call_later(self.request_timeout, self._check_deadline)

    def _check_deadline(self) -> None:
        """Close the connection, unless a body comes in fast enough."""
        allowed = self.request_timeout + (0 if self._in_head else self._received / _SLOWEST_BODY)
        remaining = self._awaited_since + allowed - self.loop.time()
        if remaining > 0:
            self._deadline = self.loop.call_later(remaining, self._check_deadline)
        elif not self.transport.is_closing():
            self.refuse(408, "REQUEST_TIMEOUT", "The request took too long to arrive")

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class JoinedWrites:
    """A transport that sends what is written in one turn of the event loop at once.

    uvicorn writes the head of an answer and then its body; each would be a system call and a packet of its own, and the
    client would wake up for half an answer (docs/decisions/0005-request-path.md).
    """

    __slots__ = ("_loop", "_pending", "_size", "_transport")

    def __init__(self, transport: Transport, loop: AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._pending: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        """Send ``data`` with the rest of this turn; much leaves at once, so that the other end's pace counts."""
        self._pending.append(data)
        self._size += len(data)
        if self._size > _LARGEST_JOINED:
            self._flush()
        elif len(self._pending) == 1:
            self._loop.call_soon(self._flush)

    def close(self) -> None:
        """Send what was written, then close."""
        self._flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        """Everything else is the transport's."""
        return getattr(self._transport, name)

    def _flush(self) -> None:
        if self._pending:
            data = b"".join(self._pending)
            self._pending.clear()
            self._size = 0
            if not self._transport.is_closing():
                self._transport.write(data)


def protocol_for(settings: Settings) -> type[DeadlineProtocol]:
    """The protocol with this installation's timeout and headers."""
    values = {"request_timeout": settings.request_timeout, "refusal_headers": security_headers(settings)}
    return type("ConfiguredProtocol", (DeadlineProtocol,), values)
