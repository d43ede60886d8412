"""add confirmation and impersonation to sessions, and a new address to mail tokens"""

from alembic import op

revision = "20261122140000"
down_revision = "20261122080008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        ALTER TABLE sessions
            ADD COLUMN authenticated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            ADD COLUMN impersonator_id UUID REFERENCES users (id) ON DELETE CASCADE;
        CREATE INDEX idx_sessions_impersonator_id ON sessions (impersonator_id);
        DROP TRIGGER sessions_cut_short ON sessions;
        CREATE TRIGGER sessions_changed AFTER UPDATE OF user_id, ends_at, authenticated_at ON sessions
            FOR EACH ROW EXECUTE FUNCTION notify_change('session');
        ALTER TABLE mail_tokens ADD COLUMN email VARCHAR(255);
    """)


def downgrade() -> None:
    op.execute("""
        ALTER TABLE mail_tokens DROP COLUMN email;
        DROP TRIGGER sessions_changed ON sessions;
        CREATE TRIGGER sessions_cut_short AFTER UPDATE OF user_id, ends_at ON sessions
            FOR EACH ROW EXECUTE FUNCTION notify_change('session');
        ALTER TABLE sessions DROP COLUMN impersonator_id, DROP COLUMN authenticated_at;
    """)
