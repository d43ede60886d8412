"""create idempotency_keys table

The first answers to requests that may be sent again.
"""

from alembic import op

revision = "20261122091200"
down_revision = "20261122091100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE idempotency_keys (
            id UUID PRIMARY KEY,
            user_id UUID NOT NULL,
            fingerprint BYTEA NOT NULL,
            status SMALLINT,
            answer TEXT,
            leased_until TIMESTAMPTZ,
            created_at TIMESTAMPTZ NOT NULL
        );
        CREATE INDEX idx_idempotency_keys_created_at ON idempotency_keys (created_at);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE idempotency_keys")
