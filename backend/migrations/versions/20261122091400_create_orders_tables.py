"""create orders tables

And a way to take products out of the stock that does not count and read them anew: nothing but their stock changes.
"""

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
    _change_triggers("WHEN (current_setting('groundwork.only_stock', true) IS DISTINCT FROM 'on')")
    op.execute(
        """
        CREATE FUNCTION take_stock(wanted UUID[], quantities INTEGER[], moment TIMESTAMP WITH TIME ZONE)
            RETURNS TABLE (id UUID, sku TEXT, name TEXT, slug TEXT, price_minor BIGINT, currency TEXT, image JSONB)
            LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
        #variable_conflict use_column
        DECLARE
            all_there BOOLEAN;
            some_sold_out BOOLEAN;
        BEGIN
            SELECT count(*) FILTER (WHERE active AND stock >= quantity) = cardinality(wanted), bool_or(stock = quantity)
            INTO all_there, some_sold_out
            FROM (
                SELECT products.active, products.stock, item.quantity
                FROM unnest(wanted, quantities) AS item (id, quantity) JOIN products ON products.id = item.id
                ORDER BY products.id FOR NO KEY UPDATE OF products
            ) AS locked;
            IF NOT all_there THEN
                RETURN;
            END IF;
            -- What is in stock is counted as long as it is.
            PERFORM set_config('groundwork.only_stock', CASE WHEN some_sold_out THEN 'off' ELSE 'on' END, true);
            RETURN QUERY
                UPDATE products SET stock = stock - item.quantity, updated_at = moment
                FROM unnest(wanted, quantities) AS item (id, quantity) WHERE products.id = item.id
                RETURNING products.id, products.sku\\:\\:text, products.name\\:\\:text, products.slug\\:\\:text,
                    products.price_minor, products.currency\\:\\:text,
                    (SELECT jsonb_build_object('fileId', file_id, 'alt', alt, 'width', width, 'height', height)
                     FROM product_images WHERE product_id = products.id ORDER BY position LIMIT 1);
            PERFORM set_config('groundwork.only_stock', 'off', true);
        END $$;
    """
    )


def _change_triggers(condition: str) -> None:
    """Make the triggers of products on updates anew, with a condition."""
    op.execute(f"""
        DROP TRIGGER rows_updated ON products;
        CREATE TRIGGER rows_updated AFTER UPDATE ON products
            REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT {condition}
            EXECUTE FUNCTION count_rows('products_counts', 'category_id', 'in_stock', 'active');
        DROP TRIGGER words_updated ON products;
        CREATE TRIGGER words_updated AFTER UPDATE ON products
            REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT {condition}
            EXECUTE FUNCTION collect_search_words('name', 'description');
    """)


def downgrade() -> None:
    _change_triggers("")
    op.execute("""
        DROP FUNCTION take_stock;
        DROP TABLE order_steps, order_items, orders;
        DROP SEQUENCE order_numbers;
    """)
