"""The port through which a higher domain lets people register whom it has invited; ``auth`` does not know to what."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.actor import Actor

LetIn = Callable[[Actor, UUID], Awaitable[None]]
"""``let_in(actor, user_id)``: the invited person, who is a user now, takes up the invitation."""

FindInvitation = Callable[[AsyncSession, str, str], Awaitable[LetIn | None]]
"""``find(db, token, email)``: what to do with who registers with this token, or none when it is not good for them.

What it finds stays good for the rest of the transaction.
"""
