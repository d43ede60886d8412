"""create files table"""

from alembic import op

revision = "20261122090800"
down_revision = "20261122090700"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE files (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            owner_id UUID REFERENCES users (id) ON DELETE SET NULL,
            name VARCHAR(255) NOT NULL,
            content_type VARCHAR(100) NOT NULL,
            kind VARCHAR(10) NOT NULL,
            size BIGINT NOT NULL,
            status VARCHAR(10) NOT NULL,
            public BOOLEAN NOT NULL DEFAULT false,
            sent_directly BOOLEAN NOT NULL DEFAULT false,
            width INTEGER,
            height INTEGER,
            variants JSONB NOT NULL DEFAULT '[]',
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT files_status_check CHECK (status IN ('uploading', 'processing', 'ready')),
            CONSTRAINT files_kind_check CHECK (kind IN ('image', 'document', 'other')),
            CONSTRAINT files_size_check CHECK (size >= 0)
        );
        CREATE INDEX idx_files_owner_id ON files (owner_id, created_at);
        CREATE INDEX idx_files_created_at ON files (created_at);
        CREATE INDEX idx_files_uploading ON files (created_at) WHERE status = 'uploading';
    """)


def downgrade() -> None:
    op.execute("DROP TABLE files")
