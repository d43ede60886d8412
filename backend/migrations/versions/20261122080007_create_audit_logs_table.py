"""create audit logs table"""

from alembic import op

revision = "20261122080007"
down_revision = "20261122080006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE audit_logs (
            id UUID PRIMARY KEY,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            actor_id UUID,
            action VARCHAR(100) NOT NULL,
            resource_type VARCHAR(50),
            resource_id VARCHAR(64),
            changes JSONB NOT NULL,
            ip_address INET,
            user_agent TEXT,
            request_id VARCHAR(64)
        );
        CREATE INDEX idx_audit_logs_created_at ON audit_logs (created_at);
        CREATE INDEX idx_audit_logs_actor_id ON audit_logs (actor_id);
        CREATE INDEX idx_audit_logs_resource ON audit_logs (resource_type, resource_id);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE audit_logs")
