"""A change of factors is told twice: in the audit trail, and to the owner by mail (ASVS 6.3.7)."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor
from groundwork.kernel.mail import send_mail


async def note_change(
    db: AsyncSession,
    actor: Actor,
    user: User,
    action: str,
    *,
    sentence: str,
    resource: tuple[str, UUID] | None = None,
    changes: dict[str, Any] | None = None,
) -> None:
    """Record ``action``, and tell the owner of the account in a ``sentence`` without its full stop."""
    await audit.record(
        db,
        actor,
        action,
        resource=resource or ("user", user.id),
        changes=changes,
    )
    await tell(db, user, sentence)


async def tell(db: AsyncSession, user: User, sentence: str) -> None:
    """Tell the owner of the account."""
    context = {"first_name": user.first_name, "sentence": sentence}
    await send_mail(db, to=user.email, template="auth/factors_changed", context=context)
