"""Reads of sessions."""

from sqlalchemy import DateTime, bindparam, func, select

from groundwork.domains.auth.models import Session
from groundwork.kernel.reads import Read

session_by_id = Read(
    select(
        Session.id,
        Session.user_id,
        Session.impersonator_id,
        Session.authenticated_at,
        func.least(Session.expires_at, Session.ends_at).label("expires_at"),
    ).where(Session.id == bindparam("session_id"))
)

sessions_of_user = Read(
    select(
        Session.id,
        func.host(Session.ip_address).label("ipAddress"),
        Session.user_agent.label("userAgent"),
        (Session.id == bindparam("current")).label("current"),
        Session.created_at.label("createdAt"),
        Session.last_used_at.label("lastUsedAt"),
        func.least(Session.expires_at, Session.ends_at).label("expiresAt"),
    )
    .where(
        Session.user_id == bindparam("user_id"),
        Session.impersonator_id.is_(None),
        func.least(Session.expires_at, Session.ends_at) > bindparam("moment", type_=DateTime(timezone=True)),
    )
    .order_by(Session.last_used_at.desc())
)
