"""add avatars exports and erasures"""

from alembic import op

revision = "20261122142000"
down_revision = "20261122141000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        ALTER TABLE users ADD COLUMN other_emails JSONB NOT NULL DEFAULT '[]';
        CREATE TABLE data_exports (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            status VARCHAR(20) NOT NULL,
            size_bytes BIGINT,
            expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE INDEX idx_data_exports_user_id ON data_exports (user_id);
        CREATE INDEX idx_data_exports_expires_at ON data_exports (expires_at);
        CREATE TABLE erasures (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            due_at TIMESTAMP WITH TIME ZONE NOT NULL,
            completed_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE UNIQUE INDEX idx_erasures_user_id ON erasures (user_id);
        CREATE INDEX idx_erasures_due_at ON erasures (due_at) WHERE completed_at IS NULL;
    """)


def downgrade() -> None:
    op.execute("""
        DROP TABLE erasures;
        DROP TABLE data_exports;
        ALTER TABLE users DROP COLUMN other_emails;
    """)
