"""index unpaid orders

How many of a person's orders wait for their payment is asked with each that they place.
"""

from alembic import op

revision = "20261122091950"
down_revision = "20261122091940"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # What an interrupted attempt left behind is not valid, and in the way.
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS idx_orders_unpaid")
        op.execute("CREATE INDEX CONCURRENTLY idx_orders_unpaid ON orders (user_id) WHERE reserved_until IS NOT NULL")


def downgrade() -> None:
    op.execute("DROP INDEX idx_orders_unpaid")
