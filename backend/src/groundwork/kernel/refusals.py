"""The port through which a domain hears of what a signed-in person asked for and may not (status 403)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from groundwork.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was refused to whom. ``path`` is the operation's template, so that ids and addresses are not in it."""

    actor: Actor
    method: str
    path: str
    code: str


OnRefusal = Callable[..., Awaitable[None]]
"""``heard(runtime, refusal)``, called before the refusal is answered."""
