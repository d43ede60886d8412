"""create mail tokens table"""

from alembic import op

revision = "20261122080005"
down_revision = "20261122080004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE mail_tokens (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            purpose VARCHAR(50) NOT NULL,
            digest VARCHAR(64) NOT NULL,
            expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT mail_tokens_user_id_purpose_key UNIQUE (user_id, purpose)
        );
        CREATE UNIQUE INDEX idx_mail_tokens_digest ON mail_tokens (digest);
        CREATE INDEX idx_mail_tokens_expires_at ON mail_tokens (expires_at);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE mail_tokens")
