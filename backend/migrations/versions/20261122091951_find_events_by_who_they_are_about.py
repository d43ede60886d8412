"""find events by who they are about

News of a customer name the person, and belong to no payment: without this they would stay when somebody is erased.
"""

from alembic import op

revision = "20261122091951"
down_revision = "20261122091950"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE payment_events ADD COLUMN customer VARCHAR(100)")
    with op.get_context().autocommit_block():
        # One that was cut off before is there, and of no use.
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS idx_payment_events_customer")
        op.execute("""
            CREATE INDEX CONCURRENTLY idx_payment_events_customer ON payment_events (customer)
            WHERE customer IS NOT NULL
        """)


def downgrade() -> None:
    op.execute("ALTER TABLE payment_events DROP COLUMN customer")
