"""note which reports were mailed

Those on months that are over were mailed in their night, or nobody waits for them any more.
"""

from alembic import op

revision = "20261122091940"
down_revision = "20261122091931"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        ALTER TABLE reports ADD COLUMN mailed_at TIMESTAMP WITH TIME ZONE;
        UPDATE reports SET mailed_at = COALESCE(finished_at, created_at);
    """)


def downgrade() -> None:
    op.execute("ALTER TABLE reports DROP COLUMN mailed_at")
