"""create subscriptions tables

Plans, subscriptions, invoices; and who is premium, which every node hears of as of any change of a user.
"""

from alembic import op

revision = "20261122091600"
down_revision = "20261122091500"
branch_labels = None
depends_on = None

_TOLD = "email, first_name, last_name, profile_picture_url, role, email_verified, is_active, deleted_at"


def upgrade() -> None:
    op.execute("""
        ALTER TABLE users ADD COLUMN premium BOOLEAN NOT NULL DEFAULT FALSE;

        CREATE TABLE plans (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            slug VARCHAR(80) NOT NULL CONSTRAINT plans_slug_key UNIQUE,
            name VARCHAR(120) NOT NULL,
            description TEXT NOT NULL DEFAULT '',
            price_minor BIGINT NOT NULL,
            currency CHAR(3) NOT NULL,
            price NUMERIC GENERATED ALWAYS AS (major_units(price_minor, currency::text)) STORED,
            interval VARCHAR(5) NOT NULL,
            trial_days SMALLINT NOT NULL DEFAULT 0,
            features JSONB NOT NULL DEFAULT '[]',
            premium BOOLEAN NOT NULL DEFAULT FALSE,
            active BOOLEAN NOT NULL DEFAULT TRUE,
            position INTEGER NOT NULL DEFAULT 0,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT plans_price_check CHECK (price_minor >= 0),
            CONSTRAINT plans_interval_check CHECK (interval IN ('month', 'year')),
            CONSTRAINT plans_trial_check CHECK (trial_days BETWEEN 0 AND 365)
        );
        CREATE INDEX idx_plans_position ON plans (position, id);
        CALL tell_changes('plans');

        CREATE TABLE subscriptions (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID REFERENCES users (id) ON DELETE SET NULL,
            plan_id UUID NOT NULL REFERENCES plans (id) ON DELETE RESTRICT,
            status VARCHAR(20) NOT NULL,
            price_minor BIGINT NOT NULL,
            currency CHAR(3) NOT NULL,
            anchor_day SMALLINT NOT NULL,
            current_period_start TIMESTAMP WITH TIME ZONE NOT NULL,
            current_period_end TIMESTAMP WITH TIME ZONE NOT NULL,
            trial_ends_at TIMESTAMP WITH TIME ZONE,
            trial_told_at TIMESTAMP WITH TIME ZONE,
            cancel_at_period_end BOOLEAN NOT NULL DEFAULT FALSE,
            canceled_at TIMESTAMP WITH TIME ZONE,
            ended_at TIMESTAMP WITH TIME ZONE,
            credit_minor BIGINT NOT NULL DEFAULT 0,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT subscriptions_status_check
                CHECK (status IN ('incomplete', 'trialing', 'active', 'past_due', 'canceled')),
            CONSTRAINT subscriptions_period_check CHECK (current_period_end > current_period_start),
            CONSTRAINT subscriptions_anchor_day_check CHECK (anchor_day BETWEEN 1 AND 31),
            CONSTRAINT subscriptions_credit_check CHECK (credit_minor >= 0),
            CONSTRAINT subscriptions_ended_check CHECK ((status = 'canceled') = (ended_at IS NOT NULL))
        );
        CREATE UNIQUE INDEX idx_subscriptions_live ON subscriptions (user_id) WHERE status <> 'canceled';
        CREATE INDEX idx_subscriptions_user_id ON subscriptions (user_id, created_at, id);
        CREATE INDEX idx_subscriptions_plan_id ON subscriptions (plan_id);
        CREATE INDEX idx_subscriptions_created_at ON subscriptions (created_at, id);
        CREATE INDEX idx_subscriptions_period_end ON subscriptions (current_period_end)
            WHERE status IN ('trialing', 'active');
        CREATE INDEX idx_subscriptions_incomplete ON subscriptions (created_at) WHERE status = 'incomplete';

        CREATE SEQUENCE invoice_numbers;
        CREATE TABLE invoices (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            number VARCHAR(20) NOT NULL CONSTRAINT invoices_number_key UNIQUE,
            subscription_id UUID NOT NULL REFERENCES subscriptions (id) ON DELETE RESTRICT,
            user_id UUID REFERENCES users (id) ON DELETE SET NULL,
            plan_id UUID NOT NULL REFERENCES plans (id) ON DELETE RESTRICT,
            kind VARCHAR(10) NOT NULL,
            status VARCHAR(20) NOT NULL DEFAULT 'open',
            currency CHAR(3) NOT NULL,
            subtotal_minor BIGINT NOT NULL,
            tax_minor BIGINT NOT NULL,
            tax_rate NUMERIC(7, 4) NOT NULL,
            total_minor BIGINT NOT NULL,
            total NUMERIC GENERATED ALWAYS AS (major_units(total_minor, currency::text)) STORED,
            credit_minor BIGINT NOT NULL DEFAULT 0,
            refunded_minor BIGINT NOT NULL DEFAULT 0,
            lines JSONB NOT NULL,
            price_minor BIGINT NOT NULL,
            period_start TIMESTAMP WITH TIME ZONE NOT NULL,
            period_end TIMESTAMP WITH TIME ZONE NOT NULL,
            attempts SMALLINT NOT NULL DEFAULT 0,
            next_attempt_at TIMESTAMP WITH TIME ZONE,
            due_at TIMESTAMP WITH TIME ZONE NOT NULL,
            paid_at TIMESTAMP WITH TIME ZONE,
            payment_id UUID,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT invoices_kind_check CHECK (kind IN ('start', 'renewal', 'change')),
            CONSTRAINT invoices_status_check CHECK (status IN ('open', 'paid', 'void', 'uncollectible')),
            CONSTRAINT invoices_total_check
                CHECK (subtotal_minor >= 0 AND tax_minor >= 0 AND total_minor = subtotal_minor + tax_minor),
            CONSTRAINT invoices_credit_check CHECK (credit_minor >= 0),
            CONSTRAINT invoices_refunded_check CHECK (refunded_minor BETWEEN 0 AND total_minor),
            CONSTRAINT invoices_paid_check CHECK ((status = 'paid') = (paid_at IS NOT NULL))
        );
        CREATE UNIQUE INDEX idx_invoices_open ON invoices (subscription_id) WHERE status = 'open';
        CREATE INDEX idx_invoices_subscription_id ON invoices (subscription_id);
        CREATE INDEX idx_invoices_user_id ON invoices (user_id, created_at, id);
        CREATE INDEX idx_invoices_plan_id ON invoices (plan_id);
        CREATE INDEX idx_invoices_created_at ON invoices (created_at, id);
        CREATE INDEX idx_invoices_next_attempt_at ON invoices (next_attempt_at) WHERE status = 'open';
    """)
    _tell_of_users(f"{_TOLD}, premium")


def downgrade() -> None:
    _tell_of_users(_TOLD)
    op.execute("""
        DROP TABLE invoices, subscriptions, plans;
        DROP SEQUENCE invoice_numbers;
        ALTER TABLE users DROP COLUMN premium;
    """)


def _tell_of_users(columns: str) -> None:
    """Every process hears when one of these columns changes."""
    old, new = (", ".join(f"{row}.{column}" for column in columns.split(", ")) for row in ("OLD", "NEW"))
    op.execute(f"""
        DROP TRIGGER users_changed ON users;
        CREATE TRIGGER users_changed AFTER UPDATE ON users
            FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION notify_change('user');
    """)
