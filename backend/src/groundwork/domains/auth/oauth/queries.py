"""Reads of linked accounts."""

from sqlalchemy import bindparam, select

from groundwork.domains.auth.models import OAuthAccount
from groundwork.kernel.reads import Read

accounts_of_user = Read(
    select(
        OAuthAccount.id,
        OAuthAccount.provider,
        OAuthAccount.account_name.label("accountName"),
        OAuthAccount.created_at.label("createdAt"),
        OAuthAccount.last_used_at.label("lastUsedAt"),
    )
    .where(OAuthAccount.user_id == bindparam("user_id"))
    .order_by(OAuthAccount.created_at)
)
