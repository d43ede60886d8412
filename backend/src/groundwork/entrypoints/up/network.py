"""The port: free before the start, answering after it."""

import errno
import socket

from groundwork.entrypoints.up.errors import StartError


def check_port(host: str, port: int) -> None:
    """See whether the API will be able to listen.

    Raises:
        StartError: another program listens there, or the port is reserved to root.
    """
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        try:
            with socket.socket(family, kind, protocol) as attempt:
                attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                attempt.bind(address)
                attempt.listen(1)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise StartError(
                    f"Port {port} is taken by another program. Choose another one: PORT={port + 1} ./groundwork up"
                ) from None
            if error.errno == errno.EACCES:
                raise StartError(
                    f"Port {port} is reserved to root. Choose another one: PORT=3000 ./groundwork up"
                ) from None
            # Otherwise the machine lacks this kind of address, as IPv6 in many containers.


def answers(host: str, port: int, path: str) -> bool:
    """Whether a GET of ``path`` is answered with 200 now."""
    reached = "localhost" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  # nosec B104
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
    try:
        with socket.create_connection((reached, port), timeout=5) as connection:
            connection.sendall(request.encode())
            return connection.recv(64).split(b" ", 2)[1:2] == [b"200"]
    except OSError:
        return False
