"""create oauth attempts table"""

from alembic import op

revision = "20261122145000"
down_revision = "20261122144000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE oauth_attempts (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            provider VARCHAR(50) NOT NULL,
            state_digest VARCHAR(64) NOT NULL,
            browser_digest VARCHAR(64) NOT NULL,
            verifier TEXT NOT NULL,
            nonce VARCHAR(64) NOT NULL,
            return_to TEXT NOT NULL,
            user_id UUID REFERENCES users (id) ON DELETE CASCADE,
            session_id UUID REFERENCES sessions (id) ON DELETE CASCADE,
            expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE UNIQUE INDEX idx_oauth_attempts_state_digest ON oauth_attempts (state_digest);
        CREATE INDEX idx_oauth_attempts_user_id ON oauth_attempts (user_id);
        CREATE INDEX idx_oauth_attempts_session_id ON oauth_attempts (session_id);
        CREATE INDEX idx_oauth_attempts_expires_at ON oauth_attempts (expires_at);
        ALTER TABLE oauth_accounts
            ADD COLUMN account_name VARCHAR(255),
            ADD COLUMN last_used_at TIMESTAMP WITH TIME ZONE;
    """)


def downgrade() -> None:
    op.execute("""
        ALTER TABLE oauth_accounts DROP COLUMN last_used_at, DROP COLUMN account_name;
        DROP TABLE oauth_attempts;
    """)
