"""The port through which domains say who can sign a request in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from groundwork.kernel.actor import Actor, Origin
from groundwork.kernel.rates import Rate


@dataclass(frozen=True, slots=True)
class Identity:
    """What an authenticator found out: who it is, or only whose request limit a guest's request counts against."""

    actor: Actor | None
    limit_key: str
    rate: Rate | None = None
    """The credential's own limit; that of signed-in users when none."""


class Authenticator(Protocol):
    """Recognizes one kind of credential."""

    async def __call__(self, headers: Mapping[bytes, bytes], origin: Origin) -> Identity | None:
        """The identity behind the credential, or none when the request carries no credential of this kind.

        Raises:
            InvalidToken: there is such a credential, and it is not good.
        """


AuthenticatorFactory = Callable[..., Authenticator]
"""Makes an authenticator for a process from its runtime. Installed by a domain's manifest."""
