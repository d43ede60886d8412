"""create sessions table"""

from alembic import op

revision = "20261122080003"
down_revision = "20261122080002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE sessions (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            token VARCHAR(500) NOT NULL CONSTRAINT sessions_token_key UNIQUE,
            refresh_token VARCHAR(500),
            previous_refresh_token VARCHAR(500),
            generation INTEGER NOT NULL DEFAULT 1,
            ip_address INET,
            user_agent TEXT,
            expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
            ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
            rotated_at TIMESTAMP WITH TIME ZONE NOT NULL,
            last_used_at TIMESTAMP WITH TIME ZONE NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE INDEX idx_sessions_user_id ON sessions (user_id);
        CREATE INDEX idx_sessions_token ON sessions (token);
        CREATE INDEX idx_sessions_expires_at ON sessions (expires_at);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE sessions")
