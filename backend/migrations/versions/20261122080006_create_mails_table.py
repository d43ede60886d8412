"""create mails table"""

from alembic import op

revision = "20261122080006"
down_revision = "20261122080005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE mails (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            recipient VARCHAR(255) NOT NULL,
            subject VARCHAR(255) NOT NULL,
            template VARCHAR(100) NOT NULL,
            html TEXT NOT NULL,
            text TEXT NOT NULL,
            secrets TEXT,
            status VARCHAR(20) NOT NULL,
            attempts INTEGER NOT NULL,
            last_error VARCHAR(500),
            sent_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE INDEX idx_mails_created_at ON mails (created_at);
        CREATE INDEX idx_mails_status ON mails (status);
        CREATE INDEX idx_mails_recipient ON mails (recipient);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE mails")
