"""What must be gone when the owner of an address takes over an account that somebody else had registered with it.

"Pre-hijacked accounts" (Sudhodanan and Paverd, USENIX Security 2022): sessions, linked accounts, passkeys and changes
of address that were begun before must not outlast it. The caller has removed the password and ends the sessions.
"""

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.events import AccountClaimed
from groundwork.domains.auth.factors.service import forget_factors
from groundwork.domains.auth.models import MailToken, OAuthAccount


async def forget_ways_in(db: AsyncSession, event: AccountClaimed) -> None:
    """Unlink all accounts at providers, forget all factors, and make void what mails carry.

    One of these mails may be in a foreign mailbox; a factor that stays would let a stranger in, or keep the owner out.
    """
    await forget_factors(db, event.user_id)
    await db.execute(delete(OAuthAccount).where(OAuthAccount.user_id == event.user_id))
    await db.execute(delete(MailToken).where(MailToken.user_id == event.user_id))
