"""create user profiles table"""

from alembic import op

revision = "20261122080002"
down_revision = "20261122080001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE user_profiles (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            bio TEXT,
            phone VARCHAR(20),
            date_of_birth DATE,
            timezone VARCHAR(50),
            language VARCHAR(10) NOT NULL DEFAULT 'en',
            notification_preferences JSONB NOT NULL DEFAULT '{}',
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE UNIQUE INDEX idx_user_profiles_user_id ON user_profiles (user_id);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE user_profiles")
