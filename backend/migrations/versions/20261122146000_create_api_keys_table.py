"""create api_keys table"""

from alembic import op

revision = "20261122146000"
down_revision = "20261122145000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE api_keys (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            name VARCHAR(100) NOT NULL,
            prefix VARCHAR(8) NOT NULL CONSTRAINT api_keys_prefix_key UNIQUE,
            digest VARCHAR(64) NOT NULL,
            scopes TEXT[] NOT NULL,
            requests_per_hour INTEGER,
            expires_at TIMESTAMP WITH TIME ZONE,
            last_used_at TIMESTAMP WITH TIME ZONE,
            revoked_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE INDEX idx_api_keys_user_id ON api_keys (user_id);
        CREATE TRIGGER api_keys_changed
            AFTER UPDATE OF user_id, digest, scopes, requests_per_hour, expires_at, revoked_at ON api_keys
            FOR EACH ROW EXECUTE FUNCTION notify_change('api_key');
        CREATE TRIGGER api_keys_deleted AFTER DELETE ON api_keys
            FOR EACH ROW EXECUTE FUNCTION notify_change('api_key');
    """)


def downgrade() -> None:
    op.execute("DROP TABLE api_keys")
