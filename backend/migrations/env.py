"""Alembic's environment: one transaction for each migration, short waits for locks."""

from typing import Literal

import psycopg
from alembic import context
from sqlalchemy import NullPool, create_engine, text

from groundwork.kernel.crypto import EncryptedText
from groundwork.kernel.database import Base

_NOT_OURS = ("procrastinate_", "alembic_", "audit_logs_")


def _is_ours(name: str | None, kind: str, parents: object) -> bool:  # noqa: ARG001  (Alembic's interface)
    """Whether autogenerate compares it: the queue's tables belong to the queue, partitions to their table."""
    return not (kind == "table" and name is not None and name.startswith(_NOT_OURS))


def _render(kind: str, value: object, context: object) -> str | Literal[False]:  # noqa: ARG001  (Alembic's interface)
    """A migration writes an encrypted column as what it is in the table; it must not depend on our code."""
    return "sa.Text()" if kind == "type" and isinstance(value, EncryptedText) else False


def run() -> None:
    """Migrate."""
    url = context.config.attributes["postgres_url"]
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    with engine.connect() as connection:
        # A migration that waits for a lock makes everybody else wait behind it: better to fail and be run again.
        connection.execute(text("SET lock_timeout = '5s'"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            compare_type=True,
            include_name=_is_ours,
            render_item=_render,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
