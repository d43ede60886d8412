"""create payments tables

The tables of the sandbox are the other side's: nothing of the house refers to them.
"""

from alembic import op

revision = "20261122091500"
down_revision = "20261122091400"
branch_labels = None
depends_on = None

_OPEN = "status IN ('requires_payment_method', 'requires_action', 'processing')"


def upgrade() -> None:
    op.execute(f"""
        CREATE TABLE payments (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            order_id UUID REFERENCES orders (id) ON DELETE RESTRICT,
            invoice_id UUID,
            user_id UUID REFERENCES users (id) ON DELETE SET NULL,
            provider VARCHAR(20) NOT NULL,
            provider_id VARCHAR(100),
            attempt_key VARCHAR(255) CONSTRAINT payments_attempt_key_key UNIQUE,
            description VARCHAR(200) NOT NULL,
            save_method BOOLEAN NOT NULL DEFAULT false,
            payment_method VARCHAR(100),
            status VARCHAR(30) NOT NULL,
            status_at TIMESTAMP WITH TIME ZONE,
            amount_minor BIGINT NOT NULL,
            currency CHAR(3) NOT NULL,
            amount NUMERIC GENERATED ALWAYS AS (major_units(amount_minor, currency::text)) STORED,
            refunded_minor BIGINT NOT NULL DEFAULT 0,
            owed_minor BIGINT NOT NULL DEFAULT 0,
            fee_minor BIGINT,
            accepted BOOLEAN,
            client_secret TEXT,
            card_brand VARCHAR(30),
            card_last4 VARCHAR(4),
            failure_code VARCHAR(60),
            failure_message VARCHAR(500),
            succeeded_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT payments_provider_id_key UNIQUE (provider, provider_id),
            CONSTRAINT payments_status_check CHECK (
                status IN ('requires_payment_method', 'requires_action', 'processing', 'succeeded', 'canceled')
            ),
            CONSTRAINT payments_amount_check CHECK (amount_minor > 0),
            CONSTRAINT payments_refunded_check CHECK (refunded_minor BETWEEN 0 AND amount_minor),
            CONSTRAINT payments_owed_check CHECK (owed_minor >= 0),
            CONSTRAINT payments_purpose_check CHECK (num_nonnulls(order_id, invoice_id) = 1)
        );
        CREATE UNIQUE INDEX payments_open_order_key ON payments (order_id) WHERE {_OPEN};
        CREATE UNIQUE INDEX payments_open_invoice_key ON payments (invoice_id) WHERE {_OPEN};
        CREATE INDEX idx_payments_order_id ON payments (order_id);
        CREATE INDEX idx_payments_invoice_id ON payments (invoice_id);
        CREATE INDEX idx_payments_user_id ON payments (user_id, created_at, id);
        CREATE INDEX idx_payments_created_at ON payments (created_at, id);

        CREATE TABLE refunds (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            payment_id UUID NOT NULL REFERENCES payments (id) ON DELETE RESTRICT,
            provider_id VARCHAR(100) CONSTRAINT refunds_provider_id_key UNIQUE,
            status VARCHAR(20) NOT NULL,
            amount_minor BIGINT NOT NULL,
            currency CHAR(3) NOT NULL,
            amount NUMERIC GENERATED ALWAYS AS (major_units(amount_minor, currency::text)) STORED,
            reason VARCHAR(500),
            failure VARCHAR(500),
            actor_id UUID REFERENCES users (id) ON DELETE SET NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT refunds_status_check CHECK (status IN ('pending', 'succeeded', 'failed')),
            CONSTRAINT refunds_amount_check CHECK (amount_minor > 0)
        );
        CREATE INDEX idx_refunds_payment_id ON refunds (payment_id, created_at);
        CREATE INDEX idx_refunds_actor_id ON refunds (actor_id) WHERE actor_id IS NOT NULL;

        CREATE TABLE payment_customers (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            provider VARCHAR(20) NOT NULL,
            provider_id VARCHAR(100) NOT NULL,
            payment_method VARCHAR(100),
            card_brand VARCHAR(30),
            card_last4 VARCHAR(4),
            saved_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT payment_customers_user_id_key UNIQUE (user_id, provider)
        );

        CREATE TABLE payment_events (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            provider VARCHAR(20) NOT NULL,
            event_id VARCHAR(255) NOT NULL,
            type VARCHAR(100) NOT NULL,
            payload TEXT,
            status VARCHAR(20) NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            error VARCHAR(500),
            payment_id UUID REFERENCES payments (id) ON DELETE SET NULL,
            event_created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            received_at TIMESTAMP WITH TIME ZONE NOT NULL,
            processed_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT payment_events_event_id_key UNIQUE (provider, event_id),
            CONSTRAINT payment_events_status_check
                CHECK (status IN ('received', 'processed', 'ignored', 'failed'))
        );
        CREATE INDEX idx_payment_events_received_at ON payment_events (received_at, id);
        CREATE INDEX idx_payment_events_status ON payment_events (status, received_at);
        CREATE INDEX idx_payment_events_payment_id ON payment_events (payment_id);
    """)
    _sandbox()


def _sandbox() -> None:
    op.execute("""
        CREATE TABLE sandbox_customers (
            id VARCHAR(40) PRIMARY KEY,
            key VARCHAR(255) NOT NULL CONSTRAINT sandbox_customers_key_key UNIQUE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL
        );
        CREATE TABLE sandbox_payments (
            id VARCHAR(40) PRIMARY KEY,
            key VARCHAR(255) NOT NULL CONSTRAINT sandbox_payments_key_key UNIQUE,
            request VARCHAR(64) NOT NULL,
            status VARCHAR(30) NOT NULL,
            amount BIGINT NOT NULL,
            currency CHAR(3) NOT NULL,
            refunded BIGINT NOT NULL DEFAULT 0,
            fee BIGINT,
            customer VARCHAR(40),
            payment_method VARCHAR(60),
            save_method BOOLEAN NOT NULL,
            client_secret VARCHAR(100) NOT NULL,
            description TEXT NOT NULL,
            metadata JSONB NOT NULL,
            failure_code VARCHAR(60),
            failure_message VARCHAR(300),
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            settles_at TIMESTAMP WITH TIME ZONE
        );
        CREATE INDEX idx_sandbox_payments_created_at ON sandbox_payments (created_at, id);
        CREATE INDEX idx_sandbox_payments_settles_at ON sandbox_payments (settles_at) WHERE settles_at IS NOT NULL;
        CREATE TABLE sandbox_refunds (
            id VARCHAR(40) PRIMARY KEY,
            key VARCHAR(255) NOT NULL CONSTRAINT sandbox_refunds_key_key UNIQUE,
            payment VARCHAR(40) NOT NULL,
            amount BIGINT NOT NULL,
            currency CHAR(3) NOT NULL,
            metadata JSONB NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL
        );
        CREATE INDEX idx_sandbox_refunds_payment ON sandbox_refunds (payment);
        CREATE INDEX idx_sandbox_refunds_created_at ON sandbox_refunds (created_at, id);
        CREATE TABLE sandbox_events (
            id VARCHAR(40) PRIMARY KEY,
            type VARCHAR(100) NOT NULL,
            body TEXT NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            delivered_at TIMESTAMP WITH TIME ZONE
        );
        CREATE INDEX idx_sandbox_events_waiting ON sandbox_events (created_at, id) WHERE delivered_at IS NULL;
    """)


def downgrade() -> None:
    op.execute("""
        DROP TABLE sandbox_events, sandbox_refunds, sandbox_payments, sandbox_customers;
        DROP TABLE payment_events, payment_customers, refunds, payments;
    """)
