"""The port through which a higher domain says whom a manager manages; lower ones ask without knowing what a team is."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.actor import Actor

Manages = Callable[[AsyncSession, Actor, UUID], Awaitable[bool]]
"""``manages(db, actor, user_id)``: whether the actor manages a team of which the user is a member."""
