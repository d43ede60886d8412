"""create mail_attachments table"""

from alembic import op

revision = "20261122091250"
down_revision = "20261122091200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE mail_attachments (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            mail_id UUID NOT NULL REFERENCES mails (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name VARCHAR(255) NOT NULL,
            content_type VARCHAR(100) NOT NULL,
            size INTEGER,
            content TEXT,
            storage_path VARCHAR(255),
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT mail_attachments_source_check CHECK ((content IS NULL) <> (storage_path IS NULL))
        );
        CREATE INDEX idx_mail_attachments_mail_id ON mail_attachments (mail_id, position);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE mail_attachments")
