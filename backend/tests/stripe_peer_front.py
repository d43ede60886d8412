"""In front of the desk: the address that takes the place of Stripe's, and a bad network when it is told to be one."""

import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import orjson

from tests.stripe_peer_desk import KEY, Desk, Form, refusal
from tests.stripe_peer_relay import Relay


@dataclass
class Faults:
    """What goes wrong with which share of the requests."""

    seed: int
    cut: float = 0
    """The connection ends before the request is read."""
    lost: float = 0
    """It is done, and the answer is lost."""
    late: float = 0
    """It is done, and the answer comes after ``delay`` seconds."""
    broken: float = 0
    """Status 500, and nothing is done."""
    delay: float = 1.0
    counted: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)
        self._lock = threading.Lock()

    def draw(self) -> str:
        """What happens to the next request."""
        with self._lock:
            number = self._random.random()
            for name in ("cut", "lost", "late", "broken"):
                number -= getattr(self, name)
                if number < 0:
                    self.counted[name] = self.counted.get(name, 0) + 1
                    return name
        return "fine"


@dataclass(frozen=True)
class Asked:
    """A request as the adapter made it."""

    method: str
    path: str
    form: Form
    headers: dict[str, str]


class Front(ThreadingHTTPServer):
    """The address that takes the place of Stripe's."""

    daemon_threads = True

    def __init__(self, relay: Relay, desk: Desk) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.relay, self.desk = relay, desk
        self.faults: Faults | None = None
        self.asked: list[Asked] = []
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self.server_port}"

    def stop(self) -> None:
        """End it."""
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Front
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a question."""
        self._exchange()

    def do_POST(self) -> None:
        """Answer a form, or take an event."""
        self._exchange()

    def _exchange(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        place = urlsplit(self.path)
        if place.path == "/events":
            self.server.relay.take(body, self.headers["Stripe-Signature"])
            self._send(200, {})
            return
        form = dict(parse_qsl(place.query if self.command == "GET" else body.decode(), keep_blank_values=True))
        self.server.asked.append(Asked(self.command, place.path, form, dict(self.headers)))
        fate = self.server.faults.draw() if self.server.faults else "fine"
        if fate == "cut":
            self._hang_up()
            return
        if fate == "broken":
            self._send(*refusal(500, None, "An unknown error occurred", "api_error"))
            return
        if self.headers.get("Authorization") != f"Bearer {KEY}":
            self._send(*refusal(401, None, "Invalid API Key provided: sk_test_****wrong"))
            return
        key = self.headers.get("Idempotency-Key") if self.command == "POST" else None
        answer = self.server.desk.answer(self.command, place.path, form, key)
        if fate == "lost":
            self._hang_up()
            return
        if fate == "late":
            time.sleep(self.server.faults.delay if self.server.faults else 0)
        self._send(*answer)

    def _send(self, status: int, content: dict[str, Any]) -> None:
        body = orjson.dumps(content)
        with suppress(BrokenPipeError, ConnectionResetError):  # the one who asked has given up
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Request-Id", f"req_{uuid4().hex[:14]}")
            self.end_headers()
            self.wfile.write(body)

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Nothing to tell."""
