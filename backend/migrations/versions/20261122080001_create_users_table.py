"""create users table"""

from alembic import op

revision = "20261122080001"
down_revision = "20261122080000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE users (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            email VARCHAR(255) NOT NULL CONSTRAINT users_email_key UNIQUE,
            password_hash VARCHAR(255),
            first_name VARCHAR(100),
            last_name VARCHAR(100),
            profile_picture_url TEXT,
            role VARCHAR(50) NOT NULL DEFAULT 'user',
            email_verified BOOLEAN NOT NULL DEFAULT FALSE,
            is_active BOOLEAN NOT NULL DEFAULT TRUE,
            last_login_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            deleted_at TIMESTAMP WITH TIME ZONE,
            CONSTRAINT users_email_format_check CHECK (email = lower(email) AND position('@' IN email) > 1)
        );
        CREATE INDEX idx_users_email ON users (email);
        CREATE INDEX idx_users_role ON users (role);
        CREATE INDEX idx_users_created_at ON users (created_at);
        CREATE INDEX idx_users_email_active ON users (email, is_active) WHERE deleted_at IS NULL;
    """)


def downgrade() -> None:
    op.execute("DROP TABLE users")
