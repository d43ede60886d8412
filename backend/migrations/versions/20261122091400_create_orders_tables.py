"""create orders tables"""

from alembic import op

revision = "20261122091400"
down_revision = "20261122091300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE SEQUENCE order_numbers;

        CREATE TABLE orders (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            number VARCHAR(9) NOT NULL CONSTRAINT orders_number_key UNIQUE,
            user_id UUID REFERENCES users (id) ON DELETE SET NULL,
            status VARCHAR(20) NOT NULL,
            currency CHAR(3) NOT NULL,
            subtotal_minor BIGINT NOT NULL,
            tax_minor BIGINT NOT NULL,
            tax_rate NUMERIC(7, 4) NOT NULL,
            total_minor BIGINT NOT NULL,
            refunded_minor BIGINT NOT NULL DEFAULT 0,
            total NUMERIC GENERATED ALWAYS AS (major_units(total_minor, currency::text)) STORED,
            shipping_address JSONB,
            tracking VARCHAR(200),
            reserved_until TIMESTAMP WITH TIME ZONE,
            paid_at TIMESTAMP WITH TIME ZONE,
            fulfilled_at TIMESTAMP WITH TIME ZONE,
            canceled_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT orders_status_check
                CHECK (status IN ('pending', 'paid', 'fulfilled', 'canceled', 'expired', 'refunded')),
            CONSTRAINT orders_total_check
                CHECK (subtotal_minor >= 0 AND tax_minor >= 0 AND total_minor = subtotal_minor + tax_minor),
            CONSTRAINT orders_refunded_check CHECK (refunded_minor BETWEEN 0 AND total_minor),
            CONSTRAINT orders_reserved_until_check CHECK ((status = 'pending') = (reserved_until IS NOT NULL))
        );
        CREATE INDEX idx_orders_user_id ON orders (user_id, created_at, id);
        CREATE INDEX idx_orders_created_at ON orders (created_at, id);
        CREATE INDEX idx_orders_status ON orders (status, created_at, id);
        CREATE INDEX idx_orders_reserved_until ON orders (reserved_until) WHERE reserved_until IS NOT NULL;

        CREATE TABLE order_items (
            order_id UUID NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
            position SMALLINT NOT NULL,
            product_id UUID REFERENCES products (id) ON DELETE SET NULL,
            sku VARCHAR(64) NOT NULL,
            name VARCHAR(200) NOT NULL,
            slug VARCHAR(120) NOT NULL,
            quantity INTEGER NOT NULL,
            unit_price_minor BIGINT NOT NULL,
            total_minor BIGINT NOT NULL,
            CONSTRAINT order_items_pkey PRIMARY KEY (order_id, position),
            CONSTRAINT order_items_quantity_check CHECK (quantity > 0),
            CONSTRAINT order_items_total_check
                CHECK (unit_price_minor >= 0 AND total_minor = quantity * unit_price_minor)
        );
        CREATE INDEX idx_order_items_product_id ON order_items (product_id);

        CREATE TABLE order_steps (
            order_id UUID NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
            position SMALLINT NOT NULL,
            status VARCHAR(20) NOT NULL,
            at TIMESTAMP WITH TIME ZONE NOT NULL,
            reason VARCHAR(500),
            actor_id UUID REFERENCES users (id) ON DELETE SET NULL,
            CONSTRAINT order_steps_pkey PRIMARY KEY (order_id, position)
        );
        CREATE INDEX idx_order_steps_actor_id ON order_steps (actor_id) WHERE actor_id IS NOT NULL;
    """)


def downgrade() -> None:
    op.execute("""
        DROP TABLE order_steps, order_items, orders;
        DROP SEQUENCE order_numbers;
    """)
