"""index the search for users"""

from alembic import op

revision = "20261122142001"
down_revision = "20261122142000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    with op.get_context().autocommit_block():
        # What an interrupted attempt left behind is not valid, and in the way.
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS idx_users_search")
        op.execute("""
            CREATE INDEX CONCURRENTLY idx_users_search ON users USING gin
            ((email || ' ' || COALESCE(first_name, '') || ' ' || COALESCE(last_name, '')) gin_trgm_ops)
        """)


def downgrade() -> None:
    op.execute("DROP INDEX idx_users_search")
    op.execute("DROP EXTENSION pg_trgm")
