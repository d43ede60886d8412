"""What a process has while it runs: settings, connections, queue, cache, limits, mail, storage, payments, domains."""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from cashews import Cache
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.actor import Actor
from groundwork.kernel.counts import sum_up_counts
from groundwork.kernel.crypto import FieldCipher, use_cipher
from groundwork.kernel.database import Database
from groundwork.kernel.domain import Domain
from groundwork.kernel.events import Bus
from groundwork.kernel.idempotency import forget_keys
from groundwork.kernel.invitations import LetIn
from groundwork.kernel.jobs import JobQueue, forget_completions
from groundwork.kernel.local_cache import LocalCache
from groundwork.kernel.mail import MailTemplates, MailTransport, deliver_mail, forget_mails
from groundwork.kernel.payment_provider import PaymentProvider
from groundwork.kernel.people import KnownPerson
from groundwork.kernel.permissions import Matrix
from groundwork.kernel.rate_limits import RateLimiter
from groundwork.kernel.settings import Settings
from groundwork.kernel.storage import Storage


@dataclass(frozen=True, slots=True)
class Runtime:
    """Made once for each process, by its entry point."""

    settings: Settings
    database: Database
    queue: JobQueue
    bus: Bus
    cache: Cache
    local: LocalCache
    limiter: RateLimiter
    templates: MailTemplates
    mail_transport: MailTransport
    storage: Storage
    payments: PaymentProvider
    matrix: Matrix
    domains: Sequence[Domain]

    @asynccontextmanager
    async def running(self, *, serving: bool = True) -> AsyncIterator["Runtime"]:
        """Open the connections; when ``serving``, listen for changes and start the domains' services.

        Close in reverse.
        """
        async with AsyncExitStack() as stack:
            await self.database.open()
            stack.push_async_callback(self.database.close)
            stack.push_async_callback(self.cache.close)
            stack.push_async_callback(self.limiter.close)
            stack.push_async_callback(self.payments.close)
            if serving:
                await stack.enter_async_context(self.local.listening(self.database.url))
                for domain in self.domains:
                    for service in domain.services:
                        await stack.enter_async_context(service(self))
            yield self

    async def names_of(self, people: Collection[UUID]) -> dict[UUID, KnownPerson]:
        """Names and addresses of those of the people who are still known, as the domains know them."""
        found: dict[UUID, KnownPerson] = {}
        for domain in self.domains:
            for know in domain.knows_people:
                found |= await know(self.database, people)
        return found

    async def manages(self, db: AsyncSession, actor: Actor, user_id: UUID) -> bool:
        """Whether the actor manages a team of which the user is a member, as the domains know it."""
        for domain in self.domains:
            for manages in domain.manages:
                if await manages(db, actor, user_id):
                    return True
        return False

    async def invitation(self, db: AsyncSession, token: str, email: str) -> LetIn | None:
        """The open invitation that the token is for, if it is for this address; locked until the transaction ends."""
        for domain in self.domains:
            for find in domain.invitations:
                if let_in := await find(db, token, email):
                    return let_in
        return None


def runtime_of(db: AsyncSession) -> Runtime:
    """The process's runtime, from a session that :func:`groundwork.kernel.database.transaction` made."""
    return cast(Runtime, db.info["runtime"])


def compose(
    settings: Settings,
    domains: Sequence[Domain],
    *,
    cache: Cache,
    limiter: RateLimiter,
    mail_transport: MailTransport,
    storage: Storage,
    payment_provider: Callable[[Database], PaymentProvider],
) -> Runtime:
    """Put the runtime together from the settings, the domains and what the adapters provide."""
    use_cipher(FieldCipher([key.get_secret_value() for key in settings.encryption_keys]))
    own = [deliver_mail, forget_mails, forget_completions, forget_keys, sum_up_counts]
    jobs = [*own, *(job for domain in domains for job in domain.jobs)]
    folders = {domain.name: domain.mail_templates for domain in domains if domain.mail_templates}
    database = Database(settings.postgres_url, pool_size=settings.db_pool_size, pool_timeout=settings.db_pool_timeout)
    return Runtime(
        settings=settings,
        database=database,
        queue=JobQueue(jobs),
        bus=Bus(subscriber for domain in domains for subscriber in domain.subscribers),
        cache=cache,
        local=LocalCache(),
        limiter=limiter,
        templates=MailTemplates(folders, app_url=settings.public_app_url),
        mail_transport=mail_transport,
        storage=storage,
        payments=payment_provider(database),
        matrix=Matrix(permission for domain in domains for permission in domain.permissions),
        domains=tuple(domains),
    )
