"""follow the cards of customers

News of a card name the customer as the provider does. Those of the sandbox can choose a card, as those of Stripe can.
"""

from alembic import op

revision = "20261122091931"
down_revision = "20261122091930"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE sandbox_customers ADD COLUMN payment_method VARCHAR(60)")
    with op.get_context().autocommit_block():
        # One that was cut off before is there, and of no use.
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS idx_payment_customers_provider_id")
        op.execute("CREATE INDEX CONCURRENTLY idx_payment_customers_provider_id ON payment_customers (provider_id)")


def downgrade() -> None:
    op.execute("DROP INDEX idx_payment_customers_provider_id")
    op.execute("ALTER TABLE sandbox_customers DROP COLUMN payment_method")
