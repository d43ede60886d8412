"""The client's address. ``X-Forwarded-For`` counts only as far as trusted proxies wrote it."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.types import Scope

Network = IPv4Network | IPv6Network


def client_address(scope: Scope, trusted: Sequence[Network]) -> str | None:
    """The address of the one who asks.

    When the other end of the connection is a trusted proxy, the client is the last address in ``X-Forwarded-For`` that
    is not itself a trusted proxy; whatever stands left of that, the client could have written.
    """
    # A link-local address names its interface behind "%", which PostgreSQL's inet does not know.
    peer: str | None = scope["client"][0].partition("%")[0] if scope.get("client") else None
    if not trusted or peer is None or not _is_trusted(peer, trusted):
        return peer
    forwarded = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for").decode("latin-1")
    client = peer
    for hop in reversed([part.strip() for part in forwarded.split(",")]):
        try:
            client = str(ip_address(hop.partition("%")[0]))
        except ValueError:
            return client
        if not _is_trusted(client, trusted):
            return client
    return client


def limit_subject(address: str | None) -> str:
    """What a limit by address counts: an IPv4 address, or the /64 network that one IPv6 subscriber has."""
    if address is None or ":" not in address:
        return address or "unknown"
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed, 64), strict=False).network_address)


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    # On a socket of both families an IPv4 proxy shows as ::ffff:10.0.0.1.
    plain = (parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None) or parsed
    return any(plain in network for network in trusted)
