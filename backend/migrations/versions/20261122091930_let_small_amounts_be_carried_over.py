"""let small amounts be carried over

What is too little to be charged is owed with the next invoice: a credit that is less than nothing. What an invoice
sells (subtotal and credit together) still never is.
"""

from alembic import op

revision = "20261122091930"
down_revision = "20261122091800"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE subscriptions DROP CONSTRAINT subscriptions_credit_check")
    op.execute("""
        ALTER TABLE invoices DROP CONSTRAINT invoices_credit_check,
            ADD CONSTRAINT invoices_credit_check CHECK (subtotal_minor + credit_minor >= 0) NOT VALID
    """)
    op.execute("ALTER TABLE invoices VALIDATE CONSTRAINT invoices_credit_check")


def downgrade() -> None:
    op.execute("""
        ALTER TABLE invoices DROP CONSTRAINT invoices_credit_check,
            ADD CONSTRAINT invoices_credit_check CHECK (credit_minor >= 0) NOT VALID
    """)
    op.execute("""
        ALTER TABLE subscriptions ADD CONSTRAINT subscriptions_credit_check CHECK (credit_minor >= 0) NOT VALID
    """)
