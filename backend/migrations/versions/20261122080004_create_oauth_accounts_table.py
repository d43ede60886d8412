"""create oauth accounts table"""

from alembic import op

revision = "20261122080004"
down_revision = "20261122080003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE oauth_accounts (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            provider VARCHAR(50) NOT NULL,
            provider_account_id VARCHAR(255) NOT NULL,
            access_token TEXT,
            refresh_token TEXT,
            expires_at TIMESTAMP WITH TIME ZONE,
            token_type VARCHAR(50),
            scope TEXT,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT oauth_accounts_provider_provider_account_id_key UNIQUE (provider, provider_account_id)
        );
        CREATE INDEX idx_oauth_user_id ON oauth_accounts (user_id);
        CREATE INDEX idx_oauth_provider ON oauth_accounts (provider);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE oauth_accounts")
